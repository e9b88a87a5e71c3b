# `programs.zsh`: the shell itself. Its history, plugins and frameworks are in `parts/`.
{
  config,
  lib,
  options,
  pkgs,
  ...
}@args:
let
  inherit (lib)
    concatStringsSep
    escapeShellArg
    mapAttrsToList
    mkIf
    mkMerge
    mkOrder
    optionalString
    types
    ;
  inherit (lib.hm.library)
    enabled
    maybe
    need
    opt
    strings
    text
    words
    ;
  paths = import ../parts/zsh-paths.nix { inherit config lib; };
  inherit (paths) dotDirAbs dotDirRel homeDir;
  keymaps = {
    emacs = "bindkey -e";
    vicmd = "bindkey -a";
    viins = "bindkey -v";
  };

  variable =
    with types;
    nullOr (oneOf [
      str
      path
      int
      float
      bool
    ]);
  lines = concatStringsSep "\n";
  inQuotes = value: "\"${lib.escape [ "\\" "\"" "`" ] value}\"";
  indent =
    block:
    lib.concatMapStringsSep "\n" (line: if line == "" then "" else "  ${line}") (
      lib.splitString "\n" block
    );

  session = cfg: ''
    # Environment variables
    . "${config.home.sessionVariablesPackage}/etc/profile.d/hm-session-vars.sh"

    # Only source this once
    if [[ -z "''${__HM_ZSH_SESS_VARS_SOURCED-}" ]]; then
      export __HM_ZSH_SESS_VARS_SOURCED=1
      ${config.lib.zsh.exportAll cfg.sessionVariables { indent = "  "; }}
    fi'';

  alias =
    flag:
    mapAttrsToList (name: value: "alias ${flag}-- ${escapeShellArg name}=${escapeShellArg value}");
  aliases = cfg: lines (alias "" cfg.shellAliases ++ alias "-g " cfg.shellGlobalAliases);

  # The parts of `.zshrc`, by the order that they have among the user's.
  zshrc =
    cfg:
    mkMerge [
      (mkOrder 510 "typeset -U path cdpath fpath manpath")
      (mkIf (cfg.cdpath != [ ]) (mkOrder 510 "cdpath+=(${concatStringsSep " " (map inQuotes cfg.cdpath)})\n"))
      (mkOrder 520 ''
        for profile in ''${(z)NIX_PROFILES}; do
          fpath+=($profile/share/zsh/site-functions $profile/share/zsh/$ZSH_VERSION/functions $profile/share/zsh/vendor-completions)
        done

        HELPDIR="${cfg.package}/share/zsh/$ZSH_VERSION/help"
      '')
      (mkIf (cfg.defaultKeymap != null) (
        mkOrder 530 ''
          # Use ${cfg.defaultKeymap} keymap as the default.
          ${keymaps.${cfg.defaultKeymap}}
        ''
      ))
      (mkIf (cfg.localVariables != { }) (mkOrder 540 (config.lib.zsh.defineAll cfg.localVariables)))
      (mkIf (cfg.enableCompletion && !cfg.oh-my-zsh.enable && !cfg.prezto.enable) (
        mkOrder 570 cfg.completionInit
      ))
      (mkIf (cfg.setOptions != [ ]) (
        mkOrder 950 ''
          # Set shell options
          ${lib.hm.zsh.define "set_opts" cfg.setOptions}
          for opt in "''${set_opts[@]}"; do
            setopt "$opt"
          done
          unset opt set_opts
        ''
      ))
      (mkIf (cfg.shellAliases != { } || cfg.shellGlobalAliases != { }) (mkOrder 1100 (aliases cfg)))
      (mkIf (cfg.dirHashes != { }) (
        mkOrder 1150 ''
          # Named Directory Hashes
          ${lines (mapAttrsToList (name: path: "hash -d ${escapeShellArg name}=${inQuotes path}") cfg.dirHashes)}
        ''
      ))
      (mkIf (cfg.siteFunctions != { }) (
        lib.escapeShellArgs (
          [
            "autoload"
            "-Uz"
            "--"
          ]
          ++ lib.attrNames cfg.siteFunctions
        )
      ))
    ];

  file = name: "${dotDirRel}/${name}";
  isRelative = path: !lib.hasPrefix "/" path && !lib.hasInfix "$" path;
  instead = ''
    Consider using an absolute path or home-manager config options instead.
    You can replace shell variables with options like:
    - config.home.homeDirectory (user's home directory)
    - config.xdg.configHome (XDG config directory)
    - config.xdg.dataHome (XDG data directory)
    - config.xdg.cacheHome (XDG cache directory)
  '';
in
lib.hm.library.program args "zsh" {
  title = "the Z shell";
  imports = [
    ../parts/zsh-history.nix
    ../parts/zsh-plugins.nix
    ../parts/zsh-highlighting.nix
    ../parts/zsh-oh-my-zsh.nix
    ../parts/zsh-prezto.nix
    ../parts/zsh-deprecated.nix
  ];
  options = {
    autocd = maybe types.bool "Whether the name of a folder is enough to enter it.";
    cdpath = words "Folders whose folders {command}`cd` finds.";
    dotDir =
      opt (types.nullOr types.str)
        (
          if config.xdg.enable && lib.versionAtLeast config.home.stateVersion "26.05" then
            "${config.xdg.configHome}/zsh"
          else
            homeDir
        )
        "Folder of Zsh's files."
      // {
        defaultText = lib.literalExpression ''
          if config.xdg.enable && lib.versionAtLeast config.home.stateVersion "26.05" then
            "''${config.xdg.configHome}/zsh"
          else
            config.home.homeDirectory
        '';
      };
    shellAliases = strings "Aliases by name.";
    shellGlobalAliases = strings "Aliases that hold anywhere on a line.";
    dirHashes = strings "Names of folders, for `~name`.";
    enableCompletion = enabled "Whether the arguments of commands are completed; NixOS links `/share/zsh` for the system's.";
    completionInit = opt types.lines "autoload -U compinit && compinit" "Commands that start the completion.";
    defaultKeymap = maybe (types.enum (lib.attrNames keymaps)) "The keymap at the start.";
    sessionVariables = opt (types.lazyAttrsOf variable) { } "Variables of Zsh sessions; `null` leaves one unset.";
    localVariables = opt types.attrs { } "Variables of the shell, at the top of {file}`.zshrc`.";
    initContent = text "Contents of {file}`.zshrc`; `lib.mkOrder` 500 is the start, 550 before completion, 1000 the usual, 1500 the end.";
    envExtra = text "More text of {file}`.zshenv`.";
    profileExtra = text "More text of {file}`.zprofile`.";
    loginExtra = text "More text of {file}`.zlogin`.";
    logoutExtra = text "More text of {file}`.zlogout`.";
    setOptions = words "Options of the shell; `NO_` in front unsets one.";
    siteFunctions = opt (types.attrsOf types.lines) { } "Functions that are loaded when they are called, by name.";
  };
  config =
    cfg:
    mkMerge [
      {
        lib.zsh = paths;
        # Here, and at the usual priority, so that it is in front of the others and they do not take its place.
        programs.zsh.syntaxHighlighting.highlighters = mkIf cfg.syntaxHighlighting.enable [ "main" ];
        assertions = [
          {
            assertion = !lib.hasInfix "$" cfg.dotDir;
            message = ''
              programs.zsh.dotDir cannot contain shell variables as it is used for file creation at build time.
              Current dotDir: ${cfg.dotDir}
              ${instead}'';
          }
        ]
        ++ mapAttrsToList (name: _: {
          assertion = !lib.hasPrefix "/" name;
          message = "programs.zsh.siteFunctions: function name '${name}' cannot start with a '/'. either rename it, or don't rely on autoloading for that function (e.g. by defining it inside your '.zshrc')";
        }) cfg.siteFunctions;
        warnings =
          lib.optional (cfg.dotDir != homeDir && isRelative cfg.dotDir) ''
            Using relative paths in programs.zsh.dotDir is deprecated and will be removed in a future release.
            Current dotDir: ${cfg.dotDir}
            ${instead}''
          ++
            lib.optional
              (
                config.xdg.enable
                && lib.versionOlder config.home.stateVersion "26.05"
                && options.programs.zsh.dotDir.highestPrio >= 1500
              )
              ''
                The default value of `programs.zsh.dotDir` will change in future versions.
                You are currently using the legacy default (home directory) because `home.stateVersion` is less than "26.05".
                To silence this warning and lock in the current behavior, set:
                  programs.zsh.dotDir = config.home.homeDirectory;
                To adopt the new behavior (XDG config directory), set:
                  programs.zsh.dotDir = "''${config.xdg.configHome}/zsh";
              '';
        home.packages =
          lib.optional cfg.enableCompletion (lib.lowPrio pkgs.nix-zsh-completions)
          ++ mapAttrsToList (name: pkgs.writeTextDir "share/zsh/site-functions/${name}") cfg.siteFunctions;
        programs.zsh.initContent = zshrc cfg;
        home.file = {
          ${file ".zlogin"} = mkIf (cfg.loginExtra != "") { text = cfg.loginExtra; };
          ${file ".zlogout"} = mkIf (cfg.logoutExtra != "") { text = cfg.logoutExtra; };
          ${file ".zprofile"}.text =
            session cfg + "\n" + optionalString (cfg.profileExtra != "") "\n${cfg.profileExtra}\n";
          ${file ".zshrc"}.text = cfg.initContent;
          ${file ".zshenv"}.text = mkMerge [
            ''
              if [[ ! -o login ]]; then
              ${indent (session cfg)}
              fi
            ''
            (mkIf (dotDirAbs != homeDir) "${config.lib.zsh.export "ZDOTDIR" dotDirAbs}\n")
            (mkIf (cfg.envExtra != "") cfg.envExtra)
          ];
        };
      }
      (mkIf (dotDirAbs != homeDir) {
        home.file.".zshenv".text = "source ${escapeShellArg "${dotDirAbs}/.zshenv"}\n";
      })
    ];
}
