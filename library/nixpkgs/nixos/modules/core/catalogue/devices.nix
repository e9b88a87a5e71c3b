# Rarer options of hardware that is declared elsewhere.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  block = {
    defaultScheduler = maybe str "Order of access to disks.";
    defaultSchedulerExclude = opt (nullOr str) "loop[0-9]*" "Disks that it is not for.";
    defaultSchedulerRotational = maybe str "The same for disks that turn.";
    scheduler = opt (attrsOf str) { } "The same by name of the disk.";
  };
  bluetooth = {
    disabledPlugins = words "Disabled plugins of bluetooth.";
    hsphfpd = {
      enable = flag "Whether hsphfpd is there.";
    };
    input = opt (attrsOf section) { } "Input of bluetooth.";
    network = opt (attrsOf section) { } "Network of bluetooth.";
  };
  cpu = {
    x86 = {
      msr = {
        enable = flag "Whether msr is there.";
        group = opt str "msr" "The group that runs it.";
        mode = opt str "0640" "Mode of msr.";
        owner = opt str "root" "Owner of msr.";
        settings = opt (submodule {
          freeformType = attrsOf (oneOf [ bool int str ]);
          options = {
            allow-writes = maybe (enum [ "on" "off" ]) "Allow writes of settings.";
          };
        }) { } "Its settings.";
      };
    };
    intel.npu.enable = flag "Whether the processor's network is used.";
  };
  deviceTree = {
    filter = maybe str "Filter of device tree.";
  };
  display = {
    edid = {
      enable = described "config.hardware.display.edid.packages != null" (opt bool (config.hardware.display.edid.packages != null) "Whether edid is there.");
      linuxhw = opt (attrsOf (listOf str)) { } "Linuxhw of edid.";
      modelines = opt (attrsOf str) { } "Modelines of edid.";
      packages = opt (listOf package) [ ] "Packages of edid.";
    };
    outputs = opt (attrsOf (submodule {
      options = {
        edid = maybe str "Edid of outputs.";
        mode = maybe str "Mode of outputs.";
      };
    })) { } "Outputs of display.";
  };
  graphics = {
    package = opt package pkgs.mesa "Package with the drivers.";
    package32 = opt package pkgs.pkgsi686Linux.mesa "Package with the drivers of 32 bits.";
  };
  i2c = {
    group = opt str "i2c" "The group that runs it.";
  };
  keyboard = {
    teck = {
      enable = flag "Whether teck is there.";
    };
    uhk = {
      enable = flag "Whether uhk is there.";
    };
  };
  nvidia = {
    datacenter = {
      enable = flag "Whether datacenter is there.";
      settings = opt (attrsOf atom) { } "Its settings.";
    };
    dynamicBoost = {
      enable = flag "Whether dynamicBoost is there.";
    };
    forceFullCompositionPipeline = flag "Whether nvidia has this: force full composition pipeline.";
    nvidiaPersistenced = flag "Whether nvidia has this: nvidia persistenced.";
    prime = {
      allowExternalGpu = flag "Whether prime has this: allow external gpu.";
      reverseSync = {
        enable = flag "Whether reverseSync is there.";
        setupCommands = {
          enable = enabled "Whether setupCommands is there.";
        };
      };
    };
    gsp.enable = opt bool (config.hardware.nvidia.open == true) "Whether the card's own processor leads it.";
    videoAcceleration = enabled "Whether films are decoded by the card.";
  };
  pulseaudio = {
    configFile = maybe path "Its file.";
  };
}
