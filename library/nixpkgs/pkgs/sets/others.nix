# Sets of a platform, of Java and of virtual machines; what is neither a package nor a table.
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

  # Scripts around `bat`.
  bat-extras = set "" {
    batdiff = "2024.08.24";
    batgrep = "2024.08.24";
    batman = "2024.08.24";
    batpipe = "2024.08.24";
    batwatch = "2024.08.24";
    core = "2024.08.24";
    prettybat = "2024.08.24";
  };
  ankiAddons = set "anki-addon-" {
    adjust-sound-volume = "0.0.6";
    anki-connect = "25.9.6.0";
    anki-quizlet-importer-extended = "2025.03.13";
    local-audio-yomichan = "0-unstable-2025-04-26";
    passfail2 = "0.3.0";
    puppy-reinforcement = "1.0.3";
    recolor = "3.4";
    reviewer-refocus-card = "0-unstable-2022-12-24";
    yomichan-forvo-server = "0-unstable-2024-10-21";
  };
  interception-tools-plugins = set "interception-tools-" {
    caps2esc = "0.3.2";
    dual-function-keys = "1.5.0";
  };
  grafanaPlugins = set "" {
    grafana-clock-panel = "3.0.0";
    grafana-lokiexplore-app = "1.0.30";
    grafana-piechart-panel = "1.6.4";
    grafana-polystat-panel = "2.1.15";
    grafana-worldmap-panel = "1.0.6";
    redis-datasource = "2.2.0";
    victoriametrics-logs-datasource = "0.21.4";
    victoriametrics-metrics-datasource = "0.19.7";
  };

  # The command with which a package is brought up to date.
  nix-update-script =
    {
      attrPath ? null,
      extraArgs ? [ ],
    }:
    [ "${pkgs.nix-update}/bin/nix-update" ] ++ extraArgs ++ lib.optional (attrPath != null) attrPath;
  # Sources without what is ignored: here a source as it is.
  nix-gitignore = lib.genAttrs [ "gitignoreSource" "gitignoreSourcePure" "gitignoreRecursiveSource" ] (
    _name: _patterns: source:
    lib.cleanSource source
  );
  buildUBoot = lib.makeOverridable (
    { defconfig ? "allnoconfig", version ? "2025.10", ... }@arguments:
    pkgs.stdenv.mkDerivation (
      builtins.intersectAttrs { filesToInstall = null; src = null; patches = null; } arguments
      // {
        pname = "uboot-${defconfig}";
        inherit version;
        passthru = arguments.passthru or { };
      }
    )
  );
}
// lib.genAttrs [
  "libICE"
  "libSM"
  "libXScrnSaver"
  "libXcomposite"
  "libXcursor"
  "libXdamage"
  "libXext"
  "libXfixes"
  "libXft"
  "libXi"
  "libXinerama"
  "libXmu"
  "libXpm"
  "libXrandr"
  "libXrender"
  "libXt"
  "libXtst"
  "libXxf86vm"
  "libxkbfile"
  "libxshmfence"
] (name: pkgs.xorg.${name})
