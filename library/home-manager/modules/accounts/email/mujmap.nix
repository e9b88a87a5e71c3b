# `accounts.email.accounts.<name>.mujmap`.
{ lib, pkgs, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled flag maybe opt;
  freeformType = (pkgs.formats.toml { }).type;
  tag = name: opt types.str name "Tag of what is called so.";
  tags = types.submodule {
    inherit freeformType;
    options = {
      lowercase = flag "Whether tags are written small.";
      directory_separator = opt types.str "/" "What is between folders.";
    }
    // lib.genAttrs [ "inbox" "deleted" "sent" "spam" "important" "phishing" ] tag;
  };
  settings = types.submodule {
    inherit freeformType;
    options = {
      username = maybe types.str "Name to log in with.";
      password_command = lib.mkOption {
        type = types.nullOr (types.either types.str (types.listOf types.str));
        default = null;
        apply = command: if lib.isList command then lib.escapeShellArgs command else command;
        description = "Command that prints the password.";
      };
      fqdn = maybe types.str "Name of the server.";
      session_url = maybe types.str "Where a session begins, in place of that name.";
      auto_create_new_mailboxes = enabled "Whether a tag makes a folder on the server.";
      cache_dir = maybe types.str "Folder of what is being fetched.";
      tags = opt tags { } "Tags.";
    };
  };
in
{
  enable = lib.mkEnableOption "synchronization by mujmap";
  notmuchSetupWarning = enabled "Whether an account that Notmuch has not is warned of.";
  settings = opt settings { } "Contents of {file}`mujmap.toml`.";
}
