# `programs.ripgrep-all`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe need opt words;
  json = pkgs.formats.json { };
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome;
  adapter = types.submodule {
    options = {
      name = need types.str "Its name.";
      version = opt types.int 1 "Its version, a new one where its output is another.";
      description = need types.str "What it does.";
      extensions = need (types.listOf types.str) "Endings of its files.";
      mimetypes = maybe (types.listOf types.str) "Types of its files.";
      binary = need types.path "Program that reads them.";
      args = words "Its arguments.";
      disabled_by_default = maybe types.bool "Whether it is used only where it is asked for.";
      match_only_by_mime = maybe types.bool "Whether only the type counts.";
      output_path_hint = maybe types.str "Name that its output has for other adapters.";
    };
  };
in
lib.hm.library.program args "ripgrep-all" {
  nullable = true;
  options.custom_adapters = opt (types.listOf adapter) [ ] "Adapters of one's own.";
  config = cfg: {
    home.file."${folder}/ripgrep-all/config.jsonc" = lib.mkIf (cfg.custom_adapters != [ ]) {
      source = json.generate "ripgrep-all" {
        "$schema" = "./config.schema.json";
        custom_adapters = map lib.hm.library.notNull cfg.custom_adapters;
      };
    };
  };
}
