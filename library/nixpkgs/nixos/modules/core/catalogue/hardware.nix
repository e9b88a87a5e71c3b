# Options of further hardware.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  acpilight = {
    enable = flag "Whether acpilight is there.";
  };
  alsa = {
    enablePersistence = flag "Whether alsa has this: persistence.";
  };
  bladeRF = {
    enable = flag "Whether bladeRF is there.";
  };
  brillo = {
    enable = flag "Whether brillo is there.";
  };
  bumblebee = {
    connectDisplay = flag "Whether bumblebee has this: connect display.";
    driver = opt (enum [ "nvidia" "nouveau" ]) "nvidia" "Driver of bumblebee.";
    enable = flag "Whether bumblebee is there.";
    group = opt str "wheel" "The group that runs it.";
    pmMethod = opt (enum [ "auto" "bbswitch" "switcheroo" "none" ]) "auto" "Pm method of bumblebee.";
  };
  ckb-next = {
    enable = flag "Whether ckb-next is there.";
    gid = maybe int "Gid of ckb-next.";
    package = packaged "ckb-next";
  };
  decklink = {
    enable = flag "Whether decklink is there.";
  };
  digitalbitbox = {
    enable = flag "Whether digitalbitbox is there.";
    package = packaged "digitalbitbox";
  };
  facetimehd = {
    enable = flag "Whether facetimehd is there.";
    withCalibration = flag "Whether facetimehd has this: with calibration.";
  };
  fancontrol = {
    config = need lines "Its configuration.";
    enable = flag "Whether fancontrol is there.";
  };
  flipperzero = {
    enable = flag "Whether flipperzero is there.";
  };
  flirc = {
    enable = flag "Whether flirc is there.";
  };
  gkraken = {
    enable = flag "Whether gkraken is there.";
  };
  glasgow = {
    enable = flag "Whether glasgow is there.";
  };
  gpgSmartcards = {
    enable = flag "Whether gpgSmartcards is there.";
  };
  hackrf = {
    enable = flag "Whether hackrf is there.";
  };
  intel-gpu-tools = {
    enable = flag "Whether intel-gpu-tools is there.";
  };
  ipu6 = {
    enable = flag "Whether ipu6 is there.";
    platform = need (enum [ "ipu6" "ipu6ep" "ipu6epmtl" ]) "Platform of ipu6.";
  };
  ledger = {
    enable = flag "Whether ledger is there.";
  };
  mcelog = {
    enable = flag "Whether mcelog is there.";
  };
  mwProCapture = {
    enable = flag "Whether mwProCapture is there.";
  };
  new-lg4ff = {
    enable = flag "Whether new-lg4ff is there.";
  };
  nitrokey = {
    enable = flag "Whether nitrokey is there.";
  };
  onlykey = {
    enable = flag "Whether onlykey is there.";
  };
  opentabletdriver = {
    blacklistedKernelModules = opt (listOf str) [
"hid-uclogic"
"wacom"
] "Blacklisted kernel modules of opentabletdriver.";
    daemon = {
      enable = enabled "Whether daemon is there.";
    };
    enable = flag "Whether opentabletdriver is there.";
    package = packaged "opentabletdriver";
  };
  parallels = {
    autoMountShares = enabled "Whether parallels has this: auto mount shares.";
    enable = flag "Whether parallels is there.";
    package = opt (nullOr package) (config.boot.kernelPackages.prl-tools or null) "Package of parallels.";
  };
  printers = {
    ensureDefaultPrinter = opt anything null "Ensure default printer of printers.";
    ensurePrinters = opt (listOf (submodule {
      options = {
        description = maybe str "Description of ensure printers.";
        deviceUri = need str "Device uri of ensure printers.";
        location = maybe str "Location of ensure printers.";
        model = need str "Model of ensure printers.";
        name = need anything "Its name.";
        ppdOptions = opt (attrsOf str) { } "Ppd options of ensure printers.";
      };
    })) [ ] "Ensure printers of printers.";
  };
  rasdaemon = {
    config = opt lines "" "Its configuration.";
    enable = flag "Whether rasdaemon is there.";
    extraModules = opt (listOf str) [ ] "Extra modules of rasdaemon.";
    labels = opt lines "" "Labels of rasdaemon.";
    mainboard = opt lines "" "Mainboard of rasdaemon.";
    record = enabled "Whether rasdaemon has this: record.";
    testing = flag "Whether rasdaemon has this: testing.";
  };
  saleae-logic = {
    enable = flag "Whether saleae-logic is there.";
    package = packaged "saleae-logic-2";
  };
  sata = {
    timeout = {
      deciSeconds = need int "Deci seconds of timeout.";
      drives = need (listOf (submodule {
        options = {
          idBy = opt (enum [ "path" "wwn" ]) "path" "Id by of drives.";
          name = need str "Its name.";
        };
      })) "Drives of timeout.";
      enable = flag "Whether timeout is there.";
    };
  };
  spacenavd = {
    enable = flag "Whether spacenavd is there.";
  };
  system76 = {
    enableAll = flag "Whether system76 has this: all.";
    firmware-daemon = {
      enable = maybe bool "Whether firmware daemon is there.";
    };
    kernel-modules = {
      enable = maybe bool "Whether kernel modules is there.";
    };
    power-daemon = {
      enable = maybe bool "Whether power daemon is there.";
    };
  };
  trackpoint = {
    device = opt str "TPPS/2 IBM TrackPoint" "Device of trackpoint.";
    emulateWheel = flag "Whether trackpoint has this: emulate wheel.";
    enable = flag "Whether trackpoint is there.";
    fakeButtons = flag "Whether trackpoint has this: fake buttons.";
    sensitivity = opt int 128 "Sensitivity of trackpoint.";
    speed = opt int 97 "Speed of trackpoint.";
  };
  tuxedo-keyboard = {
    enable = flag "Whether tuxedo-keyboard is there.";
  };
  tuxedo-rs = {
    enable = flag "Whether tuxedo-rs is there.";
    tailor-gui = {
      enable = flag "Whether tailor gui is there.";
    };
  };
  ubertooth = {
    enable = flag "Whether ubertooth is there.";
    group = opt str "ubertooth" "The group that runs it.";
  };
  uni-sync = {
    devices = opt (listOf (submodule {
      options = {
        channels = opt (listOf (submodule {
          options = {
            mode = opt (enum [ "Manual" "PWM" ]) "Manual" "Mode of channels.";
            speed = opt int "50" "Speed of channels.";
          };
        })) [ ] "Channels of devices.";
        device_id = need str "Device id of devices.";
        sync_rgb = flag "Whether devices has this: sync rgb.";
      };
    })) [ ] "Devices of uni-sync.";
    enable = flag "Whether uni-sync is there.";
    package = packaged "uni-sync";
  };
  usb-modeswitch = {
    enable = flag "Whether usb-modeswitch is there.";
  };
  usbStorage = {
    manageStartStop = enabled "Whether usbStorage has this: manage start stop.";
  };
  wooting = {
    enable = flag "Whether wooting is there.";
  };
  xone = {
    enable = flag "Whether xone is there.";
  };
}
