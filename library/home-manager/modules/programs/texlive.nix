# `programs.texlive`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described;
in
lib.hm.library.program args "texlive" {
  title = "TeX Live";
  package = null;
  options = {
    packageSet = described "pkgs.texlive" (
      lib.mkOption {
        default = pkgs.texlive;
        description = "The set that packages are taken from.";
      }
    );
    extraPackages = described "tpkgs: { inherit (tpkgs) collection-basic; }" (
      lib.mkOption {
        default = tpkgs: { inherit (tpkgs) collection-basic; };
        description = "The packages.";
      }
    );
    package = lib.mkOption {
      type = types.package;
      readOnly = true;
      description = "TeX Live with these packages.";
    };
  };
  config = cfg: {
    assertions = [
      {
        assertion = cfg.extraPackages cfg.packageSet != { };
        message = "Must provide at least one extra package in 'programs.texlive.extraPackages'.";
      }
    ];
    home.packages = [ cfg.package ];
    programs.texlive.package = cfg.packageSet.withPackages (tpkgs: lib.attrValues (cfg.extraPackages tpkgs));
  };
}
