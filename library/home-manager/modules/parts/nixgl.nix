# `targets.genericLinux.nixGL` and `config.lib.nixGL`: programs with the drivers of a distribution other than NixOS.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag maybe opt;
  cfg = config.targets.genericLinux.nixGL;
  names = [ "mesa" "mesaPrime" "nvidia" "nvidiaPrime" ];
  wrapper = default: opt (types.enum names) default;
  wrappers = import ./nixgl-wrappers.nix { inherit lib pkgs; } cfg;
in
{
  imports = [ (lib.mkRenamedOptionModule [ "nixGL" ] [ "targets" "genericLinux" "nixGL" ]) ];
  options.targets.genericLinux.nixGL = {
    packages = maybe types.attrs "The packages of nixGL; without them nothing is wrapped.";
    defaultWrapper = wrapper "mesa" "What {var}`config.lib.nixGL.wrap` does.";
    offloadWrapper = wrapper "mesaPrime" "What {var}`config.lib.nixGL.wrapOffload` does.";
    prime = {
      card = opt types.str "1" "The other graphics card: its number, its place (`pci-…`) or its kind (`vendor:device`).";
      nvidiaProvider = maybe types.str "What Nvidia's driver calls it.";
      installScript = maybe (types.enum [ "mesa" "nvidia" ]) "For which driver there is the command {command}`prime-offload`.";
    };
    installScripts = maybe (types.listOf (types.enum names)) "Which wrappers are commands of their own.";
    vulkan.enable = flag "Whether wrappers are for Vulkan too.";
  };
  config = {
    lib.nixGL = {
      wrap = wrappers.packages.${cfg.defaultWrapper};
      wrapOffload = wrappers.packages.${cfg.offloadWrapper};
      wrappers = wrappers.packages;
    };
    home.packages = lib.mkIf (cfg.prime.installScript != null || cfg.installScripts != null) wrappers.scripts;
  };
}
