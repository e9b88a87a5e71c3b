# Rarer options of the start.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
let
  units = import ../../parts/unit-options.nix { inherit lib; };
  inherit (import ../../../lib/utils.nix { inherit config lib pkgs; }) escapeSystemdPath;
  kind = suffix: options: opt (attrsOf (submodule [
    { options = units.concrete // options; }
    ({ name, ... }: { config.name = "${name}.${suffix}"; })
  ])) { };
  listed = suffix: options: opt (listOf (submodule [
    { options = units.concrete // options; }
    ({ config, ... }: { config.name = "${escapeSystemdPath config.where}.${suffix}"; })
  ])) [ ];
in
{
  initrd = {
    luks.fido2Support = flag "Whether keys of FIDO 2 open devices.";
    network = {
      postCommands = opt lines "" "Commands after the network is up.";
      ssh = {
        authorizedKeyFiles = opt (listOf path) config.users.users.root.openssh.authorizedKeys.keyFiles "Files with keys that may.";
        extraConfig = opt lines "" "More text of its file.";
        ignoreEmptyHostKeys = flag "Whether it may be without keys of its own.";
        shell = maybe str "Shell of those who log in.";
      };
    };
    prepend = words "Archives in front of it.";
    services.resolved.enable = opt bool config.boot.initrd.systemd.network.enable "Whether systemd looks names up in it.";
    systemd = {
      additionalUpstreamUnits = words "Units of systemd to add.";
      automounts = listed "automount" {
        where = need str "Where it is mounted.";
        automountConfig = units.section "Automount";
      } "Units that mount when it is used.";
      contents = opt (attrsOf (submodule (
        { config, ... }:
        {
          options = {
            enable = enabled "Whether the file is made.";
            text = maybe lines "Its text.";
            source = need path "The file that it is.";
            target = opt path config._module.args.name "Where it is.";
            dlopen = opt anything { } "What is loaded besides.";
          };
          config.source = lib.mkIf (config.text != null) (lib.mkDefault (pkgs.writeText "initrd-file" config.text));
        }
      ))) { } "Files in it, by path.";
      dbus.enable = flag "Whether D-Bus runs in it.";
      dmVerity.enable = flag "Whether dm-verity is there.";
      enableTpm2 = opt bool true "Whether it may use the machine's safe.";
      tpm2.enable = opt bool config.boot.initrd.systemd.enableTpm2 "Whether it may use the machine's safe.";
      extraBin = opt (attrsOf path) { } "More programs, by name.";
      extraConfig = opt lines "" "More text of {file}`system.conf`.";
      settings.Manager = opt (attrsOf anything) { } "Settings of {manpage}`systemd-system.conf(5)`.";
      groups = opt (attrsOf (submodule (
        { name, ... }:
        {
          options.gid = opt (nullOr int) (config.users.groups.${name}.gid or null) "Its number.";
        }
      ))) { } "Groups in it.";
      initrdBin = opt (listOf package) [ ] "Packages whose programs it has.";
      managerEnvironment = opt (attrsOf (nullOr (oneOf [ str path package ]))) { } "Variables of systemd itself.";
      mounts = listed "mount" {
        what = opt str "" "What is mounted.";
        where = need str "Where it is mounted.";
        type = opt str "" "Its kind.";
        options = opt commas "" "Options of the mount.";
        mountConfig = units.section "Mount";
      } "Units that mount.";
      network = {
        config = opt (lazyAttrsOf anything) { } "Contents of {file}`networkd.conf`.";
        enable = flag "Whether systemd manages the network in it.";
        links = opt (attrsOf anything) { } "Devices by name.";
        netdevs = opt (attrsOf anything) { } "Virtual devices by name.";
        networks = opt (attrsOf anything) { } "Networks by name.";
        units = opt (lazyAttrsOf anything) { } "Files of the network by name.";
        wait-online = {
          anyInterface = described "config.networking.useDHCP" (opt bool config.networking.useDHCP "Whether one interface is enough.");
          enable = enabled "Whether the start waits for the network.";
          extraArgs = words "More arguments.";
          ignoredInterfaces = words "Interfaces that it does not wait for.";
          timeout = opt ints.unsigned 120 "How many seconds at most.";
        };
      };
      package = described "config.systemd.package" (opt package config.systemd.package "Its package.");
      packages = opt (listOf package) [ ] "Packages with units.";
      paths = kind "path" { pathConfig = units.section "Path"; } "Units of paths.";
      repart = {
        device = maybe str "The disk whose partitions are made.";
        enable = flag "Whether partitions are made.";
        empty = opt (enum [ "refuse" "allow" "require" "force" "create" ]) "refuse" "What is done with a disk without partitions.";
        discard = enabled "Whether free space is told to the disk.";
        extraArgs = words "More arguments.";
      };
      root = opt (enum [ "fstab" "gpt-auto" ]) "fstab" "How the root is found.";
      services = kind "service" (units.restart // units.service) "Services.";
      slices = kind "slice" { sliceConfig = units.section "Slice"; } "Slices.";
      sockets = kind "socket" units.socket "Sockets.";
      storePaths = opt (listOf (oneOf [ singleLineStr package (attrsOf anything) ])) [ ] "Paths of the store that it has.";
      strip = enabled "Whether programs are made smaller.";
      suppressedStorePaths = words "Paths of the store that it does not have.";
      suppressedUnits = words "Units of systemd that are left out.";
      targets = kind "target" { } "Targets.";
      timers = kind "timer" { timerConfig = units.section "Timer"; } "Timers.";
      tmpfiles.settings = opt (attrsOf (attrsOf (attrsOf (attrsOf anything)))) { } "Rules by file, path and kind.";
      units = opt (lazyAttrsOf anything) { } "Units with their texts.";
      users = opt (attrsOf (submodule (
        { name, ... }:
        {
          options = {
            group = opt (nullOr str) (config.users.users.${name}.group or null) "The group.";
            shell = opt (nullOr str) "${pkgs.shadow}/bin/nologin" "The shell.";
            uid = opt (nullOr int) (config.users.users.${name}.uid or null) "The number.";
          };
        }
      ))) { } "Users in it.";
    };
  };
  loader = {
    limine = {
      additionalFiles = opt (attrsOf path) { } "More files, by where they go.";
      biosDevice = opt str "nodev" "The disk that it is installed on.";
      biosSupport = opt bool (!config.boot.loader.limine.efiSupport && pkgs.stdenv.hostPlatform.isx86) "Whether a BIOS starts it.";
      efiInstallAsRemovable = opt bool (!config.boot.loader.efi.canTouchEfiVariables) "Whether it is installed as on a removable disk.";
      efiSupport = opt bool (pkgs.stdenv.hostPlatform.isEfi or true) "Whether the firmware starts it.";
      enable = flag "Whether Limine starts the host.";
      enableEditor = flag "Whether parameters may be changed in the menu.";
      enrollConfig = opt bool config.boot.loader.limine.panicOnChecksumMismatch "Whether the sum of its file is kept in it.";
      extraConfig = opt lines "" "Text in front of its file.";
      extraEntries = opt lines "" "More entries of the menu.";
      extraInstallCommands = opt lines "" "Commands after the installation.";
      force = flag "Whether it is installed in spite of doubts.";
      maxGenerations = maybe int "How many generations the menu has.";
      package = packaged "limine";
      panicOnChecksumMismatch = flag "Whether changed files end the start.";
      partitionIndex = maybe int "The partition of its second stage.";
      resolution = maybe str "Size of the screen.";
      secureBoot = {
        autoEnrollKeys.enable = flag "Whether the firmware learns the keys.";
        autoGenerateKeys = flag "Whether keys are made.";
        createAndEnrollKeys = internal (flag "Whether keys are made for a test.");
        enable = flag "Whether it is signed.";
        sbctl = packaged "sbctl";
      };
      style = {
        backdrop = maybe str "Colour around the picture.";
        graphicalTerminal = {
          background = maybe str "Colour behind text.";
          brightBackground = maybe str "Bright colour behind text.";
          brightForeground = maybe str "Bright colour of text.";
          brightPalette = maybe str "Eight bright colours.";
          font = {
            scale = maybe str "How much larger letters are.";
            spacing = maybe int "Pixels between letters.";
          };
          foreground = maybe str "Colour of text.";
          margin = maybe int "Space around the text.";
          marginGradient = maybe int "How wide its edge is.";
          palette = maybe str "Eight colours.";
        };
        interface = {
          branding = maybe str "Title of the menu.";
          brandingColor = maybe int "Number of the title's colour.";
          helpHidden = flag "Whether keys are not explained.";
          resolution = maybe str "Size of the menu.";
        };
        wallpaperStyle = opt (enum [ "centered" "stretched" "tiled" ]) "stretched" "How the picture is fitted.";
        wallpapers = opt (listOf path) [ pkgs.nixos-artwork.wallpapers.simple-dark-gray-bootloader.gnomeFilePath ] "Pictures behind the menu.";
      };
      validateChecksums = enabled "Whether files are checked.";
    };
    generic-extlinux-compatible = {
      useGenerationDeviceTree = enabled "Whether generic-extlinux-compatible has this: use generation device tree.";
    };
    grub = {
      backgroundColor = maybe str "Background color of grub.";
      entryOptions = opt (nullOr str) "--class nixos --unrestricted" "Entry options of grub.";
      extraEntriesBeforeNixOS = flag "Whether grub has this: extra entries before nix OS.";
      extraFiles = opt (attrsOf path) { } "Extra files of grub.";
      extraGrubInstallArgs = words "Extra grub install args of grub.";
      extraInstallCommands = opt lines "" "Extra install commands of grub.";
      extraPerEntryConfig = opt lines "" "Extra per entry config of grub.";
      extraPrepareConfig = opt lines "" "Extra prepare config of grub.";
      font = opt (nullOr path) "${pkgs.grub2}/share/grub/unicode.pf2" "Its font.";
      fontSize = maybe int "Font size of grub.";
      forceInstall = flag "Whether grub has this: force install.";
      forcei686 = flag "Whether grub has this: forcei686.";
      fsIdentifier = opt (enum [ "uuid" "label" "provided" ]) "uuid" "Fs identifier of grub.";
      gfxpayloadBios = opt str "text" "Gfxpayload bios of grub.";
      gfxpayloadEfi = opt str "keep" "Gfxpayload efi of grub.";
      ipxe = opt (attrsOf (either path str)) { } "Ipxe of grub.";
      memtest86 = {
        params = words "Params of memtest86.";
      };
      splashMode = opt (enum [ "normal" "stretch" ]) "stretch" "Splash mode of grub.";
      storePath = opt str "/nix/store" "Store path of grub.";
      subEntryOptions = opt (nullOr str) "--class nixos" "Sub entry options of grub.";
      users = opt (attrsOf (submodule {
        options = {
          hashedPassword = opt anything null "Hashed password of users.";
          hashedPasswordFile = opt anything null "Hashed password file of users.";
          password = opt anything null "Password of users.";
          passwordFile = opt anything null "File with the password.";
        };
      })) { } "Users of grub.";
      zfsPackage = packaged "zfs" // { internal = true; };
    };
  };
  plymouth = {
    extraConfig = opt lines "" "More text of its file.";
    font = opt path "${pkgs.dejavu_fonts}/share/fonts/truetype/DejaVuSans.ttf" "Its font.";
  };
  swraid = {
    mdadmConf = opt lines "" "Mdadm conf of swraid.";
  };
  zfs = {
    devNodes = opt path "/dev/disk/by-id" "Dev nodes of zfs.";
    package = packaged "zfs";
  };
  tmp = {
    tmpfsHugeMemoryPages = opt (enum [ "never" "always" "within_size" "advise" ]) "never" "Whether its memory has large pages.";
  };
}
