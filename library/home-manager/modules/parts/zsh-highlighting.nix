# What Zsh shows while one types: colours and suggestions.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib)
    concatStringsSep
    escapeShellArg
    mapAttrsToList
    mkIf
    mkOrder
    optionalString
    types
    ;
  inherit (lib.hm.library)
    flag
    maybe
    opt
    strings
    ;
  cfg = config.programs.zsh;
  inherit (cfg) autosuggestion fastSyntaxHighlighting syntaxHighlighting;
  lines = f: set: concatStringsSep "\n" (mapAttrsToList f set);

  syntax.options = {
    enable = lib.mkEnableOption "colours by zsh-syntax-highlighting";
    package = lib.mkPackageOption pkgs "zsh-syntax-highlighting" { };
    highlighters = opt (types.listOf types.str) [ ] "What gives colours, besides `main`." // {
      defaultText = "[ \"main\" ]";
    };
    patterns = strings "Colours of patterns.";
    styles = strings "Colours of kinds of words.";
  };
  fast.options = {
    enable = lib.mkEnableOption "colours by zsh-fast-syntax-highlighting";
    package = lib.mkPackageOption pkgs "zsh-fast-syntax-highlighting" { };
    theme = maybe types.str "The theme; it stays when this is `null` again.";
    settings = strings "More entries of `FAST_HIGHLIGHT`.";
  };
in
{
  options.programs.zsh = {
    syntaxHighlighting = opt (types.submodule syntax) { } "Colours by zsh-syntax-highlighting.";
    fastSyntaxHighlighting = opt (types.submodule fast) { } "Colours by zsh-fast-syntax-highlighting.";
    autosuggestion = {
      enable = flag "Whether commands are suggested.";
      highlight = maybe types.str "How suggestions look.";
      strategy = opt (types.listOf (
        types.enum [
          "history"
          "completion"
          "match_prev_cmd"
        ]
      )) [ "history" ] "Where suggestions come from.";
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = !(syntaxHighlighting.enable && fastSyntaxHighlighting.enable);
        message = "Only one Zsh syntax highlighter can be enabled at a time.\n";
      }
    ];
    programs.zsh = {
      initContent = lib.mkMerge [
        (mkIf autosuggestion.enable (
          mkOrder 700 ''
            source ${pkgs.zsh-autosuggestions}/share/zsh-autosuggestions/zsh-autosuggestions.zsh
            ${
              optionalString (autosuggestion.strategy != [ ]) ''
                ZSH_AUTOSUGGEST_STRATEGY=(${concatStringsSep " " autosuggestion.strategy})
              ''
            }${
              optionalString (autosuggestion.highlight != null) ''
                ZSH_AUTOSUGGEST_HIGHLIGHT_STYLE="${autosuggestion.highlight}"
              ''
            }
          ''
        ))
        (mkIf syntaxHighlighting.enable (
          mkOrder 1200 ''
            source ${syntaxHighlighting.package}/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh
            ZSH_HIGHLIGHT_HIGHLIGHTERS=(${
              concatStringsSep " " (map escapeShellArg syntaxHighlighting.highlighters)
            })
            ${lines (
              name: style: "ZSH_HIGHLIGHT_STYLES[${escapeShellArg name}]=${escapeShellArg style}"
            ) syntaxHighlighting.styles}
            ${lines (
              name: style: "ZSH_HIGHLIGHT_PATTERNS+=(${escapeShellArg name} ${escapeShellArg style})"
            ) syntaxHighlighting.patterns}
          ''
        ))
        (mkIf fastSyntaxHighlighting.enable (
          mkOrder 1200 ''
            source ${fastSyntaxHighlighting.package}/share/zsh/plugins/fast-syntax-highlighting/fast-syntax-highlighting.plugin.zsh
            ${optionalString (fastSyntaxHighlighting.theme != null) ''
              fast-theme -q ${fastSyntaxHighlighting.theme}
            ''}
            ${lines (
              name: value: "FAST_HIGHLIGHT+=(${escapeShellArg name} ${escapeShellArg value})"
            ) fastSyntaxHighlighting.settings}
          ''
        ))
      ];
    };
  };
}
