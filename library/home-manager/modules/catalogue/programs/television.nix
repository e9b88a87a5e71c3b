# `programs.television`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described integrations opt;
  toml = pkgs.formats.toml { };
  theme =
    name: value:
    if lib.isString value then
      pkgs.writeText name value
    else if lib.hm.strings.isPathLike value then
      value
    else
      toml.generate name value;
in
lib.hm.library.program args "television" {
  nullable = true;
  install = false;
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    extraPackages = described "with pkgs; [ fd bat ripgrep ]" (
      opt (types.listOf types.package) [ pkgs.fd pkgs.bat pkgs.ripgrep ] "Packages that it calls."
    );
    settings = opt toml.type { } "Contents of {file}`television/config.toml`.";
    channels = opt (types.attrsOf toml.type) { } "Channels by name.";
    themes = opt (with types; attrsOf (oneOf [ toml.type lines path ])) { } "Themes by name.";
  };
  config =
    cfg:
    let
      completion = shell: "source ${cfg.package}/share/television/completion.${shell}";
      wrapped = pkgs.symlinkJoin {
        name = "${lib.getName cfg.package}-wrapped-${lib.getVersion cfg.package}";
        paths = [ cfg.package ];
        preferLocalBuild = true;
        nativeBuildInputs = [ pkgs.makeWrapper ];
        postBuild = ''
          wrapProgram $out/bin/tv \
            --suffix PATH : ${lib.makeBinPath cfg.extraPackages}
        '';
      };
    in
    {
      home.packages = mkIf (cfg.package != null) [ (if cfg.extraPackages == [ ] then cfg.package else wrapped) ];
      xdg.configFile = lib.mkMerge [
        {
          "television/config.toml" = mkIf (cfg.settings != { }) { source = toml.generate "config.toml" cfg.settings; };
        }
        (lib.mapAttrs' (
          name: channel:
          lib.nameValuePair "television/cable/${name}.toml" {
            source = toml.generate "television-${name}-channels" channel;
          }
        ) cfg.channels)
        (lib.mapAttrs' (
          name: value:
          lib.nameValuePair "television/themes/${name}.toml" { source = theme "television-theme-${name}" value; }
        ) cfg.themes)
      ];
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration ''
          ${completion "bash"}
        '';
        zsh.initContent = mkIf cfg.enableZshIntegration ''
          ${completion "zsh"}
        '';
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ''
          ${completion "fish"}
        '';
        nushell.extraConfig = mkIf cfg.enableNushellIntegration (completion "nu");
      };
    };
}
