# `programs.pandoc`.
{
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
  format = pkgs.formats.json { };
  result =
    type: description:
    lib.mkOption {
      inherit description type;
      readOnly = true;
    };
  nameOf = file: builtins.unsafeDiscardStringContext (baseNameOf file);
in
lib.hm.library.program args "pandoc" {
  title = "pandoc";
  install = false;
  options = {
    finalPackage = result types.package "Pandoc with these defaults.";
    defaults = opt format.type { } "Options that always hold.";
    defaultsFile = result types.path "The file of the defaults.";
    templates = opt (types.attrsOf types.path) { } "Templates by their names.";
    citationStyles = opt (types.listOf types.path) [ ] "Styles of citations.";
  };
  config = cfg: {
    programs.pandoc = {
      defaultsFile = format.generate "hm.json" cfg.defaults;
      finalPackage = pkgs.symlinkJoin {
        name = "pandoc-with-defaults";
        paths = [ cfg.package ];
        nativeBuildInputs = [ pkgs.makeWrapper ];
        postBuild = ''
          wrapProgram "$out/bin/pandoc" \
            --add-flags '--defaults "${cfg.defaultsFile}"'
        '';
      };
    };
    home.packages = [ cfg.finalPackage ];
    xdg.dataFile =
      lib.mapAttrs' (name: source: lib.nameValuePair "pandoc/templates/${name}" { inherit source; }) cfg.templates
      // lib.listToAttrs (
        map (source: lib.nameValuePair "pandoc/csl/${nameOf source}" { inherit source; }) cfg.citationStyles
      );
  };
}
