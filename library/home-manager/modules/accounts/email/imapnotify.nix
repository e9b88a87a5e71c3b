# `accounts.email.accounts.<name>.imapnotify`.
{ lib, pkgs, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt words;
  commands = opt (types.either types.str (types.attrsOf types.str)) "";
in
{
  enable = lib.mkEnableOption "imapnotify";
  onNotify = commands "Commands for what happens.";
  onNotifyPost = commands "Commands after those.";
  boxes = words "Folders that are watched.";
  extraArgs = words "Arguments of goimapnotify.";
  extraConfig = opt (pkgs.formats.json { }).type { } "More settings of the account.";
}
