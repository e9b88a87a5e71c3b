# `services.nvibrant`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;

  # One value a screen, or a list of them a card.
  perScreen =
    type:
    types.addCheck (with types; listOf (either type (listOf type))) (
      values: lib.all lib.isList values || !lib.any lib.isList values
    );
  number = text: lib.toInt (lib.removeSuffix "%" text);
  percentage =
    types.mkOptionType {
      name = "percentStrBetween";
      description = "percentage between 0% and 200% (both inclusive)";
      descriptionClass = "noun";
      inherit (types.str) merge;
      check = value: lib.isString value && builtins.match "[0-9]([0-9]+)?%" value != null && number value <= 200;
    };

  # 100% is 0, 200% the most.
  vibrancy =
    value:
    lib.min 1023 (builtins.floor (10.24 * (if value == null then 100 else number value) - 1024));
  dithering =
    value:
    if value == "auto" then
      0
    else if value == true then
      1
    else
      2;
in
lib.hm.library.service args "nvibrant" {
  title = "the vibrance of colours by nvibrant";
  install = false;
  options = {
    dithering = opt (perScreen (with types; nullOr (either bool (enum [ "auto" ])))) [ ] "Dithering of the screens, or of the screens of each card.";
    vibrancy = opt (perScreen (types.nullOr percentage)) [ ] "Vibrance of the screens, or of the screens of each card.";
  };
  config =
    cfg:
    let
      program = lib.getExe cfg.package;
      line = command: show: values: "${command} ${lib.escapeShellArgs (map show values)}";
      lines =
        command: show: values:
        if values == [ ] then
          [ ]
        else if lib.isList (lib.head values) then
          lib.imap0 (index: each: "NVIDIA_GPU=${toString index} ${line command show each}") values
        else
          [ (line command show values) ];
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "services.nvibrant" pkgs lib.platforms.linux)
        {
          assertion = cfg.dithering != [ ] || cfg.vibrancy != [ ];
          message = "Either `services.nvibrant.dithering` or `services.nvibrant.vibrancy` must be set";
        }
      ];
      systemd.user.services.nvibrant = lib.hm.library.sessionService {
        description = "Applies nvibrant";
        exec = pkgs.writeShellScript "apply-nvibrant" (
          lib.concatLines (
            lines "ATTRIBUTE=dithering ${program}" dithering cfg.dithering ++ lines program vibrancy cfg.vibrancy
          )
        );
        service.Type = "oneshot";
      };
    };
}
