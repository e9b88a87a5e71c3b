# `programs.infat`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) enabled flag opt;
  format = pkgs.formats.toml { };
  folder =
    if config.xdg.enable then
      config.xdg.configHome
    else
      "${config.home.homeDirectory}/Library/Application Support";
  file = "${folder}/infat/config.toml";
  activation = types.submodule {
    options = {
      _legacyBoolean = flag "Whether it was given as a boolean." // { visible = false; };
      enable = enabled "Whether it runs when the home is activated." // { example = true; };
      extraArgs = opt (types.listOf types.str) [ "--robust" ] "Arguments.";
    };
  };
in
lib.hm.library.program args "infat" {
  nullable = true;
  options = {
    settings = opt format.type { } "Contents of {file}`infat/config.toml`.";
    autoActivate = opt (types.coercedTo types.bool (enable: {
      inherit enable;
      _legacyBoolean = true;
    }) activation) { } "What runs when the home is activated.";
  };
  config =
    cfg:
    let
      inherit (cfg.autoActivate) extraArgs;
      hasFile = lib.elem "--config" extraArgs;
      arguments = extraArgs ++ lib.optionals (cfg.settings != { } && !hasFile) [ "--config" file ];
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "programs.infat" pkgs lib.platforms.darwin) ];
      warnings = lib.optional cfg.autoActivate._legacyBoolean (
        lib.hm.deprecations.mkDeprecatedOptionValueWarning {
          option = [ "programs" "infat" "autoActivate" ];
          old = "a Boolean";
          replacement = "`programs.infat.autoActivate.enable`";
        }
      );
      home.file.${file} = mkIf (cfg.settings != { }) {
        source = format.generate "infat-settings.toml" cfg.settings;
      };
      home.activation = mkIf (cfg.package != null && cfg.autoActivate.enable && (cfg.settings != { } || hasFile)) {
        infat = lib.hm.dag.entryAfter [ "writeBoundary" ] ''
          run ${lib.getExe cfg.package} ${lib.escapeShellArgs arguments} $VERBOSE_ARG
        '';
      };
    };
}
