# `programs.lieer`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.json { };
  accounts = lib.filter (a: a.enable && a.lieer.enable) (lib.attrValues config.accounts.email.accounts);
  others = map (a: a.name) (lib.filter (a: a.flavor != "gmail.com") accounts);
in
lib.hm.library.program args "lieer" {
  config = cfg: {
    assertions = [
      {
        assertion = others == [ ];
        message = "lieer has to do with Gmail only, which these accounts are not by their `flavor`: ${lib.concatStringsSep ", " others}";
      }
    ];
    warnings =
      lib.concatMap (a: a.warnings) accounts
      ++ import ../../parts/without-notmuch.nix {
        inherit accounts lib;
        name = "lieer";
      };
    programs.notmuch.new.ignore = [ "/.*[.](json|lock|bak)$/" ];
    home.file = lib.mkMerge (
      map (a: {
        "${a.maildir.absPath}/.gmailieer.json".source = format.generate "lieer-${a.address}.json" (
          { account = a.address; } // a.lieer.settings
        );
      }) accounts
    );
  };
}
