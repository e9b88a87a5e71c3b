# `programs.ssh`: the client's configuration.
{
  config,
  lib,
  options,
  pkgs,
  ...
}@args:
let
  inherit (lib)
    concatStringsSep
    isAttrs
    mkDefault
    mkIf
    toList
    types
    ;
  inherit (lib.hm.library)
    enabled
    opt
    text
    words
    ;
  write = import ../parts/ssh-directives.nix { inherit lib; };
  blocks = import ../parts/ssh-match-blocks.nix { inherit lib; };

  block =
    { dagName, ... }:
    {
      freeformType = types.attrsOf types.anything;
      options.header = lib.mkOption {
        type = types.str;
        default =
          lib.optionalString (!lib.hasPrefix "Host " dagName && !lib.hasPrefix "Match " dagName) "Host "
          + dagName;
        defaultText = lib.literalMD "the name, with `Host ` in front unless it begins with `Host ` or `Match `";
        description = "The line that opens the block.";
      };
    };

  # What every connection had before these values became the user's to give.
  defaults = {
    ForwardAgent = false;
    AddKeysToAgent = "no";
    Compression = false;
    ServerAliveInterval = 0;
    ServerAliveCountMax = 3;
    HashKnownHosts = false;
    UserKnownHostsFile = "~/.ssh/known_hosts";
    ControlMaster = "no";
    ControlPath = "~/.ssh/master-%r@%n:%p";
    ControlPersist = "no";
  };
  lowered = name: lib.toLower (lib.substring 0 1 name) + lib.substring 1 (-1) name;

  # A socket has no port.
  isSound =
    end: (end.address or null) != null && lib.hasPrefix "/" end.address -> (end.port or null) == null;
  soundForward = f: isSound f.bind && isSound f.host;
  all = test: values: lib.all test (lib.filter isAttrs (toList values));
  soundBlock =
    b:
    all isSound (b.DynamicForward or [ ])
    && all soundForward (b.LocalForward or [ ])
    && all soundForward (b.RemoteForward or [ ]);

  data = map (entry: entry.data) (lib.attrValues config.programs.ssh.settings);
  files = name: lib.showFiles options.programs.ssh.${name}.files;

  document =
    cfg:
    let
      sorted = lib.hm.dag.topoSort (removeAttrs cfg.settings [ "*" ]);
      ordered = sorted.result or (abort "Dependency cycle in SSH match blocks: ${builtins.toJSON sorted}");
      global =
        lib.mapAttrsToList (write.directive "") cfg.extraOptionOverrides
        ++ lib.optional (cfg.includes != [ ]) "Include ${concatStringsSep " " cfg.includes}";
      sections =
        lib.optional (global != [ ]) (concatStringsSep "\n" global)
        ++ map (entry: write.block entry.data) ordered
        ++ lib.optional (cfg.settings ? "*") (write.block cfg.settings."*".data)
        ++ lib.optional (cfg.extraConfig != "") (
          "  " + lib.replaceStrings [ "\n" ] [ "\n  " ] (lib.removeSuffix "\n" cfg.extraConfig)
        );
    in
    lib.optionalString (sections != [ ]) (concatStringsSep "\n\n" sections + "\n");
in
lib.hm.library.program args "ssh" {
  title = "the configuration of the SSH client";
  package = "openssh";
  nullable = true;
  packageOptions.default = null;
  imports =
    lib.hm.deprecations.mkSettingsRenamedOptionModules [ "programs" "ssh" ]
      [ "programs" "ssh" "settings" "*" ]
      { transform = name: lib.toUpper (lib.substring 0 1 name) + lib.substring 1 (-1) name; }
      (map lowered (lib.attrNames defaults));
  options = {
    extraConfig = text "More lines for all hosts.";
    extraOptionOverrides = opt (types.attrsOf types.anything) { } "Directives that come before those of any host.";
    includes = words "Further files, as patterns.";
    settings = opt (lib.hm.types.dagOf (types.submodule block)) { } ''
      Blocks of {file}`~/.ssh/config`, with the directives of {manpage}`ssh_config(5)`. A name is
      a pattern of hosts, or a whole line that begins with `Host ` or `Match `. `lib.hm.dag`
      gives the blocks an order; `*` comes last.
    '';
    matchBlocks = opt (lib.hm.types.dagOf blocks.type) { } "Former name and form of {option}`programs.ssh.settings`." // {
      visible = false;
    };
    enableDefaultConfig = enabled "Whether all hosts have the values that were once the default." // {
      example = false;
    };
  };
  config = cfg: {
    programs.ssh.settings = lib.mkMerge [
      (lib.mapAttrs (_: entry: entry // { data = blocks.settings entry.data; }) cfg.matchBlocks)
      (mkIf cfg.enableDefaultConfig { "*" = lib.mapAttrs (_: mkDefault) defaults; })
    ];
    assertions = [
      {
        assertion = lib.all soundBlock data;
        message = "Forwarded paths cannot have ports.";
      }
      {
        assertion = cfg.extraConfig != "" -> cfg.settings ? "*";
        message = "Cannot set `programs.ssh.extraConfig` if `programs.ssh.settings.\"*\"` (default host config) is not declared.";
      }
      {
        assertion = lib.all (b: (b.extraOptions or { }) == { }) data;
        message = "`programs.ssh.settings.*.extraOptions` defined in ${files "settings"} is not supported. Move these OpenSSH options directly into `programs.ssh.settings.*` using upstream directive names.\n";
      }
    ];
    warnings =
      lib.optional (cfg.matchBlocks != { }) "`programs.ssh.matchBlocks` defined in ${files "matchBlocks"} is deprecated. Use `programs.ssh.settings`.\n"
      ++ lib.concatLists (
        lib.mapAttrsToList (
          name: entry:
          lib.optional (entry.data.host != null && entry.data.match != null)
            "The SSH config match block `programs.ssh.matchBlocks.${name}` sets both of the host and match options.\nThe match option takes precedence."
          ++ lib.optional (entry.data.extraOptions != { })
            "`programs.ssh.matchBlocks.${name}.extraOptions` defined in ${files "matchBlocks"} is deprecated. Move these OpenSSH options to `programs.ssh.settings.${name}` using upstream directive names.\n"
        ) cfg.matchBlocks
      )
      ++ lib.optional cfg.enableDefaultConfig ''
        `programs.ssh` default values will be removed in the future.
        Consider setting `programs.ssh.enableDefaultConfig` to false,
        and manually set the default values you want to keep at
        `programs.ssh.settings."*"`.
      '';
    home.file.".ssh/config".text = document cfg;
  };
}
