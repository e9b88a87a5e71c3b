# `lib.systems.parse`: the parts of the name of a system: processor, vendor, kernel, ABI.
lib:
let
  inherit (builtins) elem elemAt length;
  inherit (lib) hasPrefix;
  tables = import ./tables.nix lib;
  inherit (tables)
    abis
    cpuTypes
    kernels
    vendors
    ;

  # What the words of a name are, which depends on how many there are.
  mkSkeletonFromList =
    words:
    let
      shown = "system string '${lib.concatStringsSep "-" words}'";
      word = elemAt words;
      cpu = word 0;
      last = word (length words - 1);
      one =
        if cpu == "avr" then
          {
            inherit cpu;
            kernel = "none";
            abi = "unknown";
          }
        else
          throw "${shown} with 1 component is ambiguous";
      two =
        {
          cygwin = three' "pc" "cygwin";
          windows = {
            inherit cpu;
            kernel = "windows";
            abi = "msvc";
          };
          elf = {
            inherit cpu;
            vendor = "unknown";
            kernel = "none";
            abi = "elf";
          };
        }
        .${last} or {
          inherit cpu;
          kernel = last;
        };
      three' = vendor: kernel: { inherit cpu vendor kernel; };
      isKernel =
        word 1 == "apple"
        || elem last [
          "cygwin"
          "ghcjs"
          "mingw32"
          "mmixware"
          "redox"
          "uefi"
        ]
        || lib.any (prefix: hasPrefix prefix last) [
          "freebsd"
          "genode"
          "netbsd"
          "openbsd"
        ]
        || hasPrefix "wasm32" cpu;
      isAbi =
        word 1 == "linux"
        || elem last [
          "eabi"
          "eabihf"
          "elf"
          "gnu"
        ];
      three =
        if isAbi then
          three' "unknown" (word 1) // { abi = last; }
        else if isKernel then
          three' (word 1) (if last == "mingw32" then "windows" else last)
        else
          throw "${shown} with 3 components is ambiguous";
      four = three' (word 1) (word 2) // { abi = last; };
    in
    {
      "1" = one;
      "2" = two;
      "3" = three;
      "4" = four;
    }
    .${toString (length words)} or (throw "${shown} has invalid number of hyphen-separated components");

  # What is unknown is so at once, not when it is asked for.
  mkSystem =
    components:
    builtins.seq components.cpu (
      builtins.seq components.vendor (
        builtins.seq components.kernel (builtins.seq components.abi (components // { _type = "system"; }))
      )
    );

  # What is not said is what is usual for the kernel and the processor.
  mkSystemFromSkeleton =
    skeleton:
    let
      # Some names have the version or the format of programs at the end.
      kernelName =
        lib.findFirst (prefix: hasPrefix prefix skeleton.kernel) (lib.removeSuffix "elf" (lib.removeSuffix "eabi" (lib.removeSuffix "eabihf" skeleton.kernel)))
          [
            "darwin"
            "netbsd"
          ];
      cpu = cpuTypes.${skeleton.cpu} or (throw "Unknown CPU type: ${skeleton.cpu}");
      kernel = kernels.${kernelName} or (throw "Unknown kernel: ${kernelName}");
      usualVendor =
        if kernel.families ? darwin then
          vendors.apple
        else if elem kernel.name [ "cygwin" "windows" ] then
          vendors.pc
        else
          vendors.unknown;
      usualAbi =
        if !elem kernel.name [ "linux" "windows" ] then
          abis.unknown
        else if cpu.family == "arm" && cpu.bits == 32 then
          if lib.versionAtLeast (cpu.version or "0") "6" then abis.gnueabihf else abis.gnueabi
        else if cpu.family == "power" && cpu.bits == 64 && cpu.significantByte.name == "bigEndian" then
          abis.gnuabielfv1
        else
          abis.gnu;
    in
    mkSystem {
      inherit cpu kernel;
      vendor =
        if skeleton ? vendor then
          vendors.${skeleton.vendor} or (throw "Unknown vendor: ${skeleton.vendor}")
        else
          usualVendor;
      abi = if skeleton ? abi then abis.${skeleton.abi} or (throw "Unknown ABI: ${skeleton.abi}") else usualAbi;
    };

  # Where NetBSD had another format of programs first, the name of its system says which one it is.
  gnuNetBSDDefaultExecFormat =
    cpu:
    if cpu.bits == 32 && elem cpu.family [ "arm" "m68k" "sparc" "x86" ] then
      tables.execFormats.aout
    else
      tables.execFormats.elf;
  kernelName = kernel: kernel.name + toString (kernel.version or "");
  darwinArch = cpu: if cpu.name == "aarch64" then "arm64" else cpu.name;
in
tables
// {
  inherit
    darwinArch
    gnuNetBSDDefaultExecFormat
    kernelName
    mkSkeletonFromList
    mkSystem
    mkSystemFromSkeleton
    ;
  isSystem = value: value._type or null == "system";
  mkSystemFromString = text: mkSystemFromSkeleton (mkSkeletonFromList (lib.splitString "-" text));

  doubleFromSystem =
    { cpu, kernel, ... }:
    "${cpu.name}-${if kernel.families ? darwin then "darwin" else kernelName kernel}";
  tripleFromSystem =
    {
      cpu,
      vendor,
      kernel,
      abi,
      ...
    }:
    let
      processor = if kernel.families ? darwin then darwinArch cpu else cpu.name;
      suffix = lib.optionalString (abi != abis.unknown) "-${abi.name}";
      format = lib.optionalString (
        kernel.name == "netbsd" && gnuNetBSDDefaultExecFormat cpu != kernel.execFormat
      ) kernel.execFormat.name;
    in
    "${processor}-${vendor.name}-${kernelName kernel}${format}${suffix}";

  # The same machine with musl for its C library.
  mkMuslSystem =
    parsed:
    let
      name = parsed.abi.name;
      kind = lib.findFirst (suffix: name == "gnu${suffix}" || name == "musl${suffix}") "" [
        "eabi"
        "eabihf"
        "abin32"
        "abi64"
      ];
    in
    mkSystem (parsed // { abi = abis."musl${kind}"; });
}
