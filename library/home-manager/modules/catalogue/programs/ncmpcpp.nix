# `programs.ncmpcpp`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described need opt;
  show = value: if lib.isBool value then lib.hm.booleans.yesNo value else toString value;
  binding = types.submodule {
    options = {
      key = need types.str "The key.";
      command = need (with types; either str (listOf str)) "What it does.";
    };
  };
  showBinding = binding: lib.concatStringsSep "\n  " ([ "def_key \"${binding.key}\"" ] ++ lib.toList binding.command);
  mpd = config.services.mpd or { enable = false; };
in
lib.hm.library.program args "ncmpcpp" {
  options = {
    mpdMusicDir =
      described
        ''
          if pkgs.stdenv.hostPlatform.isLinux && config.services.mpd.enable then
            config.services.mpd.musicDirectory
          else
            null
        ''
        (
          opt (with types; nullOr (coercedTo path toString str)) (
            if pkgs.stdenv.hostPlatform.isLinux && mpd.enable then mpd.musicDirectory else null
          ) "Where the music is."
        );
    settings = opt (with types; attrsOf (oneOf [ bool int str ])) { } "Contents of {file}`ncmpcpp/config`.";
    bindings = opt (types.listOf binding) [ ] "Keys.";
  };
  config =
    cfg:
    let
      settings = cfg.settings // lib.optionalAttrs (cfg.mpdMusicDir != null) { mpd_music_dir = cfg.mpdMusicDir; };
    in
    {
      warnings =
        mkIf (cfg.settings ? mpd_music_dir && cfg.mpdMusicDir != null)
          [ "`programs.ncmpcpp.mpdMusicDir` takes the place of `programs.ncmpcpp.settings.mpd_music_dir`." ];
      xdg.configFile = {
        "ncmpcpp/config" = mkIf (settings != { }) {
          text = lib.concatLines (lib.mapAttrsToList (name: value: "${name}=${show value}") settings);
        };
        "ncmpcpp/bindings" = mkIf (cfg.bindings != [ ]) { text = lib.concatLines (map showBinding cfg.bindings); };
      };
    };
}
