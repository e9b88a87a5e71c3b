# `programs.pet`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt words;
  toml = pkgs.formats.toml { };
  string = opt types.str "";
  snippet = types.submodule {
    options = {
      description = string "What it does.";
      command = string "The command.";
      output = string "What it prints.";
      tag = words "Tags.";
    };
  };
in
lib.hm.library.program args "pet" {
  nullable = true;
  options = {
    settings = opt toml.type { } "Contents of {file}`pet/config.toml`.";
    selectcmdPackage = lib.mkPackageOption pkgs "fzf" {
      nullable = true;
      extraDescription = "It is what `settings.selectcmd` calls.";
    };
    snippets = opt (types.listOf snippet) [ ] "Commands.";
  };
  config =
    cfg:
    let
      general = {
        selectcmd = "fzf";
        snippetfile = "${config.xdg.configHome}/pet/snippet.toml";
      };
      # Once the settings were those of the section.
      settings = if lib.versionAtLeast config.home.stateVersion "21.11" then cfg.settings else { General = cfg.settings; };
    in
    {
      home.packages = lib.optional (cfg.selectcmdPackage != null) cfg.selectcmdPackage;
      xdg.configFile = {
        "pet/config.toml".source = toml.generate "config.toml" (lib.recursiveUpdate { General = general; } settings);
        "pet/snippet.toml" = lib.mkIf (cfg.snippets != [ ]) {
          source = toml.generate "snippet.toml" { inherit (cfg) snippets; };
        };
      };
    };
}
