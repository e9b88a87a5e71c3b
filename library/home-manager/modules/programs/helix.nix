# `programs.helix`.
{
  config,
  lib,
  options,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library)
    flag
    opt
    packages
    text
    words
    ;
  format = pkgs.formats.toml { };
  generate = format.generate;
in
lib.hm.library.program args "helix" {
  title = "the editor helix";
  nullable = true;
  install = false;
  options = {
    settings = opt format.type { } "Contents of {file}`helix/config.toml`.";
    languages = opt (types.coercedTo (types.listOf format.type) (language: { inherit language; }) format.type) { } "Contents of {file}`helix/languages.toml`.";
    themes = opt (with types; attrsOf (oneOf [ format.type path lines ])) { } "Themes by name.";
    ignores = words "Patterns of files that it does not show.";
    extraConfig = text "More text of {file}`helix/config.toml`.";
    extraPackages = packages "Packages that it calls.";
    defaultEditor = flag "Whether it is {env}`EDITOR` and {env}`VISUAL`.";
  };
  config =
    cfg:
    let
      wrapped = pkgs.symlinkJoin {
        name = "${lib.getName cfg.package}-wrapped-${lib.getVersion cfg.package}";
        paths = [ cfg.package ];
        preferLocalBuild = true;
        nativeBuildInputs = [ pkgs.makeWrapper ];
        postBuild = ''
          wrapProgram $out/bin/hx \
            --suffix PATH : ${lib.makeBinPath cfg.extraPackages}
        '';
      };
      # A running Helix reads its files again.
      procps = if pkgs.stdenv.hostPlatform.isDarwin then "/usr" else pkgs.procps;
      onChange = "${procps}/bin/pkill -USR1 -u $USER -x '(hx|\\.hx-wrapped)' || true";
      theme =
        name: value:
        if lib.hm.strings.isPathLike value then
          value
        else if lib.isString value then
          pkgs.writeText "helix-theme-${name}" value
        else
          generate "helix-theme-${name}" value;
      # Text cannot be put behind what a generator writes without a build.
      settings = generate "config.toml" cfg.settings;
      extra = pkgs.writeText "extra-config.toml" (
        lib.optionalString (cfg.settings != { }) "\n" + cfg.extraConfig
      );
    in
    {
      assertions = [
        {
          assertion = cfg.extraPackages == [ ] || cfg.package != null;
          message = "`programs.helix.extraPackages` need `programs.helix.package`, which is null.";
        }
      ];
      warnings = lib.optional (lib.any lib.isList options.programs.helix.languages.definitions) ''
        `programs.helix.languages` as a list is an older form: it is the whole file now, with the list at
        `programs.helix.languages.language`.'';
      home.packages = mkIf (cfg.package != null) [
        (if cfg.extraPackages == [ ] then cfg.package else wrapped)
      ];
      home.sessionVariables = mkIf cfg.defaultEditor { EDITOR = "hx"; VISUAL = "hx"; };
      xdg.configFile = {
        "helix/config.toml" = mkIf (cfg.settings != { } || cfg.extraConfig != "") {
          inherit onChange;
          source = pkgs.runCommand "helix-config.toml" { } "cat ${settings} ${extra} > $out\n";
        };
        "helix/languages.toml" = mkIf (cfg.languages != { }) {
          inherit onChange;
          source = generate "helix-languages-config" cfg.languages;
        };
        "helix/ignore" = mkIf (cfg.ignores != [ ]) { text = lib.concatLines cfg.ignores; };
      }
      // lib.mapAttrs' (
        name: value: lib.nameValuePair "helix/themes/${name}.toml" { inherit onChange; source = theme name value; }
      ) cfg.themes;
    };
}
