# `users`: the accounts of people and services.
{
  config,
  lib,
  pkgs,
  utils,
  ...
}:
let
  inherit (lib)
    mapAttrs
    mkDefault
    mkIf
    mkMerge
    mkOption
    types
    ;
  inherit (import ../../lib/options.nix { inherit lib; })
    enabled
    field
    flag
    maybe
    need
    opt
    packages
    words
    ;
  cfg = config.users;

  range =
    id:
    types.submodule {
      options = {
        ${id} = need types.int "The first number.";
        count = opt types.int 1 "How many numbers.";
      };
    };

  user =
    { name, config, ... }:
    {
      options = {
        name = mkOption {
          type = types.addCheck field (value: lib.stringLength value < 32) // {
            inherit (field) description;
          };
          apply =
            value:
            assert value != "" || throw "A user's name may not be empty";
            value;
          description = "Name to log in with.";
        };
        enable = enabled "Whether the user is made.";
        description = opt field "" "Who the user is, as a rule the full name.";
        uid = maybe types.int "Number of the user; the next free one if not given.";
        isSystemUser = flag "Whether it is a service's user.";
        isNormalUser = flag "Whether it is a person's: with a home in {file}`/home`, the group `users` and the default shell.";
        group = opt types.str "" "The main group.";
        extraGroups = words "Further groups.";
        home = opt (types.path // { description = "absolute path, not containing newlines or colons"; }) "/var/empty" "The home directory.";
        homeMode = opt (types.strMatching "[0-7]{1,5}") "700" "Who may read the home directory.";
        createHome = flag "Whether the home directory is made.";
        cryptHomeLuks = maybe types.str "Encrypted volume of the home directory.";
        pamMount = opt (types.attrsOf types.str) { } "Volumes that are mounted at login.";
        shell =
          mkOption {
            type = types.nullOr (types.either types.shellPackage types.path) // {
              description = "null or package or (absolute path, not containing newlines or colons)";
            };
            default = pkgs.shadow;
            defaultText = lib.literalExpression "pkgs.shadow";
            description = "Shell of the user.";
          };
        ignoreShellProgramCheck = flag "Whether the shell may be one whose program is not enabled.";
        useDefaultShell = flag "Whether the shell is {option}`users.defaultUserShell`.";
        subUidRanges = opt (types.listOf (range "startUid")) [ ] "Further user numbers.";
        subGidRanges = opt (types.listOf (range "startGid")) [ ] "Further group numbers.";
        autoSubUidGidRange = flag "Whether further numbers are found by themselves.";
        password = maybe types.str "The password, which everyone can read in the store.";
        hashedPassword = maybe field "Hash of the password.";
        hashedPasswordFile = maybe types.str "File with the hash of the password.";
        initialPassword = maybe types.str "The first password, which everyone can read in the store.";
        initialHashedPassword = maybe field "Hash of the first password.";
        packages = packages "Packages of this user.";
        expires = maybe (types.strMatching "[[:digit:]]{4}-[[:digit:]]{2}-[[:digit:]]{2}") "Day from which the user cannot log in.";
        linger = flag "Whether the user's services run without a login.";
        openssh = {
          authorizedKeys = {
            keys = opt (types.listOf types.singleLineStr) [ ] "Keys that may log in.";
            keyFiles = opt (types.listOf types.path) [ ] "Files with keys that may log in.";
          };
          authorizedPrincipals = opt (types.listOf types.singleLineStr) [ ] "Names of certificates that may log in.";
        };
      };
      config = mkMerge [
        {
          name = mkDefault name;
          shell = mkIf config.useDefaultShell (mkDefault cfg.defaultUserShell);
        }
        (mkIf config.isNormalUser {
          group = mkDefault "users";
          createHome = mkDefault true;
          home = mkDefault "/home/${config.name}";
          homeMode = mkDefault "700";
          useDefaultShell = mkDefault true;
          isSystemUser = mkDefault false;
        })
        (mkIf (!cfg.mutableUsers && config.initialPassword != null) {
          password = mkDefault config.initialPassword;
        })
        (mkIf (!cfg.mutableUsers && config.initialHashedPassword != null) {
          hashedPassword = mkDefault config.initialHashedPassword;
        })
        (mkIf (config.isNormalUser && config.subUidRanges == [ ] && config.subGidRanges == [ ]) {
          autoSubUidGidRange = mkDefault true;
        })
      ];
    };

  group =
    { name, config, ... }:
    {
      options = {
        name = need field "Name of the group.";
        gid = maybe types.int "Number of the group; the next free one if not given.";
        members = opt (types.listOf field) [ ] "Its members; users' {option}`extraGroups` add to them.";
      };
      config = {
        name = mkDefault name;
        members = map (u: u.name) (
          lib.filter (u: lib.elem config.name u.extraGroups) (lib.attrValues cfg.users)
        );
      };
    };

  all = lib.filter (u: u.enable) (lib.attrValues cfg.users);
  with' = u: text: "users.users.${u.name} ${text}";
  numbers = id: set: lib.filter (n: n != null) (map (entry: entry.${id}) set);
  isUnique = list: lib.length (lib.unique list) == lib.length list;
  root = 0;

  # "!" and "*" are no hashes, but say that there is no password to log in with.
  allowsLogin = hash: hash == "" || hash != null && !lib.elem (lib.substring 0 1 hash) [ "!" "*" ];
  canAdminister =
    u:
    (u.name == "root" || u.group == "wheel" || lib.elem "wheel" u.extraGroups)
    && (
      allowsLogin u.hashedPassword
      || u.password != null
      || u.hashedPasswordFile != null
      || u.openssh.authorizedKeys.keys != [ ]
      || u.openssh.authorizedKeys.keyFiles != [ ]
    );

  ids = import ../parts/ids.nix;
in
{
  imports = [
    (lib.mkAliasOptionModule [ "users" "extraUsers" ] [ "users" "users" ])
    (lib.mkAliasOptionModule [ "users" "extraGroups" ] [ "users" "groups" ])
  ];

  options.users = {
    mutableUsers = enabled "Whether users may be changed by hand; without, their passwords are those of the configuration.";
    enforceIdUniqueness = enabled "Whether numbers may be given once only.";
    allowNoPasswordLogin = flag "Whether a host that nobody can log in to is allowed.";
    defaultUserShell = need (types.either types.path types.shellPackage) "Shell of people.";
    users = opt (types.attrsOf (types.submodule user)) { } "Users by name.";
    groups = opt (types.attrsOf (types.submodule group)) { } "Groups by name.";
    motd = maybe types.lines "Message after the login.";
    motdFile = maybe types.path "File with the message after the login.";
  };

  config = {
    users.users = {
      root = {
        uid = root;
        description = "System administrator";
        home = mkDefault "/root";
        shell = lib.mkOverride 999 cfg.defaultUserShell;
        group = "root";
      };
      nobody = {
        uid = ids.uids.nobody;
        isSystemUser = true;
        description = "Unprivileged account (don't use!)";
        group = "nogroup";
      };
    };
    users.groups = mapAttrs (_: gid: { inherit gid; }) ids.gids;

    environment = {
      shells = lib.unique (map (u: u.shell) (lib.filter (u: u.shell != null) all));
      etc = lib.mapAttrs' (
        _: u:
        lib.nameValuePair "profiles/per-user/${u.name}" {
          source = pkgs.buildEnv {
            name = "user-environment";
            paths = u.packages;
            inherit (config.environment) pathsToLink extraOutputsToInstall;
            inherit (config.system.path) ignoreCollisions postBuild;
          };
        }
      ) (lib.filterAttrs (_: u: u.packages != [ ]) cfg.users);
      profiles = [
        "$HOME/.nix-profile"
        "\${XDG_STATE_HOME}/nix/profile"
        "$HOME/.local/state/nix/profile"
        "/etc/profiles/per-user/$USER"
      ];
    };

    assertions = [
      {
        assertion =
          !cfg.enforceIdUniqueness
          || isUnique (numbers "uid" all) && isUnique (numbers "gid" (lib.attrValues cfg.groups));
        message = "UIDs and GIDs must be unique!";
      }
      {
        assertion = cfg.mutableUsers || cfg.allowNoPasswordLogin || lib.any canAdminister all;
        message = ''
          Nobody can log in and administer this host: its users cannot be changed by hand (`users.mutableUsers` is false), and neither root nor a member of the group wheel has a password or a key for SSH.
          Give one of them a password or a key, or set `users.mutableUsers = true;`. If it is meant so, set `users.allowNoPasswordLogin = true;`.
        '';
      }
    ]
    ++ lib.concatMap (u: [
      {
        assertion = u.group != "";
        message = with' u "has no group: set users.users.${u.name}.group and users.groups.<name>.";
      }
      {
        assertion =
          u.isNormalUser != u.isSystemUser
          || u.uid != null && u.uid < 1000 && !u.isNormalUser && !u.isSystemUser;
        message = "Exactly one of users.users.${u.name}.isSystemUser and users.users.${u.name}.isNormalUser must be set.\n";
      }
      {
        assertion = u.group == "" || cfg.groups ? ${u.group};
        message = with' u "has the group ${u.group}, which does not exist.";
      }
    ]
    # Where there are no modules of shells there is nothing to enable.
    ++ map (shell: {
      assertion = u.ignoreShellProgramCheck || u.shell != pkgs.${shell} || config.programs.${shell}.enable or true;
      message = with' u "has the shell ${shell}, but programs.${shell}.enable is not true: the shell would not find the programs of the host. Set programs.${shell}.enable = true; or, if it is meant so, users.users.${u.name}.ignoreShellProgramCheck = true;";
    }) [ "fish" "xonsh" "zsh" ]) all;

    warnings = lib.concatMap (
      u:
      let
        given = lib.filter (name: u.${name} != null) (
          [
            "hashedPassword"
            "hashedPasswordFile"
            "password"
          ]
          # Of users that cannot be changed these are what the former ones are.
          ++ lib.optionals cfg.mutableUsers [
            "initialHashedPassword"
            "initialPassword"
          ]
        );
      in
      lib.optional (lib.length given > 1) ''
        The user '${u.name}' has several passwords, of which one is taken and the others are ignored: ${
          lib.concatMapStringsSep ", " (name: "`${name}`") given
        }. Set one of them.
      ''
    ) all;

    system.activationScripts.users = {
      deps = [ ];
      text = "# ${toString (lib.length all)} users and ${toString (lib.length (lib.attrNames cfg.groups))} groups\n";
    };
  };
}
