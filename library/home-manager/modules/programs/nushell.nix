# `programs.nushell`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkMerge types;
  inherit (lib.hm.library)
    maybe
    need
    opt
    packages
    strings
    text
    ;
  inherit (lib.hm.nushell) isNushellInline toNushell;
  value = lib.hm.types.nushellValue;

  file = types.submodule (
    { config, ... }:
    {
      options = {
        source = maybe types.path "The file, if there is no text.";
        text = lib.mkOption {
          type = types.lines;
          default = if config.source == null then "" else builtins.readFile config.source;
          defaultText = lib.literalExpression "if source is defined, the content of source, otherwise empty";
          description = "The text.";
        };
      };
    }
  );

  # Settings with the path that each has.
  flat =
    prefix: set:
    if lib.isAttrs set && !isNushellInline set then
      lib.concatLists (
        lib.mapAttrsToList (name: flat (if prefix == "" then name else "${prefix}.${name}")) set
      )
    else
      [ "$env.config.${prefix} = ${toNushell { } set}\n" ];
in
lib.hm.library.program args "nushell" {
  nullable = true;
  options = {
    configDir = lib.mkOption {
      type = types.either types.str types.path;
      default =
        if pkgs.stdenv.hostPlatform.isDarwin && !config.xdg.enable then
          "Library/Application Support/nushell"
        else
          "${config.xdg.configHome}/nushell";
      defaultText = lib.literalExpression ''
        if pkgs.stdenv.hostPlatform.isDarwin && !config.xdg.enable then
          "Library/Application Support/nushell"
        else
          "''${config.xdg.configHome}/nushell";
      '';
      description = "Folder of the files.";
    };
    configFile = maybe file "The file {file}`config.nu`.";
    envFile = maybe file "The file {file}`env.nu`.";
    loginFile = maybe file "The file {file}`login.nu`.";
    extraConfig = text "More text of {file}`config.nu`.";
    extraEnv = text "More text of {file}`env.nu`.";
    extraLogin = text "More text of {file}`login.nu`.";
    plugins = packages "Plugins.";
    settings = opt (types.attrsOf value) { } "Settings, below `$env.config`.";
    shellAliases = strings "Aliases by name.";
    environmentVariables = opt (types.attrsOf value) { } "Variables of the environment.";
  };
  config =
    cfg:
    let
      aliases = lib.concatLines (
        lib.mapAttrsToList (name: value: "alias ${toNushell { } name} = ${value}") cfg.shellAliases
      );
      given = file: mkIf (file != null) file.text;
      simple =
        name: file: extra:
        mkIf (file != null || extra != "") {
          "${cfg.configDir}/${name}".text = mkMerge [
            (given file)
            extra
          ];
        };
      registered = pkgs.runCommand "nushellMsgPackz" { } ''
        mkdir -p "$out"
        ${lib.getExe cfg.package} --plugin-config "$out/plugin.msgpackz" --commands '${
          lib.concatMapStringsSep "; " (plugin: "plugin add ${lib.getExe plugin}") cfg.plugins
        }'
      '';
      hasConfig =
        cfg.configFile != null
        || cfg.extraConfig != ""
        || aliases != ""
        || cfg.settings != { }
        || cfg.environmentVariables != { };
    in
    {
      warnings = lib.optional (cfg.package == null && cfg.plugins != [ ]) ''
        You have configured `plugins` for `nushell` but have not set `package`.

        The listed plugins will not be installed.
      '';
      home.extraDependencies = cfg.plugins;
      home.file = mkMerge [
        (mkIf hasConfig {
          "${cfg.configDir}/config.nu".text = mkMerge [
            (mkIf (cfg.environmentVariables != { }) "load-env ${toNushell { } cfg.environmentVariables}\n")
            (mkIf (cfg.settings != { }) (lib.concatStrings (flat "" cfg.settings)))
            (given cfg.configFile)
            cfg.extraConfig
            aliases
          ];
        })
        (simple "env.nu" cfg.envFile cfg.extraEnv)
        (simple "login.nu" cfg.loginFile cfg.extraLogin)
        (mkIf (cfg.package != null && cfg.plugins != [ ]) {
          "${cfg.configDir}/plugin.msgpackz".source = "${registered}/plugin.msgpackz";
        })
      ];
    };
}
