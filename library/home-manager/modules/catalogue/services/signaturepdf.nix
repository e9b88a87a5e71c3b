# `services.signaturepdf`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
in
lib.hm.library.service args "signaturepdf" {
  title = "the web page of signaturepdf";
  install = false;
  options = {
    port = opt types.port 8080 "Its port.";
    extraConfig = opt (with types; attrsOf (oneOf [ str int bool float ])) { } "Settings of PHP.";
  };
  config = cfg: {
    xdg.desktopEntries.signaturepdf = {
      name = "SignaturePDF";
      exec = "${pkgs.xdg-utils}/bin/xdg-open http://localhost:${toString cfg.port}";
      terminal = false;
      icon = "${cfg.package}/share/signaturepdf/public/favicon.ico";
    };
    systemd.user.services.signaturepdf = {
      Unit.Description = "signaturepdf; signing, organizing, editing metadatas or compressing PDFs";
      Service.ExecStart =
        let
          settings = lib.concatLists (lib.mapAttrsToList (name: value: [ "-d" "${name}=${value}" ]) cfg.extraConfig);
        in
        "${cfg.package}/bin/signaturepdf ${toString cfg.port} ${lib.escapeShellArgs settings}";
      Install.WantedBy = [ "default.target" ];
    };
  };
}
