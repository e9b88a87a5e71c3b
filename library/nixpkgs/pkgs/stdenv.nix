# `stdenv`: derivations from attribute sets.
#
# The derivations are described as nixpkgs describes them: the same attributes in the environment, so that tools that
# read them find the text of a file or the script of a command where they expect it.
{
  lib,
  config,
  pkgs,
  buildPlatform,
  hostPlatform,
}:
let
  check = import ./check-meta.nix { inherit lib config hostPlatform; };
  # What says something of a package and does not take part in its build.
  notInEnvironment = [
    "meta"
    "passthru"
    "pos"
    "env"
    "unseen"
    "checkInputs"
    "installCheckInputs"
    "nativeCheckInputs"
    "nativeInstallCheckInputs"
    "__contentAddressed"
    "__darwinAllowLocalNetworking"
    "__impureHostDeps"
    "__propagatedImpureHostDeps"
    "sandboxProfile"
    "propagatedSandboxProfile"
    "disallowedReferences"
  ];
  # What every package has, given or not.
  noInputs = {
    buildInputs = [ ];
    nativeBuildInputs = [ ];
    propagatedBuildInputs = [ ];
    propagatedNativeBuildInputs = [ ];
    depsBuildBuild = [ ];
    depsTargetTarget = [ ];
    patches = [ ];
    configureFlags = [ ];
    cmakeFlags = [ ];
    mesonFlags = [ ];
  };
  mayBeAsked = noInputs // {
    pname = null;
    version = null;
    src = null;
  };
  shell = "/bin/sh";
  script = builtins.toFile "builder.sh" ''
    if [ -n "$buildCommandPath" ]; then . "$buildCommandPath"; else eval "$buildCommand"; fi
  '';

  build =
    attrs: overrideAttrs:
    let
      name = lib.strings.sanitizeDerivationName (
        if attrs ? pname && attrs ? version && !(attrs ? name) then
          "${attrs.pname}-${attrs.version}"
        else
          attrs.name or attrs.pname or (throw "mkDerivation: neither `name` nor `pname` is given")
      );
      outputs = attrs.outputs or [ "out" ];
      # What is null is not in the environment.
      given = removeAttrs attrs notInEnvironment // attrs.env or { };
      isStructured = attrs.__structuredAttrs or true;
      nulls = builtins.filter (name: given.${name} == null) (builtins.attrNames given);
      environment =
        removeAttrs given (if isStructured then nulls else nulls ++ [ "__structuredAttrs" ])
        // {
          inherit name outputs;
          inherit (buildPlatform) system;
          builder = attrs.builder or shell;
          args =
            attrs.args or [
              "-e"
              script
            ];
          stdenv = "stdenv-${hostPlatform.system}";
        };
      position = attrs.pos or (builtins.unsafeGetAttrPos "pname" attrs);
      meta = {
        inherit name outputs;
        outputsToInstall = [ (if builtins.elem "bin" outputs then "bin" else builtins.head outputs) ]
          ++ lib.optional (builtins.elem "man" outputs) "man";
        available = true;
        broken = false;
        insecure = false;
        unfree = false;
        unsupported = false;
      }
      // lib.optionalAttrs (position != null) {
        position = "${position.file}:${toString position.line}";
      }
      // lib.optionalAttrs (attrs ? meta) (check.describe attrs.meta);
      package = derivation environment;
    in
    lib.extendDerivation (check.valid attrs meta)
      (
        noInputs
        // (if attrs ? unseen then attrs.unseen overrideAttrs else { })
        // builtins.intersectAttrs mayBeAsked attrs
        // attrs.passthru or { }
        // {
          inherit meta overrideAttrs;
          passthru = attrs.passthru or { };
          inherit name;
          inputDerivation = package;
        }
      )
      package;

  # `function` gives the arguments out of the final ones, overrides included, and the package itself.
  makeExtensible =
    function:
    let
      arguments = function (
        arguments
        // {
          finalPackage = final;
          inherit overrideAttrs;
        }
      );
      overrideAttrs =
        change:
        makeExtensible (
          self:
          let
            previous = function self;
            # What is there to be asked for, without being part of the derivation.
            seen = arguments: if arguments ? unseen then arguments.unseen overrideAttrs // arguments else arguments;
          in
          previous // lib.toExtension change (seen self) (seen previous)
        );
      final = build arguments overrideAttrs;
    in
    final;
  mkDerivation =
    given: makeExtensible (if lib.isFunction given then given else _final: given);
in
{
  inherit mkDerivation buildPlatform hostPlatform;
  targetPlatform = hostPlatform;
  inherit (hostPlatform) system isLinux isDarwin isAarch64 isx86_64 is64bit isAarch32 isi686;
  name = "stdenv-${hostPlatform.system}";
  inherit shell;
  hasCC = true;
  cc = pkgs.gcc // {
    cc = pkgs.gcc-unwrapped;
    isGNU = hostPlatform.isLinux;
    isClang = hostPlatform.isDarwin;
    libc = pkgs.glibc;
    targetPrefix = "";
  };
  initialPath = [ ];
  shellDryRun = "${shell} -n -O extglob";
  override = _changes: pkgs.stdenv;
}
