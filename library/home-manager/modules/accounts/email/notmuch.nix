# `accounts.email.accounts.<name>.notmuch`.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled maybe opt;
  mailbox = types.submodule {
    options = {
      name = opt types.str "My INBOX" "Name that is shown.";
      query = opt types.str "tag:inbox" "What is in it.";
      limit = maybe types.int "How much of it.";
      type = maybe (types.enum [ "threads" "messages" ]) "Whether it has messages or whole threads.";
    };
  };
in
{
  enable = lib.mkEnableOption "indexing by Notmuch";
  neomutt = {
    enable = enabled "Whether NeoMutt shows queries." // {
      example = true;
    };
    virtualMailboxes = opt (types.listOf mailbox) [
      {
        name = "My INBOX";
        query = "tag:inbox";
      }
    ] "Queries that are shown as folders.";
  };
}
