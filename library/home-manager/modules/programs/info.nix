# `programs.info`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "info" {
  title = "the reader of info pages";
  imports = lib.hm.library.gone [ "programs" "info" ] "The list of manuals is part of the profile." [ "homeInfoDirLocation" ];
  package = "texinfoInteractive";
  config = _: {
    home.extraOutputsToInstall = [ "info" ];
    home.extraProfileCommands = ''
      if [[ -w $out/share/info ]]; then
        for manual in $out/share/info/*.info*; do
          ${pkgs.buildPackages.texinfo}/bin/install-info "$manual" "$out/share/info/dir"
        done
      fi
    '';
  };
}
