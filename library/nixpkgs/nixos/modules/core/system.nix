# `system`: the host as one package, and what runs when it is activated.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../../lib/options.nix { inherit lib; })
    enabled
    flag
    internal
    maybe
    opt
    packages
    text
    words
    ;
  cfg = config.system;

  snippet = types.either types.str (
    types.submodule {
      options = {
        deps = words "Snippets that run before it.";
        text = text "The commands.";
        supportsDryActivation = flag "Whether it can say what it would do.";
      };
    }
  );
  snippets =
    description:
    mkOption {
      inherit description;
      type = types.attrsOf snippet;
      default = { };
      apply = lib.mapAttrs (
        _: s:
        if lib.isString s then
          {
            deps = [ ];
            text = s;
          }
        else
          s
      );
    };
  ordered = set: lib.textClosureMap lib.id (lib.mapAttrs (_: s: { inherit (s) deps text; }) set) (lib.attrNames set);

  activate = pkgs.writeShellScript "activate" ''
    # The state that a configuration asks for.
    systemConfig='@out@'
    export PATH=/empty:${lib.makeBinPath [ pkgs.coreutils pkgs.gnugrep pkgs.findutils ]}
    _status=0
    trap "_status=1 _localstatus=\$?" ERR
    ${ordered cfg.activationScripts}
    ln -sfn "$(readlink -f "$systemConfig")" /run/current-system
    exit $_status
  '';

  toplevel = pkgs.runCommand "nixos-system-${cfg.name}-${cfg.nixos.label}" {
    preferLocalBuild = true;
    passAsFile = [ "extraDependencies" ];
    inherit (cfg) extraDependencies;
    passedChecks = lib.concatStringsSep " " cfg.checks;
  } ''
    mkdir -p $out
    ln -s ${cfg.build.etc}/etc $out/etc
    ln -s ${cfg.path} $out/sw
    ln -s ${config.systemd.package} $out/systemd
    echo -n "systemd ${toString config.systemd.package.interfaceVersion or 2}" > $out/init-interface-version
    echo -n "${cfg.nixos.label}" > $out/nixos-version
    echo -n "${pkgs.stdenv.hostPlatform.system}" > $out/system
    echo -n "${toString config.boot.kernelParams}" > $out/kernel-params
    substitute ${activate} $out/activate --subst-var out
    chmod +x $out/activate
    cp "$extraDependenciesPath" "$out/extra-dependencies"
    ${cfg.systemBuilderCommands}
    ${cfg.extraSystemBuilderCmds}
  '';

  failed = map (a: a.message) (lib.filter (a: !a.assertion) config.assertions);
  checked =
    if failed == [ ] then
      lib.showWarnings config.warnings toplevel
    else
      throw "\nFailed assertions:\n${lib.concatMapStringsSep "\n" (message: "- ${message}") failed}";
in
{
  options = {
    system = {
      activationScripts = snippets "Commands that run when the host is activated, by name.";
      userActivationScripts = snippets "Commands that run for each user, by name.";
      build = opt (types.submodule {
        freeformType = types.lazyAttrsOf types.unspecified;
        options.toplevel = mkOption {
          type = types.package;
          readOnly = true;
          description = "The host as one package.";
        };
      }) { } "What can be built.";
      systemBuilderCommands = internal (text "Commands that build the host's package.");
      extraSystemBuilderCmds = internal (text "Commands that build the host's package.");
      extraDependencies = opt (types.listOf types.pathInStore) [ ] "Paths that the host keeps alive.";
      checks = packages "Packages that have to build for the host to build.";
      includeBuildDependencies = flag "Whether what the host is built with is kept.";
      copySystemConfiguration = flag "Whether the configuration's file is copied.";
      activatable = enabled "Whether the host can be activated.";
      switch.enable = enabled "Whether the host can be switched to while it runs.";
      etc.overlay = {
        enable = flag "Whether {file}`/etc` is an overlay.";
        mutable = enabled "Whether it can be written to.";
      };
      autoUpgrade = {
        enable = flag "Whether the host updates itself.";
        flake = maybe types.str "The flake of its configuration.";
        channel = maybe types.str "The channel of its configuration.";
        flags = words "Arguments of {command}`nixos-rebuild`.";
        dates = opt types.str "04:40" "When it does.";
        operation = opt (types.enum [
          "switch"
          "boot"
        ]) "switch" "What it does.";
        allowReboot = flag "Whether it restarts.";
        randomizedDelaySec = opt types.str "0" "The most that each update is put off by.";
        persistent = enabled "Whether an update that was missed is made up for.";
        fixedRandomDelay = flag "Whether the delay is always the same.";
        rebootWindow = maybe (types.submodule {
          options = lib.genAttrs [ "lower" "upper" ] (
            end: mkOption {
              type = types.strMatching "[[:digit:]]{2}:[[:digit:]]{2}";
              description = "The ${end} end.";
            }
          );
        }) "When it may restart.";
      };
    };
    documentation =
      lib.genAttrs [ "enable" ] (_: enabled "Whether documentation is installed.")
      // {
        man = {
          enable = enabled "Whether manual pages are installed.";
          generateCaches = flag "Whether the database of {command}`apropos` is made.";
        };
        info.enable = enabled "Whether info pages are installed.";
        doc.enable = enabled "Whether other documentation is installed.";
        dev.enable = flag "Whether documentation for developers is installed.";
        nixos = {
          enable = enabled "Whether the host's manual is installed.";
          includeAllModules = flag "Whether it shows all modules.";
        };
      };
    specialisation = opt (types.attrsOf types.anything) { } "Variants of the host; the built-in library keeps them as they are written.";
  };

  config.system = {
    build.toplevel = checked;
    activationScripts.etc = {
      deps = [ "users" ];
      text = "# links the files of ${cfg.build.etc} into /etc\n";
    };
  };
}
