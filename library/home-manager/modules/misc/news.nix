# `news`: messages about changes. The built-in library has none of its own.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (lib.hm.library) opt need;
  internal = option: option // { internal = true; };
  entry = types.submodule (
    { config, ... }:
    {
      options = {
        id = internal (need types.str "What tells the entry from others.");
        time = internal (need types.str "When it was written, in UTC.");
        condition = internal (mkOption {
          default = true;
          description = "Whether it concerns this home.";
        });
        message = internal (need types.str "The text.");
      };
      config.id = lib.mkDefault (builtins.hashString "sha256" config.message);
    }
  );
in
{
  options.news = {
    display = opt (types.enum [
      "silent"
      "notify"
      "show"
    ]) "notify" "What happens to unread messages on a switch: nothing, their number, or their text.";
    entries = internal (opt (types.listOf entry) [ ] "The messages.");
    json.output = internal (need types.package "The messages as JSON.");
  };

  config.news.json.output = pkgs.writeText "hm-news.json" (
    builtins.toJSON { inherit (config.news) display entries; }
  );
}
