# `lib.systems.inspect`: what can be asked of a system.
lib:
let
  inherit (import ./parse.nix lib) abis kernels significantBytes;
  family = name: { cpu.family = name; };
  cpu = name: { cpu = { inherit name; }; };
  kernel = name: { kernel = kernels.${name}; };
  abi = map (name: { abi = { inherit name; }; });
  both = bits: name: {
    cpu = {
      family = name;
      inherit bits;
    };
  };
in
rec {
  # A pattern, or several of which one has to match.
  patterns = rec {
    isi686 = cpu "i686";
    isx86_32 = both 32 "x86";
    isx86_64 = both 64 "x86";
    isx86 = family "x86";
    isAarch32 = both 32 "arm";
    isArmv7 = map cpu [
      "armv7a"
      "armv7l"
    ];
    isAarch64 = both 64 "arm";
    isAarch = family "arm";
    isMips = family "mips";
    isMips32 = both 32 "mips";
    isMips64 = both 64 "mips";
    isMmix = family "mmix";
    isRiscV = family "riscv";
    isRiscV32 = both 32 "riscv";
    isRiscV64 = both 64 "riscv";
    isPower = family "power";
    isPower64 = both 64 "power";
    isLoongArch64 = both 64 "loongarch";
    isS390 = family "s390";
    isS390x = cpu "s390x";
    isWasm = family "wasm";
    isSparc = family "sparc";
    isM68k = family "m68k";
    isMicroBlaze = family "microblaze";
    isAvr = family "avr";
    isJavaScript = cpu "javascript";
    isAlpha = family "alpha";
    isArc = family "arc";
    isMsp430 = family "msp430";
    isOr1k = family "or1k";
    isRx = family "rx";
    isSh4 = cpu "sh4";
    isSparc64 = both 64 "sparc";
    isVc4 = family "vc4";
    isMips64n32 = isMips64 // { abi.abi = "n32"; };
    isMips64n64 = isMips64 // { abi.abi = "64"; };
    isAbiElfv1.abi.abi = "elfv1";
    isAbiElfv2 = [
      { abi.abi = "elfv2"; }
      (isPower64 // { abi.name = "musl"; })
    ];
    isEabi.abi.eabi = true;
    isPE.kernel.execFormat.name = "pe";
    is32bit.cpu.bits = 32;
    is64bit.cpu.bits = 64;
    isILP32 = [ (both 32 "wasm") ] ++ map (abi: { abi = { inherit abi; }; }) [
      "n32"
      "ilp32"
      "x32"
    ];
    isBigEndian.cpu.significantByte = significantBytes.bigEndian;
    isLittleEndian.cpu.significantByte = significantBytes.littleEndian;

    isBSD.kernel.families.bsd.name = "bsd";
    isDarwin.kernel.families.darwin.name = "darwin";
    isMacOS = kernel "macos";
    isiOS = kernel "ios";
    isUnix = [
      { kernel.families.bsd.name = "bsd"; }
      { kernel.families.darwin.name = "darwin"; }
      (kernel "linux")
      (kernel "solaris")
      (kernel "cygwin")
      (kernel "redox")
    ];
    isLinux = kernel "linux";
    isFreeBSD = kernel "freebsd";
    isNetBSD = kernel "netbsd";
    isOpenBSD = kernel "openbsd";
    isSunOS.kernel.name = "solaris";
    isRedox.kernel.name = "redox";
    isGenode.kernel.name = "genode";
    isGhcjs.kernel.name = "ghcjs";
    isWindows = kernel "windows";
    isCygwin = kernel "cygwin";
    isWasi = kernel "wasi";
    isNone = kernel "none";
    isElf.kernel.execFormat.name = "elf";
    isMacho.kernel.execFormat.name = "macho";

    isMinGW = {
      kernel = kernels.windows;
      abi = abis.gnu;
    };
    isMsvc = {
      kernel = kernels.windows;
      abi = abis.msvc;
    };
    isAndroid = abi [
      "android"
      "androideabi"
    ];
    isGnu = abi [
      "gnu"
      "gnuabi64"
      "gnuabielfv1"
      "gnuabielfv2"
      "gnuabin32"
      "gnueabi"
      "gnueabihf"
    ];
    isMusl = abi [
      "musl"
      "muslabi64"
      "muslabin32"
      "musleabi"
      "musleabihf"
    ];
    isUClibc = abi [
      "uclibc"
      "uclibceabi"
      "uclibceabihf"
    ];
    isUefi = kernel "uefi";
    isEfi = [
      (family "riscv")
      (family "x86")
      (family "loongarch")
    ]
    ++ map (version: {
      cpu = {
        family = "arm";
        inherit version;
      };
    }) [ "6" "7" "8" ];
  };
  predicates = builtins.mapAttrs (
    _name: pattern: parsed:
    builtins.any (one: lib.matchAttrs one parsed) (lib.toList pattern)
  ) patterns;
}
