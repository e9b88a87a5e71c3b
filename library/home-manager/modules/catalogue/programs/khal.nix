# `programs.khal`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optional optionalString types;
  inherit (lib.hm.library) enabled maybe notNull opt;
  enabledOf = lib.filterAttrs (_: a: a.khal.enable);
  calendars = enabledOf config.accounts.calendar.accounts;

  # Contacts are calendars of birthdays, one for each collection.
  contact =
    name: a:
    let
      birthdays = more: a // { khal = a.khal // { type = "birthdays"; } // more; };
    in
    if a.khal.collections == null then
      { ${name} = birthdays { }; }
    else
      lib.listToAttrs (map (c: lib.nameValuePair "${name}-${c}" (birthdays { thisCollection = c; })) a.khal.collections);
  accounts = calendars // lib.concatMapAttrs contact (enabledOf config.accounts.contact.accounts);

  # The program knows no space in front of a line.
  account =
    name:
    { khal, local, ... }:
    lib.concatStringsSep "\n" (
      [
        "[[${name}]]"
        "path = ${local.path}${optionalString (local.type != "singlefile") "/"}${
          optionalString (khal.type == "discover") khal.glob
        }${khal.thisCollection or ""}"
      ]
      ++ optional khal.readOnly "readonly = True"
      ++ optional (khal.addresses != [ ]) "addresses= ${lib.concatStringsSep ", " khal.addresses}"
      ++ optional (khal.color != null) "color = '${khal.color}'"
      ++ [
        "priority=${toString khal.priority}"
        "type=${khal.type}"
        "\n\n"
      ]
    );
  primaryNames = lib.filter (name: calendars.${name}.primary) (lib.attrNames calendars);
  primary = if lib.length primaryNames == 1 then calendars.${lib.head primaryNames} else null;

  format = pkgs.formats.ini { };
  shape = default: what: opt types.str default "How ${what} looks, as `strftime` has it.";
  locale = {
    dateformat = shape "%x" "a date";
    timeformat = shape "%X" "a time";
    datetimeformat = shape "%c" "a date with a time";
    longdateformat = shape "%x" "a date with its year";
    longdatetimeformat = shape "%c" "a date with its year and a time";
    unicode_symbols = enabled "Whether signs that are not ASCII are used.";
    default_timezone = maybe types.str "Time zone of what has none.";
    local_timezone = maybe types.str "Time zone that is shown.";
    firstweekday = opt (types.ints.between 0 6) 0 "The first day of a week; 0 is Monday.";
    weeknumbers = opt (types.enum [ "off" "left" "right" ]) "off" "Where numbers of weeks are.";
  };
in
lib.hm.library.program args "khal" {
  nullable = true;
  options = {
    locale = opt (types.submodule { options = locale; }) { } "How times look.";
    settings = opt format.type { } "Contents of {file}`khal/config`.";
  };
  config = cfg: {
    xdg.configFile."khal/config".text =
      let
        default = lib.optionalAttrs (primary != null) {
          default = {
            highlight_event_days = true;
            default_calendar = if primary.primaryCollection == null then primary.name else primary.primaryCollection;
          }
          // cfg.settings.default or { };
        };
        locale.locale = (cfg.settings.locale or { }) // notNull (removeAttrs cfg.locale [ "_module" ]);
      in
      lib.concatStringsSep "\n" (
        [ "[calendars]" ]
        ++ lib.mapAttrsToList account accounts
        ++ [ (lib.generators.toINI { } (cfg.settings // default // locale)) ]
      );
  };
}
