# Images of containers and machines, and applications that are one file.
{ lib, pkgs }:
let
  inherit (pkgs) runCommand;
  tagOf = arguments: if arguments.tag or null == null then "latest" else arguments.tag;
  # The choices that can be written down are kept in the derivation.
  plainChoices =
    arguments:
    lib.filterAttrs (
      _name: value: builtins.isString value || builtins.isBool value || builtins.isInt value
    ) (removeAttrs arguments [ "name" "tag" ]);
  image =
    suffix: arguments:
    runCommand "docker-image-${baseNameOf arguments.name}${suffix}"
      {
        config = builtins.toJSON (arguments.config or { });
        contents = map (item: "${item}") (lib.toList (arguments.copyToRoot or [ ]) ++ lib.toList (arguments.contents or [ ]));
        choices = builtins.toJSON (plainChoices arguments);
        passthru = {
          imageName = lib.toLower arguments.name;
          imageTag = tagOf arguments;
        };
      }
      ''
        echo "hmeval's built-in library makes no images: ${arguments.name}" >&2
        exit 1
      '';
  wrapped =
    arguments@{ src, ... }:
    pkgs.stdenv.mkDerivation (
      builtins.intersectAttrs {
        name = null;
        pname = null;
        version = null;
        src = null;
        meta = null;
        passthru = null;
      } arguments
      // {
        buildCommand = ''
          echo "hmeval's built-in library unpacks no applications" >&2
          exit 1
        '';
      }
    );
in
{
  dockerTools = {
    buildImage = image ".tar.gz";
    buildLayeredImage = image ".tar.gz";
    buildLayeredImageWithNixDb = image ".tar.gz";
    buildImageWithNixDb = image ".tar.gz";
    streamLayeredImage = image "-stream";
    streamNixShellImage = arguments: image "-stream" ({ name = "nix-shell"; } // arguments);
    buildNixShellImage = arguments: image ".tar.gz" ({ name = "nix-shell"; } // arguments);
    mergeImages = images: image ".tar.gz" { name = "merged"; contents = images; };
    pullImage =
      arguments@{ imageName, ... }:
      pkgs.fetchurl (
        {
          name = arguments.name or "docker-image-${lib.replaceStrings [ "/" ":" ] [ "-" "-" ] imageName}.tar";
          url = "docker://${imageName}@${arguments.imageDigest or ""}";
        }
        // builtins.intersectAttrs {
          hash = null;
          sha256 = null;
        } arguments
      )
      // {
        inherit imageName;
        imageTag = arguments.finalImageTag or "latest";
      };
    examples = { };
    caCertificates = pkgs.cacert;
    usrBinEnv = runCommand "usr-bin-env" { } "mkdir -p $out/usr/bin && ln -s ${pkgs.coreutils}/bin/env $out/usr/bin";
    binSh = runCommand "bin-sh" { } "mkdir -p $out/bin && ln -s ${pkgs.bashInteractive}/bin/bash $out/bin/sh";
    fakeNss = pkgs.fakeNss;
    shadowSetup = "";
  };
  fakeNss = runCommand "fake-nss" { } "mkdir -p $out/etc && touch $out/etc/passwd $out/etc/group";
  ociTools.buildContainer = arguments: image "-oci" ({ name = "container"; } // removeAttrs arguments [ "args" ]);

  appimageTools = {
    wrapType1 = wrapped;
    wrapType2 = wrapped;
    wrapAppImage = wrapped;
    extract = wrapped;
    extractType1 = wrapped;
    extractType2 = wrapped;
    defaultFhsEnvArgs = { };
  };

  closureInfo =
    { rootPaths }: runCommand "closure-info" { rootPaths = map (path: "${path}") (lib.toList rootPaths); } "mkdir $out";
  writeReferencesToFile = path: runCommand "runtime-deps" { inherit path; } "touch $out";
  makeFontsConf =
    {
      fontDirectories ? [ ],
      ...
    }:
    pkgs.writeText "fonts.conf" ''
      <?xml version="1.0"?>
      <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
      <fontconfig>
      ${lib.concatMapStrings (folder: "  <dir>${folder}</dir>\n") fontDirectories}</fontconfig>
    '';
  makeFontsCache = _arguments: runCommand "fc-cache" { } "mkdir -p $out";
}
