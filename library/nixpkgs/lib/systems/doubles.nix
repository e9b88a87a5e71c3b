# `lib.systems.doubles` and `lib.platforms`: the names of systems, by kind.
lib:
let
  inherit (import ./parse.nix lib) mkSystemFromString;
  inherit (import ./inspect.nix lib) predicates;
  # Each kernel with the processors that it runs on.
  all = lib.concatMap (on: map (cpu: "${cpu}-${on.kernel}") on.processors) [
    {
      kernel = "cygwin";
      processors = [
        "i686"
        "x86_64"
      ];
    }
    {
      kernel = "darwin";
      processors = [
        "x86_64"
        "aarch64"
      ];
    }
    {
      kernel = "freebsd";
      processors = [
        "i686"
        "x86_64"
        "aarch64"
      ];
    }
    {
      kernel = "genode";
      processors = [
        "aarch64"
        "i686"
        "x86_64"
      ];
    }
    {
      kernel = "solaris";
      processors = [
        "x86_64"
      ];
    }
    {
      kernel = "ghcjs";
      processors = [
        "javascript"
      ];
    }
    {
      kernel = "linux";
      processors = [
        "aarch64"
        "arc"
        "armv5tel"
        "armv6l"
        "armv7a"
        "armv7l"
        "i686"
        "loongarch64"
        "m68k"
        "sh4"
        "microblaze"
        "microblazeel"
        "mips"
        "mips64"
        "mips64el"
        "mipsel"
        "powerpc"
        "powerpc64"
        "powerpc64le"
        "riscv32"
        "riscv64"
        "s390"
        "s390x"
        "x86_64"
      ];
    }
    {
      kernel = "mmixware";
      processors = [
        "mmix"
      ];
    }
    {
      kernel = "netbsd";
      processors = [
        "aarch64"
        "armv6l"
        "armv7a"
        "armv7l"
        "i686"
        "m68k"
        "mipsel"
        "powerpc"
        "riscv32"
        "riscv64"
        "x86_64"
      ];
    }
    {
      kernel = "none";
      processors = [
        "aarch64_be"
        "aarch64"
        "arm"
        "armv6l"
        "avr"
        "i686"
        "microblaze"
        "microblazeel"
        "mips"
        "mips64"
        "msp430"
        "or1k"
        "m68k"
        "powerpc"
        "powerpcle"
        "riscv32"
        "riscv64"
        "rx"
        "s390"
        "s390x"
        "vc4"
        "x86_64"
      ];
    }
    {
      kernel = "openbsd";
      processors = [
        "i686"
        "x86_64"
      ];
    }
    {
      kernel = "redox";
      processors = [
        "x86_64"
      ];
    }
    {
      kernel = "wasi";
      processors = [
        "wasm64"
        "wasm32"
      ];
    }
    {
      kernel = "windows";
      processors = [
        "aarch64"
        "x86_64"
        "i686"
      ];
    }
    {
      kernel = "uefi";
      processors = [
        "aarch64"
        "x86_64"
      ];
    }
  ];
  parsed = lib.genAttrs all mkSystemFromString;
  which = predicate: builtins.filter (name: predicate parsed.${name}) all;
in
{
  inherit all;
  none = [ ];
  arm = which predicates.isAarch32;
  aarch = which predicates.isAarch;
  aarch64 = which predicates.isAarch64;
  x86 = which predicates.isx86;
  i686 = which predicates.isi686;
  x86_64 = which predicates.isx86_64;
  mips = which predicates.isMips;
  mmix = which predicates.isMmix;
  microblaze = which predicates.isMicroBlaze;
  rx = which predicates.isRx;
  vc4 = which predicates.isVc4;
  or1k = which predicates.isOr1k;
  m68k = which predicates.isM68k;
  arc = which predicates.isArc;
  sh4 = which predicates.isSh4;
  s390 = which predicates.isS390;
  js = which predicates.isJavaScript;
  armv7 = which predicates.isArmv7;
  illumos = which predicates.isSunOS;
  redox = which predicates.isRedox;
  genode = which predicates.isGenode;
  embedded = which predicates.isNone;
  power = which predicates.isPower;
  riscv = which predicates.isRiscV;
  riscv32 = which predicates.isRiscV32;
  riscv64 = which predicates.isRiscV64;
  s390x = which predicates.isS390x;
  loongarch64 = which predicates.isLoongArch64;
  bigEndian = which predicates.isBigEndian;
  littleEndian = which predicates.isLittleEndian;
  cygwin = which predicates.isCygwin;
  darwin = which predicates.isDarwin;
  freebsd = which predicates.isFreeBSD;
  # By ABI, as that is how the list is ordered.
  gnu = lib.concatMap (abi: which (system: system.abi.name == abi && predicates.isLinux system)) [
    "gnu"
    "gnueabi"
    "gnueabihf"
    "gnuabin32"
    "gnuabi64"
    "gnuabielfv1"
    "gnuabielfv2"
  ];
  linux = which predicates.isLinux;
  netbsd = which predicates.isNetBSD;
  openbsd = which predicates.isOpenBSD;
  unix = which predicates.isUnix;
  wasi = which predicates.isWasi;
  windows = which predicates.isWindows;
  uefi = which predicates.isUefi;
}
