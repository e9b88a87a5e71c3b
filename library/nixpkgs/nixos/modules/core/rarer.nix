# What rare options of the core do, and those that stand right below a group.
{
  config,
  lib,
  pkgs,
  ...
}@arguments:
with import ../../lib/catalogue.nix { inherit lib pkgs; };
let
  inherit (lib) mapAttrs' mkIf nameValuePair;
  among = import ../../lib/defined.nix lib arguments;
  boot = among "boot";
  systemd = among "systemd";
  programs = among "programs";
  hardware = among "hardware";
  # Whether a set of options has something to do with the host, and is on.
  isOn = group: path: group.isDefined (path ++ [ "enable" ]);
  cfg = config.systemd;
  files = prefix: mapAttrs' (name: source: nameValuePair "${prefix}/${name}" { inherit source; });
  sections = name: value: {
    source = (formats.ini { listsAsDuplicateKeys = true; }).generate name (
      lib.mapAttrs (_section: lib.filterAttrs (_key: value: value != null)) value
    );
  };
  inherit (pkgs) formats;
  parts = folder: mapAttrs' (name: value: nameValuePair "${folder}/${name}.conf" (sections "${name}.conf" value));
  isLimine = isOn boot [ "loader" "limine" ] && config.boot.loader.limine.enable;
  uwsm = config.programs.uwsm;
  isUwsm = isOn programs [ "uwsm" ] && uwsm.enable && programs.isDefined [ "uwsm" "waylandCompositors" ];
  sessionOf =
    name: compositor:
    pkgs.writeTextFile {
      name = "${name}-uwsm";
      destination = "/share/wayland-sessions/${name}-uwsm.desktop";
      derivationArgs.passthru.providedSessions = [ "${name}-uwsm" ];
      text = ''
        [Desktop Entry]
        Name=${compositor.prettyName} (UWSM)
        Comment=${compositor.comment}
        Exec=${lib.getExe uwsm.package} start -F -- ${compositor.binPath} ${lib.escapeShellArgs compositor.extraArgs}
        Type=Application
      '';
    };
in
{
  options = {
    environment = {
      debuginfodServers = words "Servers of debug symbols.";
      ldso = maybe path "Program at {file}`/lib` that starts programs of other systems.";
      ldso32 = maybe path "The same for 32 bits.";
      usrbinenv = internal (opt (nullOr path) "${pkgs.coreutils}/bin/env" "What {file}`/usr/bin/env` is.");
    };
    i18n.localeCharsets = opt (attrsOf str) { } "Character sets by category.";
    networking.useHostResolvConf = flag "Whether a container has the servers of names of its host.";
    nix.envVars = internal (opt attrs { } "Variables of the daemon.");
    security.enableWrappers = enabled "Whether programs may run with more rights.";
    security.wrapperDirSize = opt str "50%" "Size of the folder of such programs.";
    system = {
      disableInstallerTools = internal (flag "Whether the tools that install a host are left out.");
      forbiddenDependenciesRegexes = words "What the host may not need.";
      fsPackages = internal (opt (listOf package) [ ] "Packages with tools of file systems.");
      preSwitchChecks = opt (attrsOf str) { } "Commands that decide whether the host is switched to.";
      rebuild.enableNg = enabled "Whether {command}`nixos-rebuild` is the new one.";
      tools = lib.mapAttrs (name: _: { enable = opt bool (!config.system.disableInstallerTools) "Whether ${name} is there."; }) {
        nixos-build-vms = null;
        nixos-enter = null;
        nixos-generate-config = null;
        nixos-install = null;
        nixos-option = null;
        nixos-rebuild = null;
        nixos-version = null;
      };
    };
    systemd = {
      enableStrictShellChecks = flag "Whether scripts of units are checked.";
      generators = opt (attrsOf path) { } "Generators of units, by name.";
      shutdown = opt (attrsOf path) { } "Programs that run at the end, by name.";
    };
    virtualisation = {
      vmVariant = opt deferredModule { } "What differs in a virtual machine of the host; the built-in library keeps it as it is written.";
      vmVariantWithBootLoader = opt deferredModule { } "The same with a boot loader.";
    };
  };

  config = {
    boot.loader.grub.enable = mkIf isLimine (lib.mkDefault false);
    environment.etc = lib.mkMerge [
      (files "systemd/system-generators" cfg.generators)
      (files "systemd/system-shutdown" cfg.shutdown)
      (mkIf (systemd.isDefined [ "user" "generators" ]) (files "systemd/user-generators" cfg.user.generators))
      (mkIf (systemd.isDefined [ "sleep" "settings" ]) { "systemd/sleep.conf" = sections "sleep.conf" cfg.sleep.settings; })
      (mkIf (systemd.isDefined [ "oomd" "settings" ]) { "systemd/oomd.conf" = sections "oomd.conf" cfg.oomd.settings; })
      (mkIf (systemd.isDefined [ "repart" "partitions" ]) (
        parts "repart.d" (lib.mapAttrs (_name: Partition: { inherit Partition; }) cfg.repart.partitions)
      ))
      (mkIf (systemd.isDefined [ "sysupdate" "transfers" ]) (parts "sysupdate.d" cfg.sysupdate.transfers))
      (mkIf (boot.isDefined [ "plymouth" "extraConfig" ] && config.boot.plymouth.enable) {
        "plymouth/plymouthd.conf".text = ''
          [Daemon]
          ShowDelay=0
          DeviceTimeout=8
          Theme=${config.boot.plymouth.theme}
          ${config.boot.plymouth.extraConfig}
        '';
      })
      (mkIf (programs.isDefined [ "screen" "screenrc" ] && config.programs.screen.enable) {
        screenrc.text = config.programs.screen.screenrc;
      })
      (mkIf (programs.isDefined [ "neovim" "runtime" ]) (
        lib.mapAttrs' (_name: file: nameValuePair "xdg/nvim/${file.target}" { inherit (file) source; }) (
          lib.filterAttrs (_name: file: file.enable) config.programs.neovim.runtime
        )
      ))
      (mkIf (programs.isDefined [ "direnv" "settings" ] && config.programs.direnv.enable) {
        "direnv/direnv.toml".source = (formats.toml { }).generate "direnv.toml" config.programs.direnv.settings;
      })
    ];
    networking.firewall = mkIf (isOn programs [ "localsend" ] && config.programs.localsend.enable && config.programs.localsend.openFirewall) {
      allowedTCPPorts = [ 53317 ];
      allowedUDPPorts = [ 53317 ];
    };
    services.displayManager.sessionPackages = mkIf isUwsm (lib.mapAttrsToList sessionOf uwsm.waylandCompositors);
    environment.systemPackages = mkIf isUwsm [ uwsm.package ];
    hardware.firmware = mkIf (isOn hardware [ "cpu" "intel" "npu" ] && config.hardware.cpu.intel.npu.enable) [
      pkgs.intel-npu-driver
    ];
  };
}
