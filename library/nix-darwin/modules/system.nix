# `system`: the Mac as one package; `security`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    enabled
    flag
    internal
    maybe
    need
    opt
    packages
    text
    ;
  cfg = config.system;
  script =
    { name, ... }:
    {
      options = {
        enable = enabled "Whether the script is made.";
        text = text "Its commands.";
        target = opt types.str name "Its name." // { internal = true; };
        source = opt types.path (pkgs.writeScript "activate-${name}" cfg.activationScripts.${name}.text) "The script." // { internal = true; defaultText = lib.literalMD "its commands as a file"; };
        deps = opt (types.listOf types.str) [ ] "Not used." // { internal = true; };
      };
    };
  order = [
    "preActivation"
    "checks"
    "groups"
    "users"
    "applications"
    "etc"
    "launchd"
    "userDefaults"
    "homebrew"
    "extraActivation"
    "postActivation"
  ];
  textOf = name: lib.optionalString (cfg.activationScripts ? ${name}) cfg.activationScripts.${name}.text;
  failed = map (a: a.message) (lib.filter (a: !a.assertion) config.assertions);
  toplevel = pkgs.runCommand "darwin-system-${cfg.darwinLabel}" { preferLocalBuild = true; } ''
    mkdir -p $out
    ln -s ${cfg.build.etc}/etc $out/etc
    ln -s ${cfg.path} $out/sw
    cp ${pkgs.writeShellScript "activate" (lib.concatMapStringsSep "\n" textOf order)} $out/activate
    echo -n "${cfg.darwinLabel}" > $out/darwin-version
    echo -n "${pkgs.stdenv.hostPlatform.system}" > $out/system
  '';
in
{
  options = {
    system = {
      primaryUser = maybe types.str "The user whose settings the host's are.";
      stateVersion = mkOption {
        type = types.ints.between 1 6;
        description = "The version of the first installation; it decides defaults that older data depend on.";
      };
      configurationRevision = maybe types.str "Revision of the configuration.";
      activationScripts = internal (opt (types.attrsOf (types.submodule script)) { } "Commands of the activation, by name.");
      build = internal (opt (types.lazyAttrsOf types.unspecified) { } "What can be built.");
      path = internal (mkOption { description = "The packages of everyone as one."; });
      checks.verifyNixPath = enabled "Whether the search path is checked.";
      checks.verifyBuildUsers = enabled "Whether the building users are checked.";
      darwinVersion = internal (opt types.str cfg.darwinRelease "The version.");
      darwinRelease = internal (opt types.str lib.trivial.release "The release.");
      darwinLabel = internal (opt types.str cfg.darwinRelease "Name of the system.");
      startup.chime = maybe types.bool "Whether it sounds at the start.";
      keyboard = {
        enableKeyMapping = flag "Whether keys are changed.";
        remapCapsLockToControl = flag "Whether Caps Lock is Control.";
        remapCapsLockToEscape = flag "Whether Caps Lock is Escape.";
        nonUS.remapTilde = flag "Whether the tilde is changed.";
        swapLeftCommandAndLeftAlt = flag "Whether Command and Option are swapped.";
        swapLeftCtrlAndFn = flag "Whether Control and Fn are swapped.";
        userKeyMapping = opt (types.listOf (types.attrsOf types.int)) [ ] "More changes.";
      };
    };
    security = {
      pam.services.sudo_local = {
        enable = enabled "Whether {command}`sudo` is set up.";
        touchIdAuth = flag "Whether a finger is enough.";
        watchIdAuth = flag "Whether a watch is enough.";
        reattach = flag "Whether also within tmux.";
        text = text "More text of its file.";
      };
      sudo.extraConfig = opt (types.nullOr types.lines) null "More text of {file}`sudoers`.";
      pki = {
        installCACerts = enabled "Whether the list of authorities is there.";
        certificateFiles = opt (types.listOf types.path) [ ] "Files with more authorities.";
        certificates = opt (types.listOf types.str) [ ] "More authorities.";
      };
    };
  };

  config = {
    system.build.toplevel =
      if failed == [ ] then
        lib.showWarnings config.warnings toplevel
      else
        throw "\nFailed assertions:\n${lib.concatMapStringsSep "\n" (message: "- ${message}") failed}";
    system.activationScripts = {
      preActivation = { };
      extraActivation = { };
      postActivation = { };
    };
  };
}
