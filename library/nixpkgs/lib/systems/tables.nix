# The processors, vendors, kernels and ABIs that there are.
lib:
let
  typed = type: lib.mapAttrs (name: value: { inherit name; _type = type; } // value);
  byte = name: {
    inherit name;
    _type = "significant-byte";
  };
  significantBytes = {
    littleEndian = byte "littleEndian";
    bigEndian = byte "bigEndian";
  };
  execFormats = typed "exec-format" (
    lib.genAttrs [
      "aout"
      "elf"
      "macho"
      "pe"
      "unknown"
      "wasm"
    ] (_name: { })
  );
  kernelFamilies = typed "exec-format" {
    bsd = { };
    darwin = { };
  };

  little = bits: family: {
    inherit bits family;
    significantByte = significantBytes.littleEndian;
  };
  big = bits: family: {
    inherit bits family;
    significantByte = significantBytes.bigEndian;
  };
  arm = bits: version: arch: little bits "arm" // { inherit version arch; };
  x86 = bits: arch: little bits "x86" // { inherit arch; };
  kernel = format: families: {
    execFormat = execFormats.${format};
    families = lib.genAttrs families (name: kernelFamilies.${name});
  };
  soft = {
    eabi = true;
    float = "soft";
  };
  hard = {
    eabi = true;
    float = "hard";
  };
in
{
  inherit significantBytes execFormats kernelFamilies;
  cpuTypes = typed "cpu-type" {
    aarch64 = arm 64 "8" "armv8-a";
    aarch64_be = arm 64 "8" "armv8-a" // { significantByte = significantBytes.bigEndian; };
    alpha = little 64 "alpha";
    arc = little 32 "arc";
    arm = little 32 "arm";
    arm64 = arm 64 "8" "armv8-a" // { name = "aarch64"; };
    armv5tel = arm 32 "5" "armv5t";
    armv6l = arm 32 "6" "armv6";
    armv6m = arm 32 "6" "armv6-m";
    armv7a = arm 32 "7" "armv7-a";
    armv7l = arm 32 "7" "armv7";
    armv7m = arm 32 "7" "armv7-m";
    armv7r = arm 32 "7" "armv7-r";
    armv8a = arm 32 "8" "armv8-a";
    armv8m = arm 32 "8" "armv8-m";
    armv8r = arm 32 "8" "armv8-a";
    # A processor of eight bits has no order of bytes.
    avr = {
      bits = 8;
      family = "avr";
    };
    i386 = x86 32 "i386";
    i486 = x86 32 "i486";
    i586 = x86 32 "i586";
    i686 = x86 32 "i686";
    javascript = little 32 "javascript";
    loongarch64 = little 64 "loongarch";
    m68k = big 32 "m68k";
    microblaze = big 32 "microblaze";
    microblazeel = little 32 "microblaze";
    mips = big 32 "mips";
    mips64 = big 64 "mips";
    mips64el = little 64 "mips";
    mipsel = little 32 "mips";
    mmix = big 64 "mmix";
    msp430 = little 16 "msp430";
    or1k = big 32 "or1k";
    powerpc = big 32 "power";
    powerpc64 = big 64 "power";
    powerpc64le = little 64 "power";
    powerpcle = little 32 "power";
    riscv32 = little 32 "riscv";
    riscv64 = little 64 "riscv";
    rx = little 32 "rx";
    s390 = big 32 "s390";
    s390x = big 64 "s390";
    sh4 = little 32 "sh";
    sparc = big 32 "sparc";
    sparc64 = big 64 "sparc";
    vc4 = little 32 "vc4";
    wasm32 = little 32 "wasm";
    wasm64 = little 64 "wasm";
    x86_64 = x86 64 "x86-64";
  };
  vendors = typed "vendor" {
    apple = { };
    knuth = { };
    none = { };
    pc = { };
    unknown = { };
    w64 = { };
  };
  kernels = typed "kernel" {
    cygwin = kernel "pe" [ ];
    darwin = kernel "macho" [ "darwin" ];
    freebsd = kernel "elf" [ "bsd" ];
    genode = kernel "elf" [ ];
    ghcjs = kernel "unknown" [ ];
    ios = kernel "macho" [ "darwin" ];
    linux = kernel "elf" [ ];
    macos = kernel "macho" [ "darwin" ] // { name = "darwin"; };
    mmixware = kernel "unknown" [ ];
    netbsd = kernel "elf" [ "bsd" ];
    none = kernel "unknown" [ ];
    openbsd = kernel "elf" [ "bsd" ];
    redox = kernel "elf" [ ];
    solaris = kernel "elf" [ ];
    tvos = kernel "macho" [ "darwin" ] // { name = "ios"; };
    uefi = kernel "pe" [ ];
    wasi = kernel "wasm" [ ];
    watchos = kernel "macho" [ "darwin" ] // { name = "ios"; };
    win32 = kernel "pe" [ ] // { name = "windows"; };
    windows = kernel "pe" [ ];
  };
  abis = typed "abi" {
    android = { };
    androideabi.eabi = true;
    eabi = soft;
    eabihf = hard;
    elf = { };
    gnu = { };
    gnuabi64.abi = "64";
    gnuabielfv1.abi = "elfv1";
    gnuabielfv2.abi = "elfv2";
    gnuabin32.abi = "n32";
    gnueabi = soft;
    gnueabihf = hard;
    msvc = { };
    musl = { };
    muslabi64.abi = "64";
    muslabin32.abi = "n32";
    musleabi = soft;
    musleabihf = hard;
    uclibc = { };
    uclibceabi = soft;
    uclibceabihf = hard;
    unknown = { };
  };
}
