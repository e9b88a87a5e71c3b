# `programs.openstackclient`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
  yaml = pkgs.formats.yaml { };
  document = opt (types.submodule { freeformType = yaml.type; }) { };
  file = name: yaml.generate "openstackclient-${name}-yaml-${config.home.username}";
in
lib.hm.library.program args "openstackclient" {
  nullable = true;
  options = {
    clouds = document "Clouds by name, of {file}`openstack/clouds.yaml`.";
    publicClouds = document "Clouds of providers by name, of {file}`openstack/clouds-public.yaml`.";
  };
  config = cfg: {
    xdg.configFile = {
      "openstack/clouds.yaml".source = file "clouds" { inherit (cfg) clouds; };
      "openstack/clouds-public.yaml".source = file "clouds-public" { public-clouds = cfg.publicClouds; };
    };
  };
}
