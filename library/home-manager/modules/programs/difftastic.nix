# `programs.difftastic`.
{
  config,
  lib,
  options,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkMerge types;
  inherit (lib.hm.library) gone moved opt;
  atom = with types; oneOf [ str int bool ];
  inGit = [ "programs" "git" "difftastic" ];
  own = [ "programs" "difftastic" ];
  # A flag that once said whether git's difftool is it too.
  mode = old: lib.mkChangedOptionModule old (own ++ [ "git" "mode" ]) (config: if lib.getAttrFromPath old config then "both" else "external");
in
lib.hm.library.program args "difftastic" {
  imports =
    moved inGit own [ "enable" "package" "options" ]
    ++ moved inGit (inGit ++ [ "options" ]) [ "background" "color" "context" "display" ]
    ++ gone inGit "Its arguments are `programs.difftastic.options`." [ "extraArgs" ]
    ++ [
      (mode (inGit ++ [ "enableAsDifftool" ]))
      (mode (own ++ [ "git" "diffToolMode" ]))
    ];
  options = {
    options = opt (types.attrsOf (types.either atom (types.listOf atom))) { } "Arguments.";
    git = {
      enable = lib.mkEnableOption "showing git's differences by it";
      mode = opt (types.enum [ "external" "difftool" "both" ]) "external" "How git calls it.";
    };
    jujutsu.enable = lib.mkEnableOption "showing jujutsu's differences by it";
  };
  config =
    cfg:
    let
      arguments = lib.cli.toCommandLineGNU { };
      command = "${lib.getExe cfg.package} ${lib.escapeShellArgs (arguments cfg.options)}";
      is = mode: cfg.git.mode == mode || cfg.git.mode == "both";
    in
    mkMerge [
      (import ../parts/git-differ.nix {
        inherit lib options;
        name = "difftastic";
        path = [ "git" "enable" ];
      })
      (mkIf cfg.git.enable {
        programs.git = {
          enable = lib.mkDefault true;
          iniContent = mkMerge [
            (mkIf (is "external") { diff.external = command; })
            (mkIf (is "difftool") {
              diff.tool = lib.mkDefault "difftastic";
              difftool.difftastic.cmd = "${command} $LOCAL $REMOTE";
            })
          ];
        };
      })
      (mkIf cfg.jujutsu.enable {
        programs.jujutsu.settings.ui.diff-formatter =
          [ (lib.getExe cfg.package) ]
          ++ arguments (
            cfg.options
            // {
              color = "always";
              sort-paths = true;
            }
          )
          ++ [ "$left" "$right" ];
      })
    ];
}
