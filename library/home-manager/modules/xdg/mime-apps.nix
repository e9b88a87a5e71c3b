# `xdg.mimeApps`: which application opens which kind of file.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag opt packages;
  cfg = config.xdg.mimeApps;
  list = types.coercedTo (types.either (types.listOf types.str) types.str) lib.toList (
    types.listOf types.str
  );
  associations = opt (types.attrsOf list) { };
  joined = lib.mapAttrs (_: lib.concatStringsSep ";");

  given = (pkgs.formats.ini { }).generate "mimeapps.list" {
    "Added Associations" = joined cfg.associations.added;
    "Removed Associations" = joined cfg.associations.removed;
    "Default Applications" = joined cfg.defaultApplications;
  };

  # The types that the packages' desktop files name come after what is given.
  extended = pkgs.runCommand "mimeapps.list" { ps = cfg.defaultApplicationPackages; } ''
    export PATH=$PATH:${pkgs.crudini}/bin
    install -m644 ${given} $out
    for desktop in $(for p in $ps; do echo "$p"/share/applications/*.desktop; done); do
      for mime in $(crudini --get "$desktop" 'Desktop Entry' MimeType 2>/dev/null | tr ';' ' '); do
        before="$(crudini --get $out 'Default Applications' "$mime" 2>/dev/null || true)"
        crudini --ini-options=nospace --inplace --set $out 'Default Applications' \
          "$mime" "$before''${before:+;}''${desktop##*/}"
      done
    done
  '';
in
{
  options.xdg.mimeApps = {
    enable = flag "Whether {file}`mimeapps.list` is made.";
    associations = {
      added = associations "Applications that also open a type.";
      removed = associations "Applications that do not open a type.";
    };
    defaultApplications = associations "Applications that open a type, the preferred first.";
    defaultApplicationPackages = packages "Packages whose applications open the types that they name.";
  };

  config = lib.mkIf cfg.enable {
    assertions = [ (lib.hm.assertions.assertPlatform "xdg.mimeApps" pkgs lib.platforms.linux) ];
    xdg = {
      configFile."mimeapps.list".source =
        if cfg.defaultApplicationPackages == [ ] then given else extended;
      # Some applications still look here.
      dataFile."applications/mimeapps.list".source = config.xdg.configFile."mimeapps.list".source;
    };
  };
}
