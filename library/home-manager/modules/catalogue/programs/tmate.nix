# `programs.tmate`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe text;
in
lib.hm.library.program args "tmate" {
  options = {
    host = maybe types.str "The server.";
    port = maybe types.port "Where it listens.";
    dsaFingerprint = maybe types.str "Its Ed25519 key.";
    rsaFingerprint = maybe types.str "Its RSA key.";
    extraConfig = text "More of {file}`~/.tmate.conf`.";
  };
  config =
    cfg:
    let
      set = name: value: lib.optional (value != null) "set -g tmate-server-${name} ${value}";
      quoted = value: if value == null then null else "\"${value}\"";
      lines =
        set "host" (quoted cfg.host)
        ++ set "port" (if cfg.port == null then null else toString cfg.port)
        ++ set "ed25519-fingerprint" (quoted cfg.dsaFingerprint)
        ++ set "rsa-fingerprint" (quoted cfg.rsaFingerprint)
        ++ lib.optional (cfg.extraConfig != "") cfg.extraConfig;
    in
    {
      home.file.".tmate.conf" = lib.mkIf (lines != [ ]) { text = lib.concatLines lines; };
    };
}
