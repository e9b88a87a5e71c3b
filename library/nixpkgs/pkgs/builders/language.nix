# Builders of programs in one language, and shells to work in.
{ lib, pkgs }:
let
  inherit (pkgs) stdenv;
  # The arguments are kept; nothing of the language's own machinery runs here.
  builder = extra: given: stdenv.mkDerivation (
    if lib.isFunction given then final: extra // given final else extra // given
  );
  plain = builder { };
in
{
  mkShell =
    {
      name ? "nix-shell",
      packages ? [ ],
      inputsFrom ? [ ],
      buildInputs ? [ ],
      nativeBuildInputs ? [ ],
      propagatedBuildInputs ? [ ],
      propagatedNativeBuildInputs ? [ ],
      ...
    }@attrs:
    let
      own = lib.subtractLists inputsFrom;
      merged = kind: (attrs.${kind} or [ ]) ++ own (lib.flatten (lib.catAttrs kind inputsFrom));
      hooks = lib.catAttrs "shellHook" (lib.reverseList inputsFrom ++ [ attrs ]);
    in
    stdenv.mkDerivation (
      {
        inherit name;
        buildInputs = merged "buildInputs";
        nativeBuildInputs = packages ++ merged "nativeBuildInputs";
        propagatedBuildInputs = merged "propagatedBuildInputs";
        propagatedNativeBuildInputs = merged "propagatedNativeBuildInputs";
        shellHook = lib.concatStringsSep "\n" hooks;
        buildCommand = "export > \"$out\"";
        preferLocalBuild = true;
      }
      // removeAttrs attrs [
        "name"
        "packages"
        "inputsFrom"
        "buildInputs"
        "nativeBuildInputs"
        "propagatedBuildInputs"
        "propagatedNativeBuildInputs"
        "shellHook"
      ]
    );
  mkShellNoCC = pkgs.mkShell;

  buildGoModule = plain;
  buildNpmPackage = plain;
  rustPlatform = {
    buildRustPackage = plain;
    fetchCargoVendor = pkgs.fetchzip;
    inherit (pkgs) cargo rustc;
  };
  makeRustPlatform = _tools: pkgs.rustPlatform;
  buildDotnetModule = plain;
  buildFHSEnv =
    arguments: pkgs.writeShellScriptBin (arguments.name or arguments.pname) (arguments.runScript or "bash");
  makeDesktopItem =
    arguments@{
      name,
      desktopName,
      type ? "Application",
      destination ? "/share/applications",
      ...
    }:
    let
      show = value: if builtins.isBool value then lib.boolToString value else if builtins.isList value then lib.concatMapStrings (one: "${one};") value else toString value;
      keys = {
        exec = "Exec";
        icon = "Icon";
        comment = "Comment";
        genericName = "GenericName";
        categories = "Categories";
        mimeTypes = "MimeType";
        keywords = "Keywords";
        terminal = "Terminal";
        noDisplay = "NoDisplay";
        startupNotify = "StartupNotify";
        startupWMClass = "StartupWMClass";
        tryExec = "TryExec";
      };
      given = lib.filterAttrs (key: _value: arguments ? ${key}) keys;
      entries = {
        Type = type;
        Name = desktopName;
        Version = "1.5";
      }
      // lib.mapAttrs' (key: name: lib.nameValuePair name (show arguments.${key})) given
      // arguments.extraConfig or { };
    in
    pkgs.writeTextFile {
      name = "${name}.desktop";
      destination = "${destination}/${name}.desktop";
      text = lib.generators.toINI { } { "Desktop Entry" = entries; };
    };
  makeWrapper = pkgs.makeSetupHook { name = "make-wrapper-hook"; } ./text.nix;
  makeBinaryWrapper = pkgs.makeWrapper;
  wrapGAppsHook3 = pkgs.makeSetupHook { name = "wrap-gapps-hook"; } ./text.nix;
  wrapGAppsHook4 = pkgs.wrapGAppsHook3;
  installShellFiles = pkgs.makeSetupHook { name = "install-shell-files"; } ./text.nix;
  autoPatchelfHook = pkgs.makeSetupHook { name = "auto-patchelf-hook"; } ./text.nix;
  copyDesktopItems = pkgs.makeSetupHook { name = "copy-desktop-items-hook"; } ./text.nix;
  writableTmpDirAsHomeHook = pkgs.makeSetupHook { name = "writable-tmpdir-as-home-hook"; } ./text.nix;
  makeSetupHook =
    arguments: _script:
    stdenv.mkDerivation (
      removeAttrs arguments [
        "substitutions"
        "propagatedBuildInputs"
      ]
      // {
        buildCommand = "mkdir -p $out/nix-support";
      }
    );
}
