# `programs.gh-dash`.
{ config, pkgs, lib, ... }@args:
let
  yaml = pkgs.formats.yaml { };
in
lib.hm.library.program args "gh-dash" {
  title = "the dashboard for gh";
  nullable = true;
  options.settings = lib.hm.library.opt yaml.type { } "Contents of {file}`gh-dash/config.yml`.";
  config = cfg: {
    programs.gh.extensions = lib.mkIf (cfg.package != null) [ cfg.package ];
    xdg.configFile."gh-dash/config.yml".source = yaml.generate "gh-dash-config.yml" cfg.settings;
  };
}
