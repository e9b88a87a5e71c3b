# Texts of systemd's units.
{
  config,
  lib,
  pkgs,
}:
let
  inherit (lib)
    concatMapStrings
    concatStrings
    isList
    mapAttrsToList
    optionalAttrs
    optionalString
    ;
  show =
    value:
    if value == true then
      "true"
    else if value == false then
      "false"
    else
      toString value;
  line = name: value: optionalString (value != null) "${name}=${show value}\n";
  # An empty list takes back what a package's unit says.
  fields =
    set:
    concatStrings (
      mapAttrsToList (
        name: value: if isList value then concatMapStrings (line name) value else line name value
      ) set
    );
  section = name: set: "[${name}]\n${fields set}";

  relations = {
    requires = "Requires";
    wants = "Wants";
    upholds = "Upholds";
    after = "After";
    before = "Before";
    bindsTo = "BindsTo";
    partOf = "PartOf";
    conflicts = "Conflicts";
    requisite = "Requisite";
    onFailure = "OnFailure";
    onSuccess = "OnSuccess";
    documentation = "Documentation";
  };
  filled = set: lib.filterAttrs (_: value: value != [ ] && value != "") set;

  tools = map (name: pkgs.${name}) [
    "coreutils"
    "findutils"
    "gnugrep"
    "gnused"
    "systemd"
  ];

  script =
    name: text:
    let
      safe = lib.replaceStrings [ "\\" "@" ] [ "-" "_" ] name;
      package = pkgs.writeShellScriptBin safe "set -e\n${text}\n";
    in
    "${package.overrideAttrs (_: { name = "unit-script-${safe}"; })}/bin/${safe}";
in
rec {
  # What options say of the section `[Unit]`.
  unitConfig =
    { config, options, ... }:
    {
      config.unitConfig =
        lib.mapAttrs' (name: field: lib.nameValuePair field (toString config.${name})) (
          lib.filterAttrs (name: _: config.${name} != [ ]) relations
        )
        // filled { Description = config.description; }
        // optionalAttrs (config ? restartTriggers && config.restartTriggers != [ ]) {
          X-Restart-Triggers = "${pkgs.writeText "X-Restart-Triggers" (
            lib.concatMapStrings (value: if lib.isPath value then "${value}" else toString value) config.restartTriggers
          )}";
        }
        // optionalAttrs options.startLimitBurst.isDefined { StartLimitBurst = toString config.startLimitBurst; }
        // optionalAttrs options.startLimitIntervalSec.isDefined {
          StartLimitIntervalSec = toString config.startLimitIntervalSec;
        };
    };

  serviceConfig =
    { name, config, ... }:
    let
      when = text: lib.mkIf (text != "");
      run =
        suffix: field: text:
        when text { ${field} = [ (script "${name}-${suffix}" text) ]; };
    in
    {
      config = {
        name = lib.mkDefault "${name}.service";
        environment.PATH = lib.mkIf (config.path != [ ]) "${lib.makeBinPath config.path}:${lib.makeSearchPathOutput "bin" "sbin" config.path}";
        path = lib.mkIf config.enableDefaultPath (lib.mkAfter tools);
        serviceConfig = lib.mkMerge [
          (run "pre-start" "ExecStartPre" config.preStart)
          (when config.script {
            ExecStart =
              script "${name}-start" config.script
              + optionalString (config.scriptArgs != "") " ${config.scriptArgs}";
          })
          (run "post-start" "ExecStartPost" config.postStart)
          (run "reload" "ExecReload" config.reload)
          (run "pre-stop" "ExecStop" config.preStop)
          (run "post-stop" "ExecStopPost" config.postStop)
        ];
      };
    };

  named = suffix: { name, ... }: { config.name = lib.mkDefault "${name}.${suffix}"; };

  # A unit with its text, as the system's set of units has it.
  toUnit =
    sections: def:
    {
      inherit (def)
        aliases
        enable
        name
        overrideStrategy
        requiredBy
        upheldBy
        wantedBy
        ;
      text = section "Unit" def.unitConfig + concatStrings (sections def);
    };

  environment =
    def:
    concatStrings (
      mapAttrsToList (
        name: value:
        optionalString (value != null) "Environment=${builtins.toJSON "${name}=${toString value}"}\n"
      ) def.environment
    );

  service = toUnit (def: [
    "\n[Service]\n"
    (environment (def // { environment = config.globalEnvironment // def.environment; }))
    (optionalString def.reloadIfChanged "X-ReloadIfChanged=true\n")
    (optionalString (!def.reloadIfChanged && !def.restartIfChanged) "X-RestartIfChanged=false\n")
    (optionalString (!def.stopIfChanged) "X-StopIfChanged=false\n")
    (optionalString def.notSocketActivated "X-NotSocketActivated=true\n")
    (fields def.serviceConfig)
  ]);
  socket = toUnit (def: [
    "\n[Socket]\n"
    (concatMapStrings (line "ListenStream") def.listenStreams)
    (concatMapStrings (line "ListenDatagram") def.listenDatagrams)
    (fields def.socketConfig)
  ]);
  target = toUnit (_: [ ]);
  withSection = name: field: toUnit (def: [ "\n${section name def.${field}}" ]);
  mount = toUnit (def: [
    "\n"
    (section "Mount" (
      filled {
        What = def.what;
        Where = def.where;
        Type = def.type;
        Options = def.options;
      }
      // def.mountConfig
    ))
  ]);
  automount = toUnit (def: [
    "\n"
    (section "Automount" ({ Where = def.where; } // def.automountConfig))
  ]);

  # The folder with all units and the links between them.
  folder =
    name: units: packages:
    let
      make = unit: pkgs.writeTextDir unit.name unit.text;
      link = unit: relation: map (other: ''
        mkdir -p $out/'${other}.${relation}'
        ln -sfn '../${unit.name}' $out/'${other}.${relation}'/
      '');
      install = unit: ''
        ln -sfn ${if unit.enable then "${make unit}/${unit.name}" else "/dev/null"} $out/${lib.escapeShellArg unit.name}
        ${concatStrings (
          map (alias: "ln -sfn '${unit.name}' $out/'${alias}'\n") unit.aliases
          ++ link unit "wants" unit.wantedBy
          ++ link unit "upholds" unit.upheldBy
          ++ link unit "requires" unit.requiredBy
        )}
      '';
    in
    pkgs.runCommand name { preferLocalBuild = true; inherit packages; } ''
      mkdir -p $out
      for package in $packages; do
        for unit in $package/{etc,lib}/systemd/${lib.removeSuffix "-units" name}/*; do
          if [[ -e $unit ]]; then ln -sfn $unit $out/; fi
        done
      done
      ${concatStrings (map install (lib.attrValues units))}
    '';
}
