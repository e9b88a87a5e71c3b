# A machine that gives up some speed and comfort to be safer.
{ lib, pkgs, ... }:
let
  inherit (lib) mkDefault mkOverride;
in
{
  boot.kernelPackages = mkDefault pkgs.linuxPackages_hardened;
  nix.settings.allowed-users = mkDefault [ "@users" ];
  security = {
    lockKernelModules = mkDefault true;
    protectKernelImage = mkDefault true;
    allowSimultaneousMultithreading = mkDefault false;
    forcePageTableIsolation = mkDefault true;
    unprivilegedUsernsClone = mkDefault false;
    virtualisation.flushL1DataCache = mkDefault "always";
    apparmor.enable = mkDefault true;
  };
  environment.memoryAllocator.provider = mkDefault "scudo";
  boot.kernelParams = [
    "slab_nomerge"
    "page_poison=1"
    "page_alloc.shuffle=1"
    "debugfs=off"
  ];
  boot.blacklistedKernelModules = [
    "ax25"
    "netrom"
    "rose"
  ];
  boot.kernel.sysctl = {
    "kernel.yama.ptrace_scope" = mkOverride 500 1;
    "kernel.kptr_restrict" = mkOverride 500 2;
    "kernel.ftrace_enabled" = mkDefault false;
    "net.core.bpf_jit_enable" = mkDefault false;
  };
}
