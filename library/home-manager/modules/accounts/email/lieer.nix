# `accounts.email.accounts.<name>.lieer`.
{ lib, pkgs, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled flag opt words;
  settings = types.submodule {
    freeformType = (pkgs.formats.json { }).type;
    options = {
      drop_non_existing_label = flag "Whether labels may be dropped that Gmail has not.";
      file_extension = opt types.str "" "Ending of the files.";
      ignore_empty_history = flag "Whether an empty history is no error.";
      ignore_remote_labels = opt (types.listOf types.str) [
        "CATEGORY_FORUMS"
        "CATEGORY_PROMOTIONS"
        "CATEGORY_UPDATES"
        "CATEGORY_SOCIAL"
        "CATEGORY_PERSONAL"
      ] "Labels of Gmail that become no tags.";
      ignore_tags = words "Tags that become no labels.";
      local_trash_tag = opt types.str "trash" "Tag of what is in the trash.";
      remove_local_messages = enabled "Whether what was deleted remotely is deleted here.";
      replace_slash_with_dot = flag "Whether `/` in a label becomes `.`.";
      timeout = opt types.ints.unsigned 600 "Seconds that an answer is waited for.";
    };
  };
in
{
  enable = lib.mkEnableOption "synchronization with Gmail by lieer";
  notmuchSetupWarning = enabled "Whether an account that Notmuch has not is warned of.";
  settings = opt settings { } "Contents of {file}`.gmailieer.json`.";
  sync = {
    enable = lib.mkEnableOption "the service that synchronizes the account";
    frequency = opt types.str "*:0/5" "When it does, as a calendar expression of systemd.";
  };
}
