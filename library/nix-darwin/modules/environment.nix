# `environment` and `fonts`: packages, variables and files of everyone.
{
  config,
  lib,
  options,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    flag
    need
    opt
    packages
    strings
    text
    words
    ;
  cfg = config.environment;

  file = import ./file.nix { inherit lib; } (name: pkgs.writeText "etc-${name}");
  files = lib.filter (one: one.enable) (lib.attrValues cfg.etc);
  folders = lib.concatMapStringsSep ":" (one: if lib.isDerivation one then "${one}/bin" else one);
  gone = path: lib.mkRemovedOptionModule path;
  inFonts = "Macs have no such thing; fonts are installed without it.";
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "environment" "postBuild" ] [ "environment" "extraSetup" ])
    (gone [ "environment" "loginShell" ] "It said only what tmux runs: set that in tmux.")
    (gone [ "fonts" "enableFontDir" ] inFonts)
    (gone [ "fonts" "fontDir" "enable" ] inFonts)
    (gone [ "fonts" "fonts" ] "It is `fonts.packages` now.")
  ];

  options = {
    environment = {
      systemPackages = packages "Packages of everyone.";
      defaultPackages = packages "Packages that are there unless this is set." // {
        defaultText = lib.literalMD "none";
      };
      systemPath = need (types.listOf (types.either types.path types.str)) "Folders of {env}`PATH`." // {
        apply = given: if lib.isList given then folders given else given;
      };
      profiles = need (types.listOf types.str) "Profiles with packages.";
      pathsToLink = words "Folders of packages that everyone sees.";
      extraOutputsToInstall = words "Outputs of packages to install besides the usual ones.";
      etc = opt (types.attrsOf (types.submodule file)) { } "Files in {file}`/etc`.";
      variables = mkOption {
        type = with types; attrsOf (either str (listOf str));
        default = { };
        apply = lib.mapAttrs (_name: value: if lib.isList value then lib.concatStringsSep ":" value else value);
        description = "Variables of shells.";
      };
      shellAliases = strings "Aliases of shells.";
      shells = opt (types.listOf (types.either types.shellPackage types.path)) [ ] "Shells that users may have, besides those of macOS." // {
        apply = map (shell: if types.shellPackage.check shell then "/run/current-system/sw${shell.shellPath}" else shell);
      };
      shellInit = text "Commands of every shell.";
      loginShellInit = text "Commands of login shells.";
      interactiveShellInit = text "Commands of interactive shells.";
      extraInit = text "Commands in the environment's script.";
      extraSetup = text "Commands that run when the packages are put together.";
      darwinConfig =
        opt (types.nullOr (types.either types.path types.str)) (
          if config.nixpkgs.flake.setNixPath then
            null
          else if config.system.stateVersion >= 6 then
            "/etc/nix-darwin/configuration.nix"
          else
            "${config.system.primaryUserHome}/.nixpkgs/darwin-configuration.nix"
        ) "The configuration's file."
        // {
          defaultText = lib.literalMD "a file in {file}`/etc/nix-darwin`; none with flakes";
        };
      enableAllTerminfo = flag "Whether all terminals are known.";
    };
    fonts.packages = opt (types.listOf types.path) [ ] "Packages with fonts.";
    security.sudo.keepTerminfo = opt types.bool true "Whether `sudo` keeps what programs know of the terminal.";
  };

  config = {
    environment = {
      systemPackages =
        cfg.defaultPackages
        ++ lib.optionals cfg.enableAllTerminfo (
          map (package: package.terminfo or package) (
            with pkgs;
            [
              alacritty
              ghostty-bin
              kitty
              tmux
              wezterm
            ]
          )
        );
      systemPath = lib.mkMerge [
        [ (lib.makeBinPath cfg.profiles) ]
        (lib.mkOrder 1200 [ "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" ])
      ];
      profiles = lib.mkMerge [
        (lib.mkOrder 800 [ "$HOME/.nix-profile" ])
        [
          "/run/current-system/sw"
          "/nix/var/nix/profiles/default"
        ]
      ];
      pathsToLink = [
        "/bin"
        "/share/locale"
        "/share/terminfo"
      ];
      variables = {
        XDG_CONFIG_DIRS = map (profile: "${profile}/etc/xdg") cfg.profiles;
        XDG_DATA_DIRS = map (profile: "${profile}/share") cfg.profiles;
        TERMINFO_DIRS = map (profile: "${profile}/share/terminfo") cfg.profiles ++ [ "/usr/share/terminfo" ];
        EDITOR = lib.mkDefault "nano";
        PAGER = lib.mkDefault "less -R";
      };
      extraInit = lib.mkMerge [
        ''
          export NIX_USER_PROFILE_DIR="/nix/var/nix/profiles/per-user/$USER"
          export NIX_PROFILES="${lib.concatStringsSep " " (lib.reverseList cfg.profiles)}"
        ''
        ''
          # So that the terminal is looked up again.
          export TERM=$TERM
        ''
      ];
      etc = {
        terminfo.source = "${config.system.path}/share/terminfo";
        shells = lib.mkIf (cfg.shells != [ ]) {
          text =
            lib.concatLines (
              map (name: "/bin/${name}") [
                "bash"
                "csh"
                "dash"
                "ksh"
                "sh"
                "tcsh"
                "zsh"
              ]
            )
            + lib.concatLines cfg.shells;
        };
      };
    };
    security.sudo.extraConfig = lib.mkIf config.security.sudo.keepTerminfo ''
      # What is known of terminals is kept.
      Defaults:root,%admin env_keep+=TERMINFO_DIRS
      Defaults:root,%admin env_keep+=TERMINFO
    '';
    system = {
      requiresPrimaryUser = lib.mkIf (
        config.nix.enable
        && !config.nixpkgs.flake.setNixPath
        && config.system.stateVersion < 6
        && options.environment.darwinConfig.highestPrio == (lib.mkOptionDefault { }).priority
      ) [ "environment.darwinConfig" ];
      path = pkgs.buildEnv {
        name = "system-path";
        paths = cfg.systemPackages;
        inherit (cfg) pathsToLink extraOutputsToInstall;
        ignoreCollisions = true;
        postBuild = ''
          find $out/bin -maxdepth 1 -name '.*-wrapped' -type l -delete
          ${cfg.extraSetup}
        '';
      };
      build = {
        setEnvironment = pkgs.writeText "set-environment" ''
          # Not again in shells that this one starts.
          export __NIX_DARWIN_SET_ENVIRONMENT_DONE=1
          export PATH=${cfg.systemPath}
          ${lib.concatStringsSep "\n" (lib.mapAttrsToList (name: value: ''export ${name}="${value}"'') cfg.variables)}
          ${cfg.extraInit}
        '';
        setAliases = pkgs.writeText "set-aliases" (
          lib.concatLines (lib.mapAttrsToList (name: value: "alias ${name}=${lib.escapeShellArg value}") cfg.shellAliases)
        );
        etc = pkgs.runCommandLocal "etc" { } (
          "mkdir -p $out/etc\ncd $out/etc\n"
          + lib.concatMapStrings (one: ''
            mkdir -p "$(dirname ${lib.escapeShellArg one.target})"
            ln -s ${lib.escapeShellArgs [ one.source one.target ]}
          '') files
        );
        fonts = pkgs.runCommandLocal "fonts" { } ''
          mkdir -p "$out/Library/Fonts/Nix Fonts"
          find -L ${lib.escapeShellArgs config.fonts.packages} -type f -regex '.*\.\(ttf\|ttc\|otf\|dfont\)' -print0 |
            while IFS= read -rd "" font; do
              link="$out/Library/Fonts/Nix Fonts/''${font#${builtins.storeDir}/}"
              mkdir -p "''${link%/*}"
              ln -sf "$font" "$link"
            done
        '';
      };
      activationScripts = {
        etc.text = ''
          echo "/etc..." >&2
          ln -sfn "$(readlink -f "$systemConfig/etc")" /etc/static
          find -H /etc/static -type l -print0 | while IFS= read -rd "" static; do
            file=/etc/''${static#/etc/static/}
            [[ $(readlink "$file") != "$static" ]] || continue
            mkdir -p "''${file%/*}"
            [[ ! -e $file ]] || mv "$file" "$file.before-nix-darwin"
            ln -s "$static" "$file"
          done
          find -H /etc -type l -print0 | while IFS= read -rd "" file; do
            static=/etc/static/''${file#/etc/}
            [[ $(readlink "$file") != "$static" || -e $static ]] || rm "$file"
          done
        '';
        fonts.text = ''
          echo "fonts..." >&2
          ${pkgs.rsync}/bin/rsync --archive --copy-links --delete-during --delete-missing-args \
            "$systemConfig/Library/Fonts/Nix Fonts" /Library/Fonts/
        '';
      };
    };
  };
}
