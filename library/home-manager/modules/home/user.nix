# Who the home is for: name, directory, language and keyboard.
{ config, lib, ... }:
let
  inherit (lib) mkDefault mkIf mkOption types;
  inherit (lib.hm.library) maybe opt words;
  cfg = config.home;
  isOld = lib.versionOlder cfg.stateVersion;
  fromEnvironment = name: mkIf (isOld "20.09") (mkDefault (builtins.getEnv name));
  category = maybe types.str;

  categories = {
    address = "addresses";
    base = "everything that has no language of its own here";
    collate = "sorting";
    ctype = "classes of characters";
    measurement = "units of measurement";
    messages = "the texts of programs";
    monetary = "money";
    name = "names of people";
    numeric = "numbers";
    paper = "sizes of paper";
    telephone = "telephone numbers";
    time = "dates and times";
  };

  variables = {
    LANG = "base";
  }
  // lib.listToAttrs (
    map (name: lib.nameValuePair "LC_${lib.toUpper name}" name) (
      lib.attrNames (removeAttrs categories [ "base" ])
    )
  );

  keyboard = types.submodule {
    options = {
      layout = lib.hm.library.described "null" (
        opt (types.nullOr types.str) (if isOld "19.09" then "us" else null) "Layout; `null` leaves it to the system."
      );
      model = maybe types.str "Model of the keyboard.";
      options = words "Options of the X keyboard, such as how the layout is switched.";
      variant = lib.hm.library.described "null" (
        opt (types.nullOr types.str) (if isOld "19.09" then "" else null) "Variant of the layout; `null` leaves it to the system."
      );
    };
  };
in
{
  options.home = {
    username = mkOption {
      type = types.nonEmptyStr;
      defaultText = lib.literalMD "`$USER` before state version 20.09, nothing since";
      example = "jane.doe";
      description = "Name of the user; a host gives `users.users.<name>.name`.";
    };
    uid = maybe types.ints.unsigned "Number of the user; a host gives `users.users.<name>.uid`.";
    homeDirectory = mkOption {
      type = types.path;
      apply = toString;
      defaultText = lib.literalMD "`$HOME` before state version 20.09, nothing since";
      example = "/home/jane.doe";
      description = "The home directory, an absolute path; a host gives `users.users.<name>.home`.";
    };
    language = opt (types.submodule {
      options = lib.mapAttrs (_: what: category "Language for ${what}.") categories;
    }) { } "Languages, by what they are for.";
    keyboard = lib.hm.library.described "if lib.versionAtLeast config.home.stateVersion \"21.11\" then null else { }" (
      opt (types.nullOr keyboard) (if isOld "21.11" then { } else null) "The keyboard; `null` leaves it to the system."
    );
  };

  config.home = {
    username = fromEnvironment "USER";
    homeDirectory = fromEnvironment "HOME";
    sessionVariables = lib.filterAttrs (_: value: value != null) (
      lib.mapAttrs (_: name: cfg.language.${name}) variables
    );
  };
}
