# What the programs of `catalogue/`, and others, do where they are enabled.
{
  config,
  lib,
  pkgs,
  ...
}@arguments:
let
  inherit (lib) mkIf types;
  inherit (import ../../lib/options.nix { inherit lib; }) enabled flag opt;
  cfg = config.programs;
  inherit (import ../../lib/defined.nix lib arguments "programs") isOn;
  hardware = import ../../lib/defined.nix lib arguments "hardware";
  # Programs whose package is the whole of it.
  installed = [
    "_1password"
    "_1password-gui"
    "atop"
    "bandwhich"
    "bcc"
    "ccache"
    "coolercontrol"
    "corectrl"
    "criu"
    "darling"
    "droidcam"
    "evince"
    "firejail"
    "flashrom"
    "foot"
    "geary"
    "gnome-terminal"
    "gphoto2"
    "i3lock"
    "labwc"
    "ladybird"
    "nethoscope"
    "npm"
    "ns-usbloader"
    "slock"
    "spacefm"
    "streamdeck-ui"
    "television"
    "throne"
    "sysdig"
    "wavemon"
    "winbox"
    "wshowkeys"
    "yubikey-touch-detector"
    "zmap"
  ];
  packageOf = name: cfg.${name}.package or pkgs.${name} or null;
  wanted = lib.filter (package: package != null) (map packageOf (lib.filter isOn installed));
  ini = pkgs.formats.ini {
    listsAsDuplicateKeys = true;
    mkKeyValue = lib.generators.mkKeyValueDefault { mkValueString = value: if lib.isBool value then (if value then "yes" else "no") else toString value; } "=";
  };
  foot = cfg.foot;
in
{
  options.programs.vscode = {
    enable = flag "Whether Visual Studio Code is there.";
    package = lib.mkPackageOption pkgs "vscode" { extraDescription = "With extensions it is `vscode-with-extensions`."; };
    extensions = opt (types.listOf types.package) [ ] "Its extensions.";
    defaultEditor = flag "Whether it is the editor.";
  };
  options.programs.television = {
    enable = flag "Whether television finds things.";
    package = lib.mkPackageOption pkgs "television" { };
    enableBashIntegration = flag "Whether it is in Bash.";
    enableZshIntegration = flag "Whether it is in Zsh.";
    enableFishIntegration = flag "Whether it is in fish.";
  };
  options.programs.throne = {
    enable = flag "Whether Throne is there.";
    package = lib.mkPackageOption pkgs "throne" { };
    tunMode.enable = flag "Whether all connections go through it.";
  };
  options.programs.gamescope = {
    capSysNice = flag "Whether it goes before others.";
    args = opt (types.listOf types.str) [ ] "Arguments.";
    env = opt (types.attrsOf types.str) { } "Its variables.";
  };
  options.programs.obs-studio.plugins = opt (types.listOf types.package) [ ] "Its plugins.";
  options.programs.foot = {
    enable = flag "Whether the terminal foot is there.";
    package = lib.mkPackageOption pkgs "foot" { };
    settings = opt ini.type { } "Contents of {file}`/etc/xdg/foot/foot.ini`.";
    theme = opt (types.nullOr types.str) null "One of the themes that it comes with.";
    enableBashIntegration = enabled "Whether Bash tells it where it is.";
    enableZshIntegration = enabled "Whether Zsh tells it where it is.";
    enableFishIntegration = enabled "Whether fish tells it where it is.";
  };

  config = lib.mkMerge [
    { environment.systemPackages = wanted; }
    (mkIf (isOn "foot") {
      environment.etc."xdg/foot/foot.ini".source = ini.generate "foot.ini" foot.settings;
      programs.foot.settings.main.include = mkIf (foot.theme != null) [ "${foot.package.themes or foot.package}/share/foot/themes/${foot.theme}" ];
    })
    (mkIf (isOn "vscode") {
      environment.systemPackages = [
        (
          if cfg.vscode.extensions == [ ] then
            cfg.vscode.package
          else
            pkgs.vscode-with-extensions.override {
              vscode = cfg.vscode.package;
              vscodeExtensions = cfg.vscode.extensions;
            }
        )
      ];
      environment.variables.EDITOR = mkIf cfg.vscode.defaultEditor (lib.mkOverride 900 "code");
    })
    (mkIf (isOn "npm") {
      environment.etc.npmrc.text = cfg.npm.npmrc;
      environment.variables.NPM_CONFIG_GLOBALCONFIG = "/etc/npmrc";
    })
    (mkIf (isOn "_1password") { users.groups.onepassword-cli.gid = config.ids.gids.onepassword-cli or 31002; })
    (mkIf (isOn "_1password-gui") { users.groups.onepassword.gid = config.ids.gids.onepassword or 31001; })
    (mkIf (hardware.isOn "acpilight") {
      environment.systemPackages = [ pkgs.acpilight ];
      services.udev.packages = [ pkgs.acpilight ];
    })
    (mkIf (isOn "corectrl") {
      services.dbus.packages = [ pkgs.corectrl ];
      users.groups.corectrl = { };
    })
  ];
}
