# Kernels, and the sets of packages that are made for one kernel: drivers and tools.
{
  lib,
  pkgs,
  known,
}:
let
  versions = import ./data/sets/kernels.nix;
  modules = import ./data/sets/kernel-modules.nix;

  makeKernel =
    attribute: version:
    let
      kernel = known.package {
        pname = if lib.hasInfix "." attribute then "linux" else lib.replaceStrings [ "_" ] [ "-" ] attribute;
        inherit version;
        license = "gpl2Only";
        outputs = [
          "out"
          "dev"
          "modules"
        ];
        platforms = lib.platforms.linux;
      };
    in
    kernel
    // {
      baseVersion = version;
      modDirVersion = lib.versions.pad 3 version;
      kernelOlder = lib.versionOlder version;
      kernelAtLeast = lib.versionAtLeast version;
      features = { };
      isZen = attribute == "linux_zen";
      isHardened = attribute == "linux_hardened";
      isLTS = attribute == "linux";
    };
  kernels = builtins.mapAttrs makeKernel versions;

  nvidia = version: license: kernel: name:
    known.package {
      pname = name;
      version = "${version}-${kernel.version}";
      inherit license;
      outputs = [
        "out"
        "bin"
        "lib32"
      ];
      passthru = {
        settings = known.package {
          pname = "nvidia-settings";
          inherit version;
          license = "mit";
          mainProgram = "nvidia-settings";
        };
        persistenced = known.package {
          pname = "nvidia-persistenced";
          inherit version;
          license = "mit";
          mainProgram = "nvidia-persistenced";
        };
        open = known.package {
          pname = "nvidia-open";
          version = "${kernel.version}-${version}";
          license = "mit";
        };
      };
    };
  packagesFor =
    kernel:
    let
      module = name: version: known.package {
        pname = name;
        version = "${version}-${kernel.version or "0"}";
      };
      drivers = builtins.mapAttrs (branch: version: nvidia version "unfree" kernel "nvidia-x11") versions-of-nvidia;
    in
    lib.recurseIntoAttrs (
      builtins.mapAttrs module modules
      // {
        inherit kernel;
        callPackage = pkgs.newScope (packagesFor kernel);
        nvidiaPackages = drivers // {
          # A driver of one's own choice.
          mkDriver = { version, ... }: nvidia version "unfree" kernel "nvidia-x11";
        };
        nvidia_x11 = drivers.stable;
        nvidia_x11_beta = drivers.beta;
        nvidia_x11_production = drivers.production;
        nvidia_x11_latest = drivers.latest;
        nvidia_x11_legacy390 = drivers.legacy_390;
        nvidia_x11_legacy470 = drivers.legacy_470;
        nvidia_x11_legacy535 = drivers.legacy_535;
        nvidia_x11_legacy580 = drivers.legacy_580;
        extend = overlay: lib.extends (_final: _previous: overlay) (_final: packagesFor kernel) { };
      }
    );
  versions-of-nvidia = import ./data/sets/nvidia.nix;
  named = prefix: lib.mapAttrs' (
    name: kernel: lib.nameValuePair (prefix + lib.removePrefix "linux" name) (packagesFor kernel)
  ) kernels;
in
kernels
// named "linuxPackages"
// {
  linuxPackagesFor = packagesFor;
  # A kernel of one's own.
  buildLinux = arguments: makeKernel (arguments.pname or "linux") arguments.version;
  linuxManualConfig = pkgs.buildLinux;
  linuxKernel = {
    kernels = kernels // { linux_default = pkgs.linux; };
    packages = lib.mapAttrs (_name: packagesFor) kernels // { linux_default = pkgs.linuxPackages; };
    packagesFor = packagesFor;
    vanillaPackages = pkgs.linuxKernel.packages;
  };
}
