# `programs.mpv`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt packages strings text words;
  atom = with types; oneOf [ str int bool float ];
  values = types.attrsOf (types.either atom (types.listOf atom));
  show = value: if lib.isBool value then lib.hm.booleans.yesNo value else toString value;
  # A value has its length in front, so that it may have any character.
  line = name: value: "${name}=%${toString (lib.stringLength (show value))}%${show value}";
  keyValue = lib.generators.toKeyValue { mkKeyValue = line; listsAsDuplicateKeys = true; };
  profiles = lib.generators.toINI { mkKeyValue = line; listsAsDuplicateKeys = true; };
in
lib.hm.library.program args "mpv" {
  install = false;
  options = {
    finalPackage = lib.hm.library.need types.package "The package with its scripts." // {
      readOnly = true;
      visible = false;
    };
    config = opt values { } "Contents of {file}`mpv/mpv.conf`.";
    profiles = opt (types.attrsOf values) { } "Profiles by name.";
    defaultProfiles = words "Profiles that hold.";
    bindings = strings "What keys do.";
    extraInput = text "More text of {file}`mpv/input.conf`.";
    includes = words "Further files.";
    scripts = packages "Scripts.";
    scriptOpts = opt (types.attrsOf values) { } "Settings of scripts.";
    extraMakeWrapperArgs = words "Arguments of the wrapper.";
  };
  config = cfg: {
    home.packages = [ cfg.finalPackage ];
    programs.mpv.finalPackage =
      if cfg.scripts == [ ] && cfg.extraMakeWrapperArgs == [ ] then
        cfg.package
      else
        pkgs.mpv.override { inherit (cfg) scripts extraMakeWrapperArgs; };
    xdg.configFile = {
      "mpv/mpv.conf" = mkIf (cfg.config != { } || cfg.profiles != { } || cfg.includes != [ ]) {
        text = lib.mkMerge [
          (mkIf (cfg.config != { } || cfg.profiles != { }) (
            lib.concatLines [
              (lib.optionalString (cfg.defaultProfiles != [ ]) (
                keyValue { profile = lib.concatStringsSep "," cfg.defaultProfiles; }
              ))
              (lib.optionalString (cfg.config != { }) (keyValue cfg.config))
              (lib.optionalString (cfg.profiles != { }) (profiles cfg.profiles))
            ]
          ))
          (mkIf (cfg.includes != [ ]) (
            lib.mkAfter (lib.concatMapStringsSep "\n" (file: "include=${file}") cfg.includes)
          ))
        ];
      };
      "mpv/input.conf" = mkIf (cfg.bindings != { } || cfg.extraInput != "") {
        text = lib.mkMerge [
          (mkIf (cfg.bindings != { }) (
            lib.concatStringsSep "\n" (lib.mapAttrsToList (key: action: "${key} ${action}") cfg.bindings)
          ))
          (mkIf (cfg.extraInput != "") cfg.extraInput)
        ];
      };
    }
    // lib.mapAttrs' (
      name: settings: lib.nameValuePair "mpv/script-opts/${name}.conf" { text = lib.generators.toKeyValue {
        mkKeyValue = n: v: "${n}=${show v}";
        listsAsDuplicateKeys = true;
      } settings; }
    ) cfg.scriptOpts;
  };
}
