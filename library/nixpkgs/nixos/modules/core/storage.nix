# `fileSystems` and `swapDevices`.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../lib/options.nix { inherit lib; })
    flag
    maybe
    need
    opt
    ;
  notEmpty = types.addCheck types.str (text: builtins.match "[ \t\n]*" text == null) // {
    description = "string (with check: non-empty)";
  };
  mountPoint = types.addCheck notEmpty (text: text == "/" || !lib.hasSuffix "/" text) // {
    description = "string (with check: non-empty without trailing slash)";
  };

  encrypted = {
    enable = flag "Whether it is encrypted.";
    blkDev = maybe types.str "The encrypted device.";
    label = maybe types.str "Name of the opened device.";
    keyFile = maybe types.str "File with its key.";
  };

  fileSystem =
    { name, config, ... }:
    {
      options = {
        mountPoint = need mountPoint "Where it is mounted.";
        device = maybe notEmpty "The device.";
        label = maybe notEmpty "Its label.";
        fsType = opt notEmpty "auto" "Its kind.";
        options = opt (types.nonEmptyListOf notEmpty) [ "defaults" ] "Options of the mount.";
        depends = opt (types.listOf mountPoint) [ ] "What has to be mounted before.";
        neededForBoot = flag "Whether the first root mounts it.";
        noCheck = flag "Whether it is not checked.";
        autoFormat = flag "Whether an empty device is formatted.";
        autoResize = flag "Whether it grows with its device.";
        inherit encrypted;
        stratis.poolUuid = maybe types.str "Number of the pool that it is in.";
        overlay = {
          lowerdir = maybe (types.nonEmptyListOf (types.either types.str types.pathInStore)) "The folders below.";
          upperdir = maybe types.str "The folder above.";
          workdir = maybe types.str "The folder for work.";
        };
      };
      config = {
        mountPoint = lib.mkDefault name;
        device = lib.mkIf (lib.elem config.fsType [ "tmpfs" "overlay" ]) (lib.mkDefault config.fsType);
      };
    };

  random.options = {
    enable = flag "Whether it is encrypted by a new key at each start.";
    cipher = opt types.str "aes-xts-plain64" "How.";
    keySize = maybe types.int "Size of the key.";
    sectorSize = maybe types.int "Size of a sector.";
    source = opt types.str "/dev/urandom" "Where the key comes from.";
    allowDiscards = flag "Whether free space is told to the device.";
  };
  swap =
    { config, options, ... }:
    {
      options = {
        device = need types.nonEmptyStr "The device or file.";
        label = need types.str "Its label.";
        size = maybe types.int "Size of a file, in MiB.";
        priority = maybe types.int "When it is used.";
        options = opt (types.listOf types.nonEmptyStr) [ "defaults" ] "Options.";
        discardPolicy = maybe (types.enum [
          "once"
          "pages"
          "both"
        ]) "What is told of free space.";
        randomEncryption = opt (types.coercedTo types.bool (enable: { inherit enable; }) (
          types.submodule random
        )) false "Encryption by a new key at each start.";
        inherit encrypted;
      };
      config.device = lib.mkIf options.label.isDefined "/dev/disk/by-label/${config.label}";
    };

  sorted = lib.sort (a: b: a.mountPoint < b.mountPoint) (lib.attrValues config.fileSystems);
  source = fs: if fs.device != null then fs.device else "/dev/disk/by-label/${fs.label}";
  isRoot = fs: fs.mountPoint == "/";
in
{
  options = {
    fileSystems = opt (types.attrsOf (types.submodule fileSystem)) { } "File systems by where they are mounted.";
    swapDevices = opt (types.listOf (types.submodule swap)) [ ] "Devices for memory that is not in use.";
    zramSwap = {
      enable = flag "Whether such memory is packed.";
      memoryPercent = opt types.int 50 "How much of it.";
      algorithm = opt types.str "zstd" "How it is packed.";
      priority = opt types.int 5 "When it is used.";
      swapDevices = opt types.int 1 "How many parts it has.";
    };
  };

  config = {
    assertions =
      map (fs: {
        assertion = fs.device != null || fs.label != null;
        message = "fileSystems.\"${fs.mountPoint}\" has neither a device nor a label.";
      }) sorted
      ++ [
        {
          assertion = config.boot.isContainer || lib.any isRoot sorted;
          message = "The ‘fileSystems’ option does not specify your root file system.";
        }
      ];
    environment.etc.fstab.text =
      lib.concatMapStrings (
        fs:
        "${source fs} ${lib.replaceStrings [ " " ] [ "\\040" ] fs.mountPoint} ${fs.fsType} ${lib.concatStringsSep "," fs.options} 0 ${
          if fs.noCheck then "0" else if isRoot fs then "1" else "2"
        }\n"
      ) sorted
      + lib.concatMapStrings (
        s: "${s.device} none swap ${lib.concatStringsSep "," s.options}\n"
      ) config.swapDevices;
    boot.supportedFilesystems = lib.genAttrs (lib.unique (
      lib.filter (kind: kind != "auto") (map (fs: fs.fsType) sorted)
    )) (_: true);
  };
}
