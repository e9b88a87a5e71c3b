# `users`: accounts of the Mac.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    flag
    enabled
    maybe
    need
    opt
    packages
    words
    ;
  cfg = config.users;

  user =
    { name, ... }:
    {
      options = {
        name = opt types.nonEmptyStr name "Name to log in with.";
        description = maybe types.nonEmptyStr "Who the user is.";
        uid = need types.int "Number of the user.";
        gid = opt types.int 20 "Number of the main group.";
        isHidden = enabled "Whether the login leaves the user out.";
        home = maybe types.path "The home directory.";
        createHome = flag "Whether it is made.";
        shell = maybe (types.either types.shellPackage types.path) "The shell; `null` leaves it as it is.";
        ignoreShellProgramCheck = flag "Whether the shell may be one whose program is not enabled.";
        packages = packages "Packages of this user.";
        openssh.authorizedKeys = {
          keys = opt (types.listOf types.str) [ ] "Keys that may log in.";
          keyFiles = opt (types.listOf types.path) [ ] "Files with keys that may log in.";
        };
      };
    };
  group =
    { name, ... }:
    {
      options = {
        name = opt types.str name "Name of the group.";
        gid = need types.int "Number of the group.";
        members = words "Its members.";
        description = opt types.str "" "What it is for.";
      };
    };
in
{
  options.users = {
    users = opt (types.attrsOf (types.submodule user)) { } "Users by name.";
    groups = opt (types.attrsOf (types.submodule group)) { } "Groups by name.";
    knownUsers = words "Users that are managed: only these are made and removed.";
    knownGroups = words "Groups that are managed.";
    forceRecreate = flag "Whether users are made anew.";
  };

  config.environment.etc = lib.mapAttrs' (
    _: u:
    lib.nameValuePair "profiles/per-user/${u.name}" {
      source = pkgs.buildEnv {
        name = "user-environment";
        paths = u.packages;
        inherit (config.environment) pathsToLink extraOutputsToInstall;
      };
    }
  ) (lib.filterAttrs (_: u: u.packages != [ ]) cfg.users);
}
