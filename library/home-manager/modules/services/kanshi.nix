# `services.kanshi`.
{ config, pkgs, lib, ... }@args:
let
  inherit (lib) concatMapStringsSep mkIf types;
  inherit (lib.hm.library)
    described
    maybe
    need
    opt
    text
    ;
  tag = type: description: lib.mkOption { inherit type description; };
  output = types.submodule {
    options = {
      criteria = need types.str "Its name, its description, or `*`.";
      status = maybe (types.enum [ "enable" "disable" ]) "Whether it is used.";
      mode = maybe types.str "Width, height and rate.";
      position = maybe types.str "Where it is.";
      scale = maybe types.float "How much larger all is.";
      transform = maybe (types.enum [
        "normal"
        "90"
        "180"
        "270"
        "flipped"
        "flipped-90"
        "flipped-180"
        "flipped-270"
      ]) "How it is turned.";
      alias = maybe types.str "Another name.";
      adaptiveSync = maybe types.bool "Whether its rate follows the picture.";
    };
  };
  profile = types.submodule {
    options = {
      outputs = opt (types.listOf output) [ ] "Outputs.";
      name = opt types.str "" "Its name.";
      exec = opt (types.coercedTo types.str lib.singleton (types.listOf types.str)) [ ] "Commands that follow.";
    };
  };

  outputText =
    given:
    let
      part = key: value: lib.optionalString (value != null) " ${key}${toString value}";
      onOff = value: if value == null then null else if value then "on" else "off";
    in
    ''output "${given.criteria}"''
    + part "" given.status
    + part "mode " given.mode
    + part "position " given.position
    + part "scale " given.scale
    + part "transform " given.transform
    + part "adaptive_sync " (onOff given.adaptiveSync)
    + part "alias $" given.alias;
  profileText = name: given: ''
    profile ${name} {
      ${lib.concatStringsSep "\n  " (map outputText given.outputs ++ map (command: "exec ${command}") given.exec)}
    }
  '';
  directive =
    given:
    if given ? profile then
      profileText given.profile.name given.profile
    else if given ? output then
      outputText given.output
    else
      ''include "${given.include}"'';
in
lib.hm.library.service args "kanshi" {
  title = "outputs by kanshi";
  options = {
    profiles = opt (types.attrsOf profile) { } "Profiles (deprecated).";
    extraConfig = text "More lines (deprecated).";
    settings = opt (types.listOf (types.attrTag {
      profile = tag profile "A profile.";
      output = tag output "An output.";
      include = tag types.str "Another file.";
    })) [ ] "Directives.";
    systemdTarget = described "config.wayland.systemd.target" (
      opt types.str config.wayland.systemd.target "The target that it belongs to."
    );
  };
  config =
    cfg:
    let
      isOld = cfg.profiles != { } || cfg.extraConfig != "";
      deprecated = name: "kanshi.${name} option is deprecated. Use kanshi.settings instead.";
      content =
        if isOld then
          "${lib.concatStringsSep "\n" (lib.mapAttrsToList profileText cfg.profiles)}\n${cfg.extraConfig}\n"
        else
          concatMapStringsSep "\n" directive cfg.settings;
      aliased = lib.filter (
        given: given ? profile && lib.any (one: one.alias != null) given.profile.outputs
      ) cfg.settings;
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "services.kanshi" pkgs lib.platforms.linux)
        {
          assertion = !isOld || cfg.settings == [ ];
          message = "Cannot mix kanshi.settings with kanshi.profiles or kanshi.extraConfig";
        }
        {
          assertion = aliased == [ ];
          message = "Output kanshi.*.output.alias can only be defined on global scope";
        }
      ];
      warnings =
        lib.optional (cfg.profiles != { }) (deprecated "profiles")
        ++ lib.optional (cfg.extraConfig != "") (deprecated "extraConfig");
      xdg.configFile."kanshi/config" = mkIf (content != "") { text = content; };
      systemd.user.services.kanshi = {
        Unit = {
          Description = "Dynamic output configuration";
          Documentation = "man:kanshi(1)";
          ConditionEnvironment = "WAYLAND_DISPLAY";
          PartOf = cfg.systemdTarget;
          Requires = cfg.systemdTarget;
          After = cfg.systemdTarget;
          X-Reload-Triggers = mkIf (cfg.settings != [ ]) [ "${config.xdg.configFile."kanshi/config".source}" ];
        };
        Service = {
          Type = "simple";
          ExecStart = "${cfg.package}/bin/kanshi";
          ExecReload = "${lib.getExe' cfg.package "kanshictl"} reload";
          Restart = "always";
        };
        Install.WantedBy = [ cfg.systemdTarget ];
      };
    };
}
