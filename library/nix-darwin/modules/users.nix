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
    enabled
    flag
    internal
    maybe
    need
    opt
    packages
    strings
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

  withPackages = lib.filterAttrs (_name: one: one.packages != [ ]) cfg.users;
  known = list: lib.filterAttrs (_name: one: lib.elem one.name list);
  numbered = what: lib.mapAttrs' (name: one: lib.nameValuePair (toString one.${what}) name);
  gone = list: all: lib.subtractLists (lib.mapAttrsToList (_name: one: one.name) all) list;
  goneUsers = gone cfg.knownUsers cfg.users;
  shellPath = shell: if types.shellPackage.check shell then "/run/current-system/sw${shell.shellPath}" else shell;
  quoted = lib.escapeShellArg;
  drop = folder: name: "dscl . -delete ${quoted "/${folder}/${name}"} 2>/dev/null || true\n";

  makeGroup =
    one:
    let
      path = quoted "/Groups/${one.name}";
    in
    ''
      if ! dscl . -read ${path} PrimaryGroupID &>/dev/null; then
        dscl . -create ${path} PrimaryGroupID ${toString one.gid}
        dscl . -create ${path} RealName ${quoted one.description}
      fi
      dscl . -create ${path} GroupMembership ${lib.escapeShellArgs one.members}
    '';
  makeUser =
    one:
    let
      path = quoted "/Users/${one.name}";
      home = if one.home == null then "/var/empty" else one.home;
      shell = if one.shell == null then "/usr/bin/false" else shellPath one.shell;
      words = [ one.name "-UID" one.uid "-GID" one.gid "-home" home "-shell" shell ];
    in
    ''
      if ! id -u ${quoted one.name} &>/dev/null; then
        sysadminctl -addUser ${lib.escapeShellArgs (words ++ lib.optionals (one.description != null) [ "-fullName" one.description ])}
        dscl . -create ${path} IsHidden ${if one.isHidden then "1" else "0"}
        ${lib.optionalString (one.home != null && one.createHome) "createhomedir -cu ${quoted one.name} > /dev/null"}
      fi
      dscl . -create ${path} PrimaryGroupID ${toString one.gid}
      ${lib.optionalString (one.description != null) "dscl . -create ${path} RealName ${quoted one.description}"}
      ${lib.optionalString (one.shell != null) "dscl . -create ${path} UserShell ${quoted (shellPath one.shell)}"}
    '';
  each = make: names: all: lib.concatMapStrings (name: make all.${name}) (lib.attrValues names);
in
{
  imports = [ (lib.mkRemovedOptionModule [ "users" "forceRecreate" ] "Users are not made anew.") ];

  options.users = {
    users = opt (types.attrsOf (types.submodule user)) { } "Users by name.";
    groups = opt (types.attrsOf (types.submodule group)) { } "Groups by name.";
    knownUsers = words "Users that are managed: only these are made and removed.";
    knownGroups = words "Groups that are managed.";
    uids = internal (strings "Managed users by number.");
    gids = internal (strings "Managed groups by number.");
  };

  config = {
    assertions = [
      {
        assertion = !(cfg.users ? root) || lib.elem cfg.users.root.home [ null "/var/root" ];
        message = "The home directory of `root` is `/var/root`.";
      }
      {
        assertion = !lib.elem "root" goneUsers;
        message = "`users.knownUsers` names `root`, but `users.users` does not: it would be removed.";
      }
      {
        assertion = config.system.primaryUser == null || !lib.elem config.system.primaryUser goneUsers;
        message = "`users.knownUsers` names the main user, but `users.users` does not: it would be removed.";
      }
    ]
    ++ lib.concatLists (
      lib.mapAttrsToList (
        name: one:
        map
          (shell: {
            assertion =
              one.ignoreShellProgramCheck
              || !(lib.elem (one.shell.pname or null) ([ shell ] ++ lib.optional (shell == "bash") "bash-interactive"))
              || config.programs.${shell}.enable;
            message = "The shell of `users.users.${name}` is ${shell}, which is set up with `programs.${shell}.enable`; `ignoreShellProgramCheck` allows it without.";
          })
          [
            "bash"
            "fish"
            "zsh"
          ]
      ) cfg.users
    );
    warnings = lib.concatLists (
      lib.mapAttrsToList (
        name: one:
        lib.optional (
          one.shell.pname or null == "bash"
        ) "The shell of `users.users.${name}` should be `pkgs.bashInteractive`: `pkgs.bash` cannot edit lines."
      ) cfg.users
    );
    users.uids = numbered "uid" (known cfg.knownUsers cfg.users);
    users.gids = numbered "gid" (known cfg.knownGroups cfg.groups);
    environment = {
      systemPackages = lib.filter types.shellPackage.check (lib.mapAttrsToList (_name: one: one.shell) cfg.users);
      profiles = lib.mkIf (withPackages != { }) (lib.mkOrder 900 [ "/etc/profiles/per-user/$USER" ]);
      etc = lib.mapAttrs' (
        _name: one:
        lib.nameValuePair "profiles/per-user/${one.name}" {
          source = pkgs.buildEnv {
            name = "user-environment";
            paths = one.packages;
            inherit (config.environment) pathsToLink extraOutputsToInstall;
            inherit (config.system.path) postBuild;
          };
        }
      ) withPackages;
    };
    system.activationScripts = {
      groups.text = lib.mkIf (cfg.knownGroups != [ ]) ''
        echo "groups..." >&2
        ${each makeGroup cfg.gids cfg.groups}
        ${lib.concatMapStrings (drop "Groups") (gone cfg.knownGroups cfg.groups)}
      '';
      users.text = lib.mkIf (cfg.knownUsers != [ ]) ''
        echo "users..." >&2
        ${each makeUser cfg.uids cfg.users}
        ${lib.concatMapStrings (drop "Users") goneUsers}
      '';
    };
  };
}
