# `lib.systems.doubles` and `lib.platforms`: the names of systems, by kind.
lib:
let
  inherit (import ./parse.nix lib) mkSystemFromString;
  inherit (import ./inspect.nix lib) predicates;
  all = [
    "i686-cygwin"
    "x86_64-cygwin"
    "x86_64-darwin"
    "aarch64-darwin"
    "i686-freebsd"
    "x86_64-freebsd"
    "aarch64-freebsd"
    "aarch64-linux"
    "armv5tel-linux"
    "armv6l-linux"
    "armv7a-linux"
    "armv7l-linux"
    "i686-linux"
    "loongarch64-linux"
    "mipsel-linux"
    "mips64el-linux"
    "powerpc64-linux"
    "powerpc64le-linux"
    "riscv32-linux"
    "riscv64-linux"
    "s390x-linux"
    "x86_64-linux"
    "aarch64-netbsd"
    "x86_64-netbsd"
    "x86_64-openbsd"
    "wasm32-wasi"
    "x86_64-windows"
    "i686-windows"
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
  gnu = which (system: predicates.isGnu system && predicates.isLinux system);
  linux = which predicates.isLinux;
  netbsd = which predicates.isNetBSD;
  openbsd = which predicates.isOpenBSD;
  unix = which predicates.isUnix;
  wasi = which predicates.isWasi;
  windows = which predicates.isWindows;
  uefi = which predicates.isEfi;
}
