# `system`: the Mac as one package, its main user, its tools, start and patches.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    attrs
    internal
    maybe
    opt
    strings
    text
    words
    ;
  cfg = config.system;
  failed = map (a: a.message) (lib.filter (a: !a.assertion) config.assertions);
  toplevel = pkgs.stdenvNoCC.mkDerivation (
    {
      name = "darwin-system-${cfg.darwinLabel}";
      preferLocalBuild = true;
      activationScript = cfg.activationScripts.script.text;
      inherit (cfg) darwinLabel;
      darwinVersionJson = (pkgs.formats.json { }).generate "darwin-version.json" (
        lib.filterAttrs (_name: value: value != null) {
          inherit (cfg)
            configurationRevision
            darwinLabel
            darwinRevision
            nixpkgsRevision
            ;
        }
      );
      buildCommand = ''
        mkdir -p $out/Library $out/user/Library
        ln -s ${cfg.build.patches}/patches $out/patches
        ln -s ${cfg.build.etc}/etc $out/etc
        ln -s ${cfg.path} $out/sw
        ln -s ${cfg.build.applications}/Applications $out/Applications
        ln -s ${cfg.build.fonts}/Library/Fonts $out/Library/Fonts
        ln -s ${cfg.build.launchd}/Library/LaunchAgents ${cfg.build.launchd}/Library/LaunchDaemons $out/Library
        ln -s ${cfg.build.launchd}/user/Library/LaunchAgents $out/user/Library
        echo "$activationScript" > $out/activate
        substituteInPlace $out/activate --subst-var out
        chmod u+x $out/activate
        echo -n "$out" > $out/systemConfig
        echo -n "$darwinLabel" > $out/darwin-version
        ln -s $darwinVersionJson $out/darwin-version.json
        echo -n "$system" > $out/system
        ${cfg.systemBuilderCommands}
      '';
    }
    // cfg.systemBuilderArgs
  );

  tools = [
    "darwin-option"
    "darwin-rebuild"
    "darwin-version"
    "darwin-uninstaller"
  ];
  tool = name: pkgs.writeShellScriptBin name "echo '${name} of the built-in library does nothing' >&2; exit 1";
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "system" "includeUninstaller" ] [ "system" "tools" "darwin-uninstaller" "enable" ])
    (lib.mkRemovedOptionModule [ "system" "disableInstallerTools" ] "It is `system.tools.enable` now.")
  ];

  options.system = {
    primaryUser = maybe types.str "The user whose settings the host's are.";
    primaryUserHome = internal (
      opt types.str (config.users.users.${cfg.primaryUser}.home or "/Users/${cfg.primaryUser}") "The home directory of that user."
    );
    requiresPrimaryUser = internal (words "Options that are set and need that user.");
    build = internal (opt (types.lazyAttrsOf types.unspecified) { } "What can be built.");
    path = internal (mkOption { description = "The packages of everyone as one."; });
    profile = opt types.path "/nix/var/nix/profiles/system" "The profile of the system.";
    systemBuilderCommands = internal (text "More commands that make the system's package.");
    systemBuilderArgs = internal (opt (types.attrsOf types.unspecified) { } "More attributes of the system's package.");
    startup.chime = maybe types.bool "Whether it sounds at the start.";
    nvram.variables = internal (strings "Variables that outlast a restart.");
    patches = opt (types.listOf types.path) [ ] "Changes to files of macOS.";
    tools =
      lib.genAttrs tools (name: {
        enable = opt types.bool cfg.tools.enable "Whether {command}`${name}` is installed.";
      })
      // {
        enable = internal (opt types.bool true "Whether the commands of nix-darwin are installed.");
      };
  };

  config = {
    assertions = [
      {
        assertion = cfg.primaryUser != null || cfg.requiresPrimaryUser == [ ];
        message = ''
          These options are about one user, and `system.primaryUser` does not say which:
          ${lib.concatMapStringsSep "\n" (name: "- `${name}`") (lib.sort lib.lessThan cfg.requiresPrimaryUser)}
        '';
      }
    ];
    environment.systemPackages = map tool (lib.filter (name: cfg.tools.${name}.enable) tools);
    system = {
      nvram.variables.StartupMute = lib.mkIf (cfg.startup.chime != null) (if cfg.startup.chime then "%00" else "%01");
      build = {
        toplevel =
          if failed == [ ] then
            lib.showWarnings config.warnings toplevel
          else
            throw "\nFailed assertions:\n${lib.concatMapStringsSep "\n" (message: "- ${message}") failed}";
        patches = pkgs.runCommand "patches" { preferLocalBuild = true; } (
          "mkdir -p $out/patches\n" + lib.concatMapStrings (file: "ln -s '${file}' $out/patches\n") cfg.patches
        );
      }
      // lib.genAttrs [ "darwin-option" "darwin-rebuild" "darwin-version" ] tool;
      activationScripts = {
        nvram.text = ''
          echo "variables of the firmware..." >&2
          ${lib.concatStringsSep "\n" (
            lib.mapAttrsToList (
              name: value: "nvram ${lib.escapeShellArg name}=${lib.escapeShellArg value}"
            ) cfg.nvram.variables
          )}
        '';
        patches.text = ''
          echo "patches..." >&2
          for patch in /run/current-system/patches/*; do
            [[ ! -e $patch || -e ${cfg.build.patches}/patches/''${patch##*/} ]] || patch --force --reverse --backup -d / -p1 < "$patch" || true
          done
          for patch in ${cfg.build.patches}/patches/*; do
            [[ ! -e $patch ]] || patch --force --reverse --dry-run -d / -p1 < "$patch" >/dev/null || patch --forward --backup -d / -p1 < "$patch" || true
          done
        '';
      };
    };
  };
}
