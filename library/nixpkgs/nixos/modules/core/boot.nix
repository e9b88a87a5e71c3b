# `boot`: the kernel, the first root and the boot loader.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
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
  cfg = config.boot;

  sysctl = lib.mkOptionType {
    name = "sysctl option value";
    check = value: lib.isBool value || lib.isString value || lib.isInt value || value == null;
    merge = loc: defs: lib.mergeOneOption loc (lib.filterOverrides defs);
  };
  fileSystems =
    mkOption {
      type = types.coercedTo (types.listOf types.str) (names: lib.genAttrs names (_: true)) (
        types.attrsOf types.bool
      );
      default = { };
      description = "Kinds of file systems that are understood.";
    };

  luks = types.submodule (
    { name, ... }:
    {
      options = {
        name = opt types.str name "Name of the opened device." // { internal = true; };
        device = need types.str "The device.";
        header = maybe types.str "File with its header.";
        keyFile = maybe types.str "File with its key.";
        keyFileSize = maybe types.int "How much of the file.";
        keyFileOffset = maybe types.int "Where in the file.";
        keyFileTimeout = maybe types.int "How long the file is waited for.";
        preLVM = enabled "Whether it is opened before volumes are looked for.";
        allowDiscards = flag "Whether free space is told to the device.";
        bypassWorkqueues = flag "Whether it works without queues.";
        fallbackToPassword = flag "Whether a password is asked for without the key.";
        tryEmptyPassphrase = flag "Whether no password is tried first.";
        preOpenCommands = text "Commands before it is opened.";
        postOpenCommands = text "Commands after it is opened.";
        crypttabExtraOpts = words "More options of {file}`/etc/crypttab`.";
      };
    }
  );
in
{
  options.boot = {
    isContainer = flag "Whether the host is a container.";
    kernel = {
      enable = enabled "Whether there is a kernel.";
      sysctl = opt (types.attrsOf sysctl) { } "Settings of the kernel while it runs.";
      randstructSeed = opt types.str "" "Seed of the order of its structures.";
    };
    kernelPackages = mkOption {
      type = types.raw;
      default = pkgs.linuxPackages or { };
      defaultText = lib.literalExpression "pkgs.linuxPackages";
      description = "The kernel and its modules.";
    };
    kernelPatches = opt (types.listOf types.attrs) [ ] "Changes to the kernel.";
    kernelParams = words "Parameters of the kernel.";
    kernelModules = words "Modules that are loaded.";
    extraModulePackages = packages "Packages with modules.";
    blacklistedKernelModules = words "Modules that are not loaded.";
    extraModprobeConfig = text "More text of {file}`modprobe.conf`.";
    consoleLogLevel = opt types.int 4 "Which messages the console shows.";
    modprobeConfig.enable = enabled "Whether modules are configured.";
    supportedFilesystems = fileSystems;
    hardwareScan = enabled "Whether modules for the hardware are found.";
    postBootCommands = text "Commands after the start.";
    growPartition = flag "Whether the root's partition grows with the disk.";
    swraid.enable = flag "Whether disks are joined by software.";
    initrd = {
      enable = enabled "Whether there is a first root.";
      availableKernelModules = words "Modules that the first root has.";
      kernelModules = words "Modules that the first root loads.";
      includeDefaultModules = enabled "Whether it has the usual modules.";
      supportedFilesystems = fileSystems;
      verbose = enabled "Whether it tells what it does.";
      compressor = opt types.unspecified "zstd" "What packs it.";
      secrets = opt (types.attrsOf (types.nullOr types.path)) { } "Files that are added when it is installed.";
      systemd.enable = flag "Whether systemd runs in it.";
      systemd.emergencyAccess = opt (types.either types.bool types.str) false "Whether one may log in when it fails.";
      luks = {
        devices = opt (types.attrsOf luks) { } "Encrypted devices that it opens.";
        reusePassphrases = enabled "Whether one password is tried on all.";
        cryptoModules = words "Modules for encryption.";
        mitigateDMAAttacks = enabled "Whether other devices are kept from memory.";
      };
      preDeviceCommands = text "Commands before devices are looked for.";
      postDeviceCommands = text "Commands after devices were found.";
      preLVMCommands = text "Commands before volumes are looked for.";
      postMountCommands = text "Commands after the file systems are mounted.";
      network = {
        enable = flag "Whether it has a network.";
        ssh = {
          enable = flag "Whether one may log in to it.";
          port = opt types.port 22 "Where.";
          authorizedKeys = words "Keys that may.";
          hostKeys = opt (types.listOf (types.either types.str types.path)) [ ] "Its own keys.";
        };
      };
    };
    loader = {
      timeout = opt (types.nullOr types.int) 5 "How many seconds the menu waits; `null`: for ever.";
      efi = {
        canTouchEfiVariables = flag "Whether the firmware's settings may be changed.";
        efiSysMountPoint = opt types.str "/boot" "Where the firmware's partition is mounted.";
      };
      systemd-boot = {
        enable = flag "Whether systemd-boot starts the host.";
        editor = enabled "Whether parameters may be changed in the menu.";
        configurationLimit = maybe types.int "How many generations the menu has.";
        consoleMode = opt (types.enum [
          "0"
          "1"
          "2"
          "auto"
          "max"
          "keep"
        ]) "keep" "How large the console is.";
        graceful = flag "Whether errors of the installation are passed over.";
        memtest86.enable = flag "Whether the menu has a test of memory.";
        netbootxyz.enable = flag "Whether the menu has a start from the network.";
        extraEntries = opt (types.attrsOf types.lines) { } "More entries of the menu.";
        extraFiles = opt (types.attrsOf types.path) { } "More files.";
        extraInstallCommands = text "Commands after the installation.";
        sortKey = opt types.str "nixos" "Where the entries come in the menu.";
        xbootldrMountPoint = maybe types.str "Where the extended partition is mounted.";
      };
      grub = {
        enable = opt types.bool (!cfg.isContainer) "Whether GRUB starts the host." // {
          defaultText = lib.literalExpression "!config.boot.isContainer";
        };
        device = opt types.str "" "The disk that it is installed on; `nodev` for none.";
        devices = words "The disks that it is installed on.";
        efiSupport = flag "Whether the firmware starts it.";
        efiInstallAsRemovable = flag "Whether it is installed as on a removable disk.";
        useOSProber = flag "Whether other systems are looked for.";
        configurationLimit = opt types.int 100 "How many generations the menu has.";
        configurationName = opt types.str "" "Name of the default entry.";
        default = opt (types.either types.int types.str) "0" "The default entry." // {
          apply = toString;
        };
        enableCryptodisk = flag "Whether it opens encrypted disks.";
        zfsSupport = flag "Whether it understands ZFS.";
        copyKernels = flag "Whether kernels are copied.";
        extraConfig = text "More text of its file.";
        extraEntries = text "More entries of the menu.";
        gfxmodeEfi = opt types.str "auto" "Size of the picture under the firmware.";
        gfxmodeBios = opt types.str "1024x768" "Size of the picture.";
        splashImage = maybe types.path "Picture behind the menu.";
        theme = maybe types.path "Its theme.";
        timeoutStyle = opt (types.enum [
          "menu"
          "countdown"
          "hidden"
        ]) "menu" "What is shown while it waits.";
        mirroredBoots = opt (types.listOf types.attrs) [ ] "Copies on further disks.";
        memtest86.enable = flag "Whether the menu has a test of memory.";
      };
      generic-extlinux-compatible = {
        enable = flag "Whether small boards' loaders start the host.";
        configurationLimit = opt types.int 20 "How many generations the menu has.";
      };
      external.enable = flag "Whether another program installs the loader.";
      external.installHook = need types.path "The program.";
    };
    tmp = {
      useTmpfs = flag "Whether {file}`/tmp` is in memory.";
      cleanOnBoot = flag "Whether {file}`/tmp` is emptied at the start.";
      tmpfsSize = opt (types.either types.str types.ints.positive) "50%" "How large it may be.";
    };
    plymouth = {
      enable = flag "Whether a picture is shown while the host starts.";
      theme = opt types.str "bgrt" "Its theme.";
      themePackages = packages "Packages with themes.";
      logo = maybe types.path "Its picture.";
    };
    bootspec = {
      enable = enabled "Whether a document says how the system is started." // { internal = true; };
      enableValidation = flag "Whether that document is checked.";
      extensions = opt (types.attrsOf types.anything) { } "More of it, by the names of those who read it.";
    };
    binfmt = {
      emulatedSystems = words "Systems whose programs run here.";
      registrations = attrs "Kinds of programs and what runs them.";
      preferStaticEmulators = flag "Whether the emulators are linked statically, so that they work in other roots.";
      addEmulatedSystemsToNixSandbox = enabled "Whether Nix builds for those systems.";
    };
    zfs = {
      extraPools = words "Pools that are opened.";
      forceImportRoot = enabled "Whether the root's pool is opened by force.";
      requestEncryptionCredentials = opt (types.either types.bool (types.listOf types.str)) true "Whether passwords are asked for.";
    };
  };

  config.assertions = [
    {
      assertion =
        !cfg.loader.grub.enable
        || cfg.isContainer
        || cfg.loader.grub.device != ""
        || cfg.loader.grub.devices != [ ]
        || cfg.loader.grub.mirroredBoots != [ ]
        || cfg.loader.systemd-boot.enable
        || cfg.loader.generic-extlinux-compatible.enable;
      message = "You must set the option ‘boot.loader.grub.devices’ or 'boot.loader.grub.mirroredBoots' to make the system bootable.";
    }
  ];
}
