# `programs.nnn`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) integrations need opt strings;
  cfg = config.programs.nnn;
  pairs = set: lib.concatStringsSep ";" (lib.mapAttrsToList (name: value: "${name}:${value}") set);
  final = cfg.package.overrideAttrs (old: {
    nativeBuildInputs = (old.nativeBuildInputs or [ ]) ++ [ pkgs.makeWrapper ];
    postInstall = ''
      ${old.postInstall or ""}

      wrapProgram $out/bin/nnn \
        --prefix PATH : "${lib.makeBinPath cfg.extraPackages}" \
        --prefix NNN_BMS : "${pairs cfg.bookmarks}" \
        --prefix NNN_PLUG : "${pairs cfg.plugins.mappings}" \
        ${lib.concatMapStringsSep " " (argument: "--add-flags ${argument}") cfg.options}
    '';
  });
  plugins = types.submodule {
    options = {
      src = lib.hm.library.maybe types.path "Folder of the plugins.";
      mappings = strings "Plugins by key.";
    };
  };
  arguments = types.coercedTo (with types; attrsOf (oneOf [ bool int str ])) (lib.cli.toCommandLineGNU { }) (types.listOf types.str);
in
lib.hm.library.program args "nnn" {
  install = false;
  options = integrations config [ "Bash" "Fish" "Zsh" ] // {
    finalPackage = lib.hm.library.described "programs.nnn.package with its settings" (opt types.package final "The package with the settings.") // {
      readOnly = true;
      visible = false;
    };
    bookmarks = strings "Folders by key.";
    extraPackages = lib.hm.library.packages "Packages that it calls.";
    plugins = opt plugins { } "Plugins.";
    options = opt arguments { } "Arguments that it always has.";
    quitcd = lib.mkEnableOption "going where it was when it ends";
  };
  config =
    cfg:
    let
      hook = condition: file: mkIf (condition && cfg.quitcd) (lib.mkAfter "source ${cfg.finalPackage}/share/quitcd/quitcd.${file}");
    in
    {
      home.packages = [ cfg.finalPackage ];
      xdg.configFile."nnn/plugins" = mkIf (cfg.plugins.src != null) { source = cfg.plugins.src; };
      programs = {
        bash.initExtra = hook cfg.enableBashIntegration "bash_sh_zsh";
        zsh.initContent = hook cfg.enableZshIntegration "bash_sh_zsh";
        fish.interactiveShellInit = hook cfg.enableFishIntegration "fish";
      };
    };
}
