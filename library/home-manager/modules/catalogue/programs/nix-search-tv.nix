# `programs.nix-search-tv`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) described opt;
  inherit (pkgs.stdenv.hostPlatform) isDarwin;
  toml = pkgs.formats.toml { };
  inherit (config.programs) television;
  # Television's channel. It is written here, so that Television need not know of it.
  channel =
    package:
    let
      command = if package == null then "nix-search-tv" else lib.getExe package;
      key = if isDarwin then "alt" else "ctrl";
      opener = if isDarwin then "open" else "xdg-open";
      action = description: command: {
        inherit description command;
        mode = "execute";
      };
    in
    {
      metadata = {
        name = "nix-search-tv";
        description = "Search nix options and packages";
      };
      source.command = "${command} print";
      preview.command = "${command} preview \"{}\"";
      keybindings = {
        "${key}-r" = "actions:run";
        "${key}-i" = "actions:shell";
        "${key}-s" = "actions:source";
        "${key}-o" = "actions:homepage";
      };
      actions = {
        run = action "Run the package" "nix run {replace:s/\\/ /#/g}";
        shell = action "Enter new nix shell with this package" "nix shell {replace:s/\\/ /#/g}";
        source = action "Open link to source code" "${command} source '{}' | xargs ${opener}";
        homepage = action "Open link to homepage" "${command} homepage '{}' | xargs ${opener}";
      };
    };
in
lib.hm.library.fileProgram args "nix-search-tv" {
  nullable = true;
  format = "json";
  file = "nix-search-tv/config.json";
  generated = "config.json";
  options.enableTelevisionIntegration = described "config.programs.television.enable" (
    opt lib.types.bool television.enable "Whether Television has a channel of it."
  );
  config = cfg: {
    assertions = [
      {
        assertion = cfg.package != null || cfg.enableTelevisionIntegration;
        message = "Television calls `programs.nix-search-tv.package`, which is null.";
      }
    ];
    xdg.configFile."television/cable/nix-search-tv.toml" = mkIf (cfg.enableTelevisionIntegration && television.enable) {
      source = lib.mkForce (
        toml.generate "television-nix-search-tv-channels" (
          lib.recursiveUpdate (channel cfg.package) (television.channels.nix-search-tv or { })
        )
      );
    };
  };
}
