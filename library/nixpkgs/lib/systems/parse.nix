# `lib.systems.parse`: the parts of the name of a system: processor, vendor, kernel, ABI.
lib:
let
  little = {
    name = "littleEndian";
    _type = "significant-byte";
  };
  big = {
    name = "bigEndian";
    _type = "significant-byte";
  };
  cpu = bits: family: extra: {
    inherit bits family;
    significantByte = little;
    _type = "cpu-type";
  } // extra;
  named = builtins.mapAttrs (name: value: value // { inherit name; });
  typed = type: builtins.mapAttrs (name: value: value // { inherit name; _type = type; });
  elf = {
    name = "elf";
    _type = "exec-format";
  };
  macho = {
    name = "macho";
    _type = "exec-format";
  };
  pe = {
    name = "pe";
    _type = "exec-format";
  };
  wasm = {
    name = "wasm";
    _type = "exec-format";
  };
  family = name: {
    inherit name;
    _type = "exec-format";
  };
  bsd = {
    bsd = family "bsd";
  };
  kernel = execFormat: families: { inherit execFormat families; };
in
rec {
  significantBytes = {
    littleEndian = little;
    bigEndian = big;
  };
  cpuTypes = named {
    aarch64 = cpu 64 "arm" {
      version = "8";
      arch = "armv8-a";
    };
    armv5tel = cpu 32 "arm" {
      version = "5";
      arch = "armv5t";
    };
    armv6l = cpu 32 "arm" {
      version = "6";
      arch = "armv6";
    };
    armv7a = cpu 32 "arm" {
      version = "7";
      arch = "armv7-a";
    };
    armv7l = cpu 32 "arm" {
      version = "7";
      arch = "armv7";
    };
    i386 = cpu 32 "x86" { arch = "i386"; };
    i486 = cpu 32 "x86" { arch = "i486"; };
    i586 = cpu 32 "x86" { arch = "i586"; };
    i686 = cpu 32 "x86" { arch = "i686"; };
    x86_64 = cpu 64 "x86" { arch = "x86-64"; };
    loongarch64 = cpu 64 "loongarch" { };
    mips64el = cpu 64 "mips" { };
    mipsel = cpu 32 "mips" { };
    powerpc64 = cpu 64 "power" { significantByte = big; };
    powerpc64le = cpu 64 "power" { };
    riscv32 = cpu 32 "riscv" { };
    riscv64 = cpu 64 "riscv" { };
    s390x = cpu 64 "s390" { significantByte = big; };
    wasm32 = cpu 32 "wasm" { };
  };
  vendors = typed "vendor" {
    apple = { };
    pc = { };
    unknown = { };
    none = { };
    w64 = { };
  };
  kernels = typed "kernel" {
    linux = kernel elf { };
    darwin = kernel macho { darwin = family "darwin"; };
    freebsd = kernel elf bsd;
    netbsd = kernel elf bsd;
    openbsd = kernel elf bsd;
    windows = kernel pe { };
    cygwin = kernel pe { };
    wasi = kernel wasm { };
    none = kernel {
      name = "unknown";
      _type = "exec-format";
    } { };
  };
  abis = typed "abi" {
    gnu = { };
    gnueabi = { };
    gnueabihf = { };
    musl = { };
    musleabi = { };
    musleabihf = { };
    eabihf = { };
    msvc = { };
    cygnus = { };
    android = { };
    unknown = { };
  };

  mkSystemFromString =
    text:
    let
      parts = lib.splitString "-" text;
      count = builtins.length parts;
      part = builtins.elemAt parts;
      names =
        if count == 2 then
          {
            cpu = part 0;
            kernel = part 1;
          }
        else if count == 3 && kernels ? ${part 1} then
          {
            cpu = part 0;
            kernel = part 1;
            abi = part 2;
          }
        else if count == 3 then
          {
            cpu = part 0;
            vendor = part 1;
            kernel = part 2;
          }
        else if count == 4 then
          {
            cpu = part 0;
            vendor = part 1;
            kernel = part 2;
            abi = part 3;
          }
        else
          throw "system string has invalid number of hyphen-separated components";
      aliases.arm64 = "aarch64";
      cpuName = aliases.${names.cpu} or names.cpu;
      kernelName = if lib.hasPrefix "darwin" names.kernel then "darwin" else names.kernel;
      cpu = cpuTypes.${cpuName} or (throw "Unknown CPU type: ${names.cpu}");
      kernel = kernels.${kernelName} or (throw "Unknown kernel: ${names.kernel}");
      defaultVendor =
        if kernelName == "darwin" then
          "apple"
        else if kernelName == "windows" && cpu.bits == 64 then
          "pc"
        else
          "unknown";
      defaultAbi =
        if kernelName == "linux" then
          if cpu.family == "arm" && cpu.bits == 32 then
            if lib.versionAtLeast cpu.version "6" then "gnueabihf" else "gnueabi"
          else
            "gnu"
        else
          "unknown";
    in
    {
      _type = "system";
      inherit cpu kernel;
      vendor = vendors.${names.vendor or defaultVendor};
      abi = abis.${names.abi or defaultAbi} or (throw "Unknown ABI: ${names.abi}");
    };

  doubleFromSystem =
    parsed:
    if parsed.kernel.families ? darwin then
      "${parsed.cpu.name}-darwin"
    else
      "${parsed.cpu.name}-${parsed.kernel.name}";
  tripleFromSystem =
    parsed:
    let
      abi = lib.optionalString (parsed.abi.name != "unknown") "-${parsed.abi.name}";
      cpu = if parsed.kernel.name == "darwin" && parsed.cpu.name == "aarch64" then "arm64" else parsed.cpu.name;
    in
    "${cpu}-${parsed.vendor.name}-${parsed.kernel.name}${abi}";
}
