# `programs.emacs`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described opt text;

  final =
    cfg:
    let
      set = (pkgs.emacsPackagesFor cfg.package).overrideScope cfg.overrides;
      # Read by every Emacs of this package, so that it is in no way of the user's own files.
      init =
        packages: epkgs:
        epkgs.trivialBuild {
          pname = "default";
          version = "0.1.0";
          src = pkgs.writeText "default.el" cfg.extraConfig;
          packageRequires = packages;
        };
      choose =
        epkgs:
        let
          packages = cfg.extraPackages epkgs;
        in
        packages ++ lib.optional (cfg.extraConfig != "") (init packages epkgs);
    in
    set.emacsWithPackages choose;
in
lib.hm.library.program args "emacs" {
  title = "Emacs";
  install = false;
  options = {
    extraConfig = text "Text of {file}`default.el`.";
    extraPackages = described "epkgs: []" (opt lib.hm.types.selectorFunction (_: [ ]) "Packages of Emacs' own set.");
    overrides = described "self: super: {}" (
      opt lib.hm.types.overlayFunction (_: _: { }) "Changes of Emacs' own set of packages."
    );
    finalPackage = lib.mkOption {
      type = types.package;
      visible = false;
      readOnly = true;
      description = "Emacs with these packages.";
    };
  };
  config = cfg: {
    programs.emacs.finalPackage = final cfg;
    home.packages = [ cfg.finalPackage ];
  };
}
