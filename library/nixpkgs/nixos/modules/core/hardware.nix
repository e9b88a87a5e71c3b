# `hardware`, `powerManagement`, `virtualisation`, `fonts` and `xdg`: the rest of the machine and of the desktop.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../lib/options.nix { inherit lib; })
    attrs
    enabled
    flag
    maybe
    need
    opt
    packages
    text
    words
    ;
  list = description: words description;
  on = what: { enable = flag "Whether ${what}."; };
in
{
  options = {
    hardware = {
      enableAllFirmware = flag "Whether all firmware is there, also what is not free.";
      enableAllHardware = flag "Whether modules for all hardware are there.";
      enableRedistributableFirmware = flag "Whether firmware that may be passed on is there.";
      firmware = packages "Packages with firmware.";
      cpu = {
        intel.updateMicrocode = flag "Whether the processor's own program is updated.";
        amd.updateMicrocode = flag "Whether the processor's own program is updated.";
      };
      graphics = on "pictures are drawn by the graphics card" // {
        enable32Bit = flag "Whether programs of 32 bits may.";
        extraPackages = packages "More drivers.";
        extraPackages32 = packages "More drivers for 32 bits.";
      };
      opengl = on "pictures are drawn by the graphics card (older name)" // {
        extraPackages = packages "More drivers.";
      };
      nvidia = {
        open = maybe types.bool "Whether the driver is the open one.";
        modesetting.enable = flag "Whether the kernel sets the screen.";
        nvidiaSettings = enabled "Whether its program is there.";
        powerManagement = {
          enable = flag "Whether it saves power.";
          finegrained = flag "Whether it turns itself off.";
        };
        prime = {
          intelBusId = opt types.str "" "Where the Intel card is.";
          nvidiaBusId = opt types.str "" "Where the Nvidia card is.";
          amdgpuBusId = opt types.str "" "Where the AMD card is.";
          offload.enable = flag "Whether it is used on request.";
          offload.enableOffloadCmd = flag "Whether there is a command for that.";
          sync.enable = flag "Whether it is always used.";
        };
        package = opt types.unspecified null "The driver.";
      };
      nvidia-container-toolkit = on "containers use the card";
      amdgpu = {
        initrd.enable = flag "Whether the card is used from the start.";
        opencl.enable = flag "Whether programs compute on the card.";
        legacySupport.enable = flag "Whether old cards are used.";
        overdrive.enable = flag "Whether the card may be made faster.";
      };
      bluetooth = on "Bluetooth is used" // {
        powerOnBoot = enabled "Whether it is on from the start.";
        settings = attrs "Its settings.";
        package = lib.mkPackageOption pkgs "bluez" { };
      };
      pulseaudio = on "PulseAudio plays sound";
      sane = on "scanners are used" // { extraBackends = packages "More drivers."; };
      sensor.iio.enable = flag "Whether sensors are used.";
      steam-hardware = on "Steam's hardware may be used";
      logitech.wireless = on "Logitech's receivers are used" // {
        enableGraphical = flag "Whether there is a program for them.";
      };
      keyboard.qmk = on "keyboards with QMK may be changed" // {
        keychronSupport = flag "Whether those of Keychron may, too.";
      };
      keyboard.zsa = on "keyboards of ZSA may be changed";
      i2c = on "the bus I2C may be used";
      rtl-sdr = on "radios may be used";
      xpadneo = on "controllers of the Xbox are used";
      openrazer = on "Razer's hardware is used" // { users = list "Who may."; };
      uinput = on "programs may be keyboards";
      ksm = on "equal memory is stored once";
      deviceTree = on "the machine is described by a tree" // {
        overlays = opt (types.listOf types.unspecified) [ ] "Changes to it.";
      };
      raspberry-pi."4".fkms-3d.enable = flag "Whether its graphics are used.";
    };
    powerManagement = {
      enable = enabled "Whether power is saved.";
      cpuFreqGovernor = maybe types.str "How the processor's speed is chosen.";
      powertop.enable = flag "Whether powertop's advice is followed.";
      powerUpCommands = text "Commands at the start.";
      powerDownCommands = text "Commands at the end.";
      resumeCommands = text "Commands after a sleep.";
    };
    virtualisation = {
      docker = on "Docker runs containers" // {
        enableOnBoot = enabled "Whether from the start.";
        autoPrune = on "old things are removed" // {
          dates = opt types.str "weekly" "When.";
          flags = list "Arguments.";
        };
        daemon.settings = attrs "Its settings.";
        rootless = on "it runs as a user" // {
          setSocketVariable = flag "Whether programs find it there.";
        };
        storageDriver = maybe types.str "How it stores.";
      };
      podman = on "Podman runs containers" // {
        dockerCompat = flag "Whether it is also called docker.";
        dockerSocket.enable = flag "Whether it is found like Docker.";
        defaultNetwork.settings = attrs "Its network.";
        autoPrune = on "old things are removed" // {
          dates = opt types.str "weekly" "When.";
          flags = list "Arguments.";
        };
      };
      containers.enable = flag "Whether containers are configured.";
      oci-containers = {
        backend = opt (types.enum [ "podman" "docker" ]) "podman" "What runs them.";
        containers = attrs "Containers by name.";
      };
      libvirtd = on "libvirt runs machines" // {
        onBoot = opt (types.enum [ "start" "ignore" ]) "start" "What becomes of machines at the start.";
        qemu = {
          runAsRoot = enabled "Whether as root.";
          swtpm.enable = flag "Whether machines have a safe.";
          ovmf.enable = enabled "Whether they have new firmware.";
          package = lib.mkPackageOption pkgs "qemu" { };
        };
      };
      spiceUSBRedirection = on "machines may use USB devices";
      virtualbox = {
        host = on "VirtualBox runs machines" // { enableExtensionPack = flag "Whether with its extensions."; };
        guest = on "this is a machine in VirtualBox";
      };
      vmware.guest = on "this is a machine in VMware";
      vmware.host = on "VMware runs machines";
      waydroid = on "Android's programs run" // { package = lib.mkPackageOption pkgs "waydroid" { }; };
      lxc = on "LXC runs containers";
      lxd = on "LXD runs containers";
      incus = on "Incus runs containers";
    };
    fonts = {
      packages = opt (types.listOf types.path) [ ] "Packages with fonts.";
      enableDefaultPackages = flag "Whether the usual fonts are there.";
      enableGhostscriptFonts = flag "Whether those of Ghostscript are.";
      fontDir = on "all fonts are in one folder";
      fontconfig = {
        enable = enabled "Whether programs find fonts.";
        antialias = enabled "Whether edges are smoothed.";
        cache32Bit = flag "Whether programs of 32 bits have their own list.";
        hinting = {
          enable = enabled "Whether shapes are fitted to pixels.";
          autohint = flag "Whether by themselves.";
          style = opt (types.enum [ "none" "slight" "medium" "full" ]) "slight" "How much.";
        };
        subpixel = {
          rgba = opt (types.enum [ "rgb" "bgr" "vrgb" "vbgr" "none" ]) "none" "Order of a pixel's colours.";
          lcdfilter = opt (types.enum [ "none" "default" "light" "legacy" ]) "default" "What smooths them.";
        };
        useEmbeddedBitmaps = flag "Whether a font's own pictures are used.";
        allowBitmaps = enabled "Whether fonts may be pictures.";
        localConf = text "More rules.";
        defaultFonts = lib.mapAttrs (_: fonts: opt (types.listOf types.str) fonts "Fonts of this kind.") {
          monospace = [ "DejaVu Sans Mono" ];
          sansSerif = [ "DejaVu Sans" ];
          serif = [ "DejaVu Serif" ];
          emoji = [ "Noto Color Emoji" ];
        };
      };
    };
    xdg = {
      autostart.enable = enabled "Whether entries that start with the session are found.";
      icons.enable = enabled "Whether icons are found.";
      menus.enable = enabled "Whether menus are found.";
      sounds.enable = enabled "Whether sounds are found.";
      mime = {
        enable = enabled "Whether types of files are known.";
        defaultApplications = attrs "What opens them.";
        addedAssociations = attrs "What else opens them.";
        removedAssociations = attrs "What does not.";
      };
      portal = on "applications reach the desktop through portals" // {
        extraPortals = packages "Packages with portals.";
        xdgOpenUsePortal = flag "Whether {command}`xdg-open` does.";
        wlr.enable = flag "Whether there is one for small compositors.";
        config = attrs "Which portal serves which interface.";
        configPackages = packages "Packages that say so.";
      };
      terminal-exec = on "a terminal is chosen for applications" // { settings = attrs "Which."; };
    };
    qt = on "Qt is set up" // {
      platformTheme = maybe types.str "Its look.";
      style = maybe types.str "Its style.";
    };
    gtk.iconCache.enable = flag "Whether icons are listed.";
    appstream.enable = enabled "Whether applications are listed.";
  };

  config.environment.pathsToLink = [
    "/share/applications"
    "/share/icons"
    "/share/mime"
    "/share/fonts"
    "/share/man"
    "/share/doc"
    "/share/info"
  ];
}
