# `programs.nvchecker`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt;
  toml = pkgs.formats.toml { };
  place =
    if pkgs.stdenv.hostPlatform.isDarwin then
      "${config.home.homeDirectory}/Library/Application Support"
    else
      config.xdg.configHome;
  with' = options: types.submodule { freeformType = toml.type; inherit options; };
  own = with' {
    oldver = opt (types.pathWith { }) "old_ver.json" "File of the versions that are known.";
    newver = opt (types.pathWith { }) "new_ver.json" "File of the versions that are found.";
  };
  settings = with' {
    __config__ = described ''
      {
        oldver = "old_ver.json";
        newver = "new_ver.json";
      };
    '' (opt own { } "Settings of nvchecker itself.");
  };
in
lib.hm.library.program args "nvchecker" {
  nullable = true;
  options.settings = described ''
    __config__ = {
      oldver = "old_ver.json";
      newver = "new_ver.json";
    };
  '' (opt settings { } "Contents of {file}`nvchecker/nvchecker.toml`.");
  config = cfg: {
    home.file."${place}/nvchecker/nvchecker.toml".source = toml.generate "nvchecker.toml" cfg.settings;
  };
}
