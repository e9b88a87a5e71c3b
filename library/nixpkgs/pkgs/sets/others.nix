# Sets of a platform, of Java and of virtual machines.
{
  lib,
  pkgs,
  known,
}:
let
  set = prefix: table: lib.recurseIntoAttrs (known.set prefix (_name: package: package) table);
  java = pname: version: known.package { inherit pname version; license = "gpl2Only"; mainProgram = "java"; };
  releases = {
    "8" = "8.0.472";
    "11" = "11.0.29";
    "17" = "17.0.17";
    "21" = "21.0.9";
    "25" = "25.0.1";
  };
  # Each release of a Java, under names made of its number.
  each =
    rename: pname:
    lib.mapAttrs' (release: version: lib.nameValuePair (rename release) (java pname version)) releases;
  # A machine that does something with derivations: they can be named, and not run.
  machine = lib.makeOverridable (
    { ... }@choices:
    let
      inside = suffix: package: package.overrideAttrs (previous: { requiredSystemFeatures = [ "kvm" ]; vm = suffix; });
      image = name: arguments: pkgs.runCommand name { } "echo ${name} >&2; exit 1";
    in
    {
      qemu = choices.customQemu or pkgs.qemu_kvm;
      qemuCommandLinux = "";
      runInLinuxVM = inside "linux";
      runInLinuxImage = inside "image";
      vmRunCommand = name: _arguments: command: inside "linux" (pkgs.runCommand name { } command);
      makeImageFromDebDist = image "deb-image";
      makeImageFromRPMDist = image "rpm-image";
      makeImageTestScript = image "image-test";
      extractFs = image "extract-fs";
      extractMTDfs = image "extract-mtd-fs";
      buildRPM = image "rpm";
      createEmptyImage = _arguments: "";
      defaultCreateRootFS = "";
      modulesClosure = image "kernel-modules-shrunk" { };
      initrd = image "initrd" { };
      diskImages = { };
      diskImageFuns = { };
      debDistros = { };
      rpmDistros = { };
    }
  );
in
{
  darwin = set "" {
    DarwinTools = "1";
    autoSignDarwinBinariesHook = "1";
    binutils = "1010.6";
    bootstrap_cmds = "136";
    cctools = "1010.6";
    developer_cmds = "83";
    diskdev_cmds = "735";
    file_cmds = "457";
    iproute2mac = "1.5.4";
    libiconv = "109.100.2";
    lsusb = "1.0";
    network_cmds = "698";
    openwith = "0-unstable-2022-10-28";
    ps = "170.1";
    shell_cmds = "319";
    sigtool = "0.1.3";
    system_cmds = "1012";
    text_cmds = "185";
    trash = "0.9.2";
    xattr = "61.60.1";
  }
  // {
    inherit (pkgs) stdenv;
    linux-builder = known.package { pname = "create-builder"; version = "25.11"; mainProgram = "create-builder"; };
    linux-builder-x86_64 = pkgs.darwin.linux-builder;
  };
  javaPackages.compiler =
    each (release: "openjdk${release}") "openjdk"
    // each (release: "openjdk${release}-headless") "openjdk-headless"
    // each (release: "corretto${release}") "corretto"
    // {
      temurin-bin = each (release: "jdk-${release}") "temurin-bin" // each (release: "jre-${release}") "temurin-jre-bin";
      semeru-bin = each (release: "jdk-${release}") "semeru-bin" // each (release: "jre-${release}") "semeru-jre-bin";
    };
  vmTools = machine { };
}
