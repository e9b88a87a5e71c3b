# The history of Zsh, and the search in it.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOrder types;
  inherit (lib.hm.library)
    enabled
    flag
    opt
    words
    ;
  cfg = config.programs.zsh;
  paths = import ./zsh-paths.nix { inherit config lib; };
  keys = types.either (types.listOf types.str) types.str;

  history =
    { config, ... }:
    {
      options = {
        append = flag "Whether sessions add to the file in place of writing it anew.";
        size = opt types.int 10000 "Lines in memory.";
        save = opt types.int config.size "Lines in the file." // {
          defaultText = 10000;
        };
        path = opt types.str "${paths.dotDirAbs}/.zsh_history" "The file." // {
          defaultText = "`\${config.programs.zsh.dotDir}/.zsh_history`";
        };
        ignorePatterns = words "Patterns of commands that are left out.";
        ignoreDups = enabled "Whether a command that repeats the one before is left out.";
        ignoreAllDups = flag "Whether an older line gives way to a new one that is the same.";
        saveNoDups = flag "Whether the file has no line twice.";
        findNoDups = flag "Whether the search shows no line twice.";
        ignoreSpace = enabled "Whether commands that begin with a space are left out.";
        expireDuplicatesFirst = flag "Whether lines that are there twice go first.";
        extended = flag "Whether the file has times.";
        share = enabled "Whether sessions share the history.";
      };
    };

  search.options = {
    enable = lib.mkEnableOption "the search for a part of a command";
    searchUpKey = opt keys [ "^[[A" ] "Keys that search upward.";
    searchDownKey = opt keys [ "^[[B" ] "Keys that search downward.";
  };

  shellOptions = {
    APPEND_HISTORY = cfg.history.append;
    EXTENDED_HISTORY = cfg.history.extended;
    HIST_EXPIRE_DUPS_FIRST = cfg.history.expireDuplicatesFirst;
    HIST_FIND_NO_DUPS = cfg.history.findNoDups;
    HIST_IGNORE_ALL_DUPS = cfg.history.ignoreAllDups;
    HIST_IGNORE_DUPS = cfg.history.ignoreDups;
    HIST_IGNORE_SPACE = cfg.history.ignoreSpace;
    HIST_SAVE_NO_DUPS = cfg.history.saveNoDups;
    SHARE_HISTORY = cfg.history.share;
  }
  // lib.optionalAttrs (cfg.autocd != null) { inherit (cfg) autocd; };
  where = value: lib.attrNames (lib.filterAttrs (_: v: v == value) shellOptions);

  bind = direction: key: ''bindkey "${key}" history-substring-search-${direction}'';
  binds = direction: keys: lib.concatMapStringsSep "\n" (bind direction) (lib.toList keys);
  substring = cfg.historySubstringSearch;
in
{
  options.programs.zsh = {
    history = opt (types.submodule history) { } "The history of commands.";
    historySubstringSearch = opt (types.submodule search) { } "The search in the history.";
  };

  config = {
    warnings = lib.optional (!lib.hasPrefix "/" cfg.history.path && !lib.hasInfix "$" cfg.history.path) ''
      Using relative paths in programs.zsh.history.path is deprecated and will be removed in a future release.
      Consider using absolute paths or home-manager config options instead.
      You can replace relative paths or environment variables with options like:
      - config.home.homeDirectory (user's home directory)
      - config.xdg.configHome (XDG config directory)
      - config.xdg.dataHome (XDG data directory)
      - config.xdg.cacheHome (XDG cache directory)
      Current history.path: ${cfg.history.path}
    '';

    programs.zsh = {
      setOptions = [ "HIST_FCNTL_LOCK" ] ++ where true ++ map (name: "NO_${name}") (where false);
      initContent = lib.mkMerge [
        (mkOrder 910 ''
          # History options should be set in .zshrc and after oh-my-zsh sourcing.
          # See https://github.com/nix-community/home-manager/issues/177.
          HISTSIZE="${toString cfg.history.size}"
          SAVEHIST="${toString cfg.history.save}"
          ${lib.optionalString (cfg.history.ignorePatterns != [ ])
            "HISTORY_IGNORE=${lib.escapeShellArg "(${lib.concatStringsSep "|" cfg.history.ignorePatterns})"}"
          }
          HISTFILE="${paths.mkShellVarPathStr cfg.history.path}"
          mkdir -p "$(dirname "$HISTFILE")"
        '')
        (lib.mkIf substring.enable (
          mkOrder 1250 ''
            source ${pkgs.zsh-history-substring-search}/share/zsh-history-substring-search/zsh-history-substring-search.zsh
            ${binds "up" substring.searchUpKey}
            ${binds "down" substring.searchDownKey}
          ''
        ))
      ];
    };
  };
}
