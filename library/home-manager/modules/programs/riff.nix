# `programs.riff`.
{
  config,
  lib,
  options,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkMerge;
  inherit (lib.hm.library) flag moved words;
in
lib.hm.library.program args "riff" {
  package = "riffdiff";
  imports = moved [ "programs" "git" "riff" ] [ "programs" "riff" ] [ "enable" "package" "commandLineOptions" ];
  options = {
    commandLineOptions = words "Arguments, given by {env}`RIFF`." // {
      apply = lib.concatStringsSep " ";
    };
    enableGitIntegration = flag "Whether git's differences are shown by it.";
  };
  config =
    cfg:
    let
      exe = baseNameOf (lib.getExe cfg.package);
    in
    mkMerge [
      (import ../parts/git-differ.nix {
        inherit lib options;
        name = "riff";
        path = [ "enableGitIntegration" ];
      })
      { home.sessionVariables = mkIf (cfg.commandLineOptions != "") { RIFF = cfg.commandLineOptions; }; }
      (mkIf cfg.enableGitIntegration {
        programs.git = {
          enable = lib.mkDefault true;
          iniContent = lib.hm.git.diffPagerConfig exe // {
            interactive.diffFilter = "${exe} --color=on";
          };
        };
      })
    ];
}
