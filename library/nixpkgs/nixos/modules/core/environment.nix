# `environment`: packages of everyone, files in /etc, variables and shells.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOption types;
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
  cfg = config.environment;

  atom =
    with types;
    oneOf [
      int
      str
      path
    ];
  # A list is a search path.
  variables =
    description:
    mkOption {
      inherit description;
      type = types.attrsOf (types.either (types.listOf atom) atom);
      default = { };
      apply = lib.mapAttrs (
        _: value: if lib.isList value then lib.concatMapStringsSep ":" toString value else toString value
      );
    };

  file =
    {
      name,
      config,
      options,
      ...
    }:
    {
      options = {
        enable = enabled "Whether the file is made.";
        target = mkOption {
          type = types.str;
          description = "Name of the file, below {file}`/etc`.";
        };
        text = maybe types.lines "Its text.";
        source = mkOption {
          type = types.path;
          description = "The file that it is.";
        };
        mode = opt types.str "symlink" "Who may read it; `symlink` and `direct-symlink` for a link.";
        uid = opt types.int 0 "Number of its owner.";
        gid = opt types.int 0 "Number of its group.";
        user = opt types.str "+${toString config.uid}" "Its owner." // { defaultText = "+0"; };
        group = opt types.str "+${toString config.gid}" "Its group." // { defaultText = "+0"; };
      };
      config = {
        target = lib.mkDefault name;
        source = mkIf (config.text != null) (
          lib.mkDerivedConfig options.text (pkgs.writeText "etc-${baseNameOf name}")
        );
      };
    };

  files = lib.filter (f: f.enable) (lib.attrValues cfg.etc);
  etc = pkgs.runCommandLocal "etc" { passthru.targets = map (f: f.target) files; } (
    "mkdir -p $out/etc\n"
    + lib.concatMapStrings (f: ''
      mkdir -p "$out/etc/$(dirname ${lib.escapeShellArg f.target})"
      ln -s ${lib.escapeShellArg "${f.source}"} $out/etc/${lib.escapeShellArg f.target}
    '') files
  );

  required = map (name: lib.setPrio 5 pkgs.${name}) (
    lib.filter (name: pkgs ? ${name}) [
      "acl"
      "attr"
      "bashInteractive"
      "bzip2"
      "coreutils-full"
      "cpio"
      "curl"
      "diffutils"
      "findutils"
      "gawk"
      "getent"
      "getconf"
      "gnugrep"
      "gnupatch"
      "gnused"
      "gnutar"
      "gzip"
      "less"
      "libcap"
      "mkpasswd"
      "ncurses"
      "netcat"
      "openssh"
      "procps"
      "su"
      "time"
      "util-linux"
      "which"
      "xz"
      "zstd"
    ]
  );
in
{
  options = {
    environment = {
      systemPackages = packages "Packages of everyone.";
      defaultPackages = packages "Packages of everyone that a host comes with." // {
        defaultText = lib.literalMD "a few tools";
      };
      corePackages = packages "Packages that every host needs.";
      pathsToLink = words "Folders of packages that everyone sees.";
      extraOutputsToInstall = words "Outputs of packages to install besides the usual ones.";
      extraSetup = text "Commands that run when the packages are put together.";
      etc = opt (types.attrsOf (types.submodule file)) { } "Files in {file}`/etc`.";
      variables = variables "Variables of shells.";
      sessionVariables = variables "Variables of every session.";
      profiles = words "Profiles with packages of users.";
      profileRelativeEnvVars = opt (types.attrsOf (types.listOf types.str)) { } "Search paths within the profiles.";
      profileRelativeSessionVariables = opt (types.attrsOf (types.listOf types.str)) { } "Search paths of sessions within the profiles.";
      shellAliases = opt (with types; attrsOf (nullOr (either str path))) { } "Aliases of shells.";
      shellInit = text "Commands of every shell.";
      loginShellInit = text "Commands of login shells.";
      interactiveShellInit = text "Commands of interactive shells.";
      extraInit = text "Commands in the environment's script.";
      shells = opt (types.listOf (types.either types.shellPackage types.path)) [ ] "Shells that users may have.";
      binsh = internal (opt types.path "${config.system.build.binsh}/bin/sh" "The shell of scripts.");
      homeBinInPath = flag "Whether {file}`~/bin` is in {env}`PATH`.";
      localBinInPath = flag "Whether {file}`~/.local/bin` is in {env}`PATH`.";
      enableAllTerminfo = flag "Whether all terminals are known.";
      enableDebugInfo = flag "Whether debug symbols are found.";
      wordlist.enable = flag "Whether {env}`WORDLIST` names a list of words.";
      stub-ld.enable = enabled "Whether programs of other systems get an error that says so.";
    };
    system.path = internal (mkOption { description = "The packages of everyone as one."; });
  };

  config = {
    environment = {
      corePackages = required;
      systemPackages = cfg.corePackages ++ cfg.defaultPackages;
      pathsToLink = [
        "/bin"
        "/etc/xdg"
        "/etc/gtk-2.0"
        "/etc/gtk-3.0"
        "/lib"
        "/sbin"
        "/share/emacs"
        "/share/hunspell"
        "/share/org"
        "/share/themes"
        "/share/vulkan"
        "/share/kservices5"
        "/share/kservicetypes5"
        "/share/kxmlgui5"
        "/share/systemd"
        "/share/thumbnailers"
      ];
      profiles = lib.mkAfter [
        "/nix/var/nix/profiles/default"
        "/run/current-system/sw"
      ];
      variables = lib.mkMerge [
        cfg.sessionVariables
        { NIXPKGS_CONFIG = "/etc/nix/nixpkgs-config.nix"; }
      ];
      sessionVariables.XDG_CONFIG_DIRS = [ "/etc/xdg" ];
      shellAliases = lib.mapAttrs (_: lib.mkDefault) {
        ls = "ls --color=tty";
        ll = "ls -l";
        l = "ls -alh";
      };
      shells = [
        "/run/current-system/sw/bin/bash"
        "/run/current-system/sw/bin/sh"
        "/bin/sh"
      ];
    };
    users.defaultUserShell = lib.mkDefault pkgs.bashInteractive;
    system.build = {
      inherit etc;
      binsh = pkgs.bashInteractive;
    };
    system.path = pkgs.buildEnv {
      name = "system-path";
      paths = cfg.systemPackages;
      inherit (cfg) pathsToLink extraOutputsToInstall;
      ignoreCollisions = true;
      postBuild = cfg.extraSetup;
    };
  };
}
