# `accounts.contact`: contacts, for the programs that use them.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  cfg = config.accounts.contact;
  optionsOf = import ../parts/account-options.nix { inherit lib pkgs; } ./contact;
  storage = import ../parts/account-storage.nix { inherit lib; } {
    group = "contact";
    extension = ".vcf";
    kinds = [ "carddav" "http" "google_contacts" ];
    inherit (cfg) basePath;
  };
  account =
    { name, ... }@arguments:
    {
      options = storage.options name // optionsOf arguments;
      config = { inherit name; };
    };
in
{
  options.accounts.contact = {
    basePath = storage.base config.home.homeDirectory;
    accounts = lib.hm.library.opt (types.attrsOf (types.submodule account)) { } "Accounts by name.";
  };
}
