# `lib.systems.elaborate`: from the name of a system to all that packages ask of it.
lib:
let
  parse = import ./parse.nix lib;
  inherit (import ./inspect.nix lib) predicates;
  functionNames = [
    "canExecute"
    "emulator"
    "emulatorAvailable"
    "staticEmulatorAvailable"
  ];
  unames = {
    linux = "Linux";
    darwin = "Darwin";
    windows = "Windows";
    cygwin = "CYGWIN_NT";
    freebsd = "FreeBSD";
    netbsd = "NetBSD";
    openbsd = "OpenBSD";
    wasi = "Wasi";
  };
  x86Runs = {
    i486 = [ "i386" ];
    i586 = [ "i386" "i486" ];
    i686 = [ "i386" "i486" "i586" ];
    x86_64 = [ "i386" "i486" "i586" "i686" ];
  };
  elaborate =
    given:
    let
      arguments = if builtins.isAttrs given then given else { system = given; };
      own = removeAttrs arguments [
        "parsed"
        "system"
        "_withoutFunctions"
      ];
      inherit (final) parsed;
      is = builtins.mapAttrs (_name: predicate: predicate parsed) predicates;
      emulator =
        packages:
        if packages.stdenv.hostPlatform.canExecute final then
          lib.getExe (packages.writeShellScriptBin "exec" ''exec "$@"'')
        else if final.isLinux && packages.stdenv.hostPlatform.isLinux then
          "${packages.qemu-user}/bin/qemu-${final.qemuArch}"
        else
          throw "Don't know how to run ${final.config} executables.";
      linuxArch =
        if is.isAarch32 then
          "arm"
        else if is.isAarch64 then
          "arm64"
        else if is.isx86_32 then
          "i386"
        else if is.isx86_64 then
          "x86_64"
        else if is.isRiscV then
          "riscv"
        else if is.isPower then
          "powerpc"
        else if is.isLoongArch64 then
          "loongarch"
        else
          parsed.cpu.name;
      final = {
        parsed = parse.mkSystemFromString (arguments.config or arguments.system);
        system = parse.doubleFromSystem parsed;
        config = parse.tripleFromSystem parsed;
        canExecute =
          platform:
          parsed.kernel == platform.parsed.kernel
          && (
            parsed.cpu == platform.parsed.cpu
            || builtins.elem platform.parsed.cpu.name (x86Runs.${parsed.cpu.name} or [ ])
          );
        emulatorAvailable = packages: packages.stdenv.hostPlatform.canExecute final;
        staticEmulatorAvailable = final.emulatorAvailable;
        inherit emulator linuxArch;

        useLLVM = is.isFreeBSD || is.isOpenBSD;
        libc =
          if is.isDarwin then
            "libSystem"
          else if is.isMinGW then
            "msvcrt"
          else if is.isMusl then
            "musl"
          else if is.isAndroid then
            "bionic"
          else if is.isLinux then
            "glibc"
          else if is.isFreeBSD then
            "fblibc"
          else
            "native/impure";
        linker = if final.useLLVM then "lld" else if is.isDarwin then "cctools" else "bfd";
        libDir = if is.isLinux then if is.isx86_64 || is.isPower64 then "lib64" else "lib" else null;
        extensions = {
          staticLibrary = if is.isWindows then ".lib" else ".a";
          sharedLibrary =
            if is.isDarwin then
              ".dylib"
            else if is.isWindows then
              ".dll"
            else
              ".so";
          library = if final.isStatic then final.extensions.staticLibrary else final.extensions.sharedLibrary;
          executable = if is.isWindows then ".exe" else "";
        };
        uname = {
          system = unames.${parsed.kernel.name} or null;
          processor = if is.isDarwin then final.darwinArch else parsed.cpu.name;
          release = null;
        };
        isStatic = is.isWasi;
        hasSharedLibraries = !final.isStatic;
        gcc = own.gcc or { };
        rustc = own.rustc or { };
        qemuArch =
          if is.isAarch32 then
            "arm"
          else if is.isx86_32 then
            "i386"
          else
            parsed.cpu.name;
        efiArch =
          if is.isx86_32 then
            "ia32"
          else if is.isx86_64 then
            "x64"
          else if is.isAarch32 then
            "arm"
          else if is.isAarch64 then
            "aa64"
          else
            parsed.cpu.name;
        darwinArch = if parsed.cpu.name == "aarch64" then "arm64" else parsed.cpu.name;
        darwinPlatform = if is.isMacOS then "macos" else null;
        darwinSdkVersion = if is.isDarwin then "14.4" else null;
        darwinMinVersion = "14.0";
        go = {
          GOARCH =
            {
              x86_64 = "amd64";
              aarch64 = "arm64";
              i686 = "386";
              riscv64 = "riscv64";
            }
            .${parsed.cpu.name} or null;
          GOOS = parsed.kernel.name;
          GOARM = "";
        };
        rust.rustcTarget =
          if is.isDarwin then
            "${parsed.cpu.name}-apple-darwin"
          else
            "${parsed.cpu.name}-unknown-${parsed.kernel.name}-${parsed.abi.name}";
        node = {
          arch =
            {
              x86_64 = "x64";
              aarch64 = "arm64";
              i686 = "ia32";
            }
            .${parsed.cpu.name} or null;
          platform = parsed.kernel.name;
        };
        _withoutFunctions = removeAttrs final (functionNames ++ [ "_withoutFunctions" ]);
      }
      // is
      // own;
    in
    final;
in
{
  inherit elaborate functionNames;
  equals = left: right: left._withoutFunctions == right._withoutFunctions;
  systemToAttrs = given: if builtins.isAttrs given then given else { system = given; };
}
