# `programs.jujutsu`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  ediff = pkgs.writeShellScriptBin "emacs-ediff" ''
    set -euxo pipefail
    ${config.programs.emacs.package}/bin/emacsclient -c --eval "(ediff-merge-files-with-ancestor \"$1\" \"$2\" \"$3\" nil \"$4\")"
  '';
in
lib.hm.library.fileProgram args "jujutsu" {
  nullable = true;
  format = "toml";
  file = "jj/config.toml";
  generated = "jujutsu-config";
  imports = lib.hm.library.gone [ "programs" "jujutsu" ] "Shells complete it without." (
    map (shell: "enable${shell}Integration") [ "Bash" "Fish" "Zsh" ]
  );
  options.ediff = lib.hm.library.described "config.programs.emacs.enable" (
    lib.hm.library.opt lib.types.bool config.programs.emacs.enable "Whether conflicts can be merged in Emacs."
  );
  config = cfg: {
    programs.jujutsu.settings.merge-tools = lib.mkIf cfg.ediff {
      ediff = {
        program = lib.getExe ediff;
        merge-args = [ "$left" "$right" "$base" "$output" ];
      };
    };
  };
}
