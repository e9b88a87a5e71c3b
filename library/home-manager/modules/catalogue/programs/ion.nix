# `programs.ion`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "ion" {
  title = "the shell Ion";
  options = {
    initExtra = lib.hm.library.text "More text of {file}`ion/initrc`.";
    shellAliases = lib.hm.library.strings "Commands by their short names.";
  };
  config =
    cfg:
    let
      inherit (config.programs) fd;
      ofFd = lib.escapeShellArgs (lib.optional fd.hidden "--hidden" ++ fd.extraOptions);
      aliases = lib.optionalAttrs (fd.enable && ofFd != "") { fd = "fd ${ofFd}"; } // cfg.shellAliases;
      alias = name: command: "alias ${name} = ${lib.escapeShellArg command}";
    in
    {
      xdg.configFile."ion/initrc".text = ''
        # Aliases
        ${lib.concatStringsSep "\n" (lib.mapAttrsToList alias aliases)}

        ${cfg.initExtra}
      '';
    };
}
