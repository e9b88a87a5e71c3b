# What the modules of this library are written with: short forms of options, and the module of a program.
{ lib }:
let
  inherit (lib)
    mkEnableOption
    mkIf
    mkMerge
    mkOption
    types
    ;
  capital = text: lib.toUpper (lib.substring 0 1 text) + lib.substring 1 (-1) text;
in
rec {
  # An option with a default, and one that has none.
  opt = type: default: description: mkOption { inherit default description type; };
  need = type: description: mkOption { inherit description type; };

  # Options of the commonest types.
  maybe = type: opt (types.nullOr type) null;
  flag = opt types.bool false;
  enabled = opt types.bool true;
  text = opt types.lines "";
  words = opt (types.listOf types.str) [ ];
  strings = opt (types.attrsOf types.str) { };
  packages = opt (types.listOf types.package) [ ];

  # `option` with its default described by the expression `text`.
  described = text: option: option // { defaultText = lib.literalExpression text; };

  # `enableBashIntegration` and so on.
  integrations =
    config: shells:
    lib.listToAttrs (
      map (
        shell:
        lib.nameValuePair "enable${shell}Integration" (
          lib.hm.shell."mk${shell}IntegrationOption" { inherit config; }
        )
      ) shells
    );

  # Older names of options, as modules. `renamed PATH { "old" = "new.name"; }` takes `PATH.old` for
  # `PATH.new.name`, `moved FROM TO NAMES` each `FROM.name` for `TO.name`; what is `gone` says why.
  renamed =
    path:
    lib.mapAttrsToList (
      old: new: lib.mkRenamedOptionModule (path ++ lib.splitString "." old) (path ++ lib.splitString "." new)
    );
  moved =
    from: to:
    map (name: lib.mkRenamedOptionModule (from ++ [ name ]) (to ++ [ name ]));
  gone =
    path: why:
    map (name: lib.mkRemovedOptionModule (path ++ lib.splitString "." name) why);

  # The value that a setting has where it is left to the program: null, so nothing is written.
  notNull = lib.filterAttrs (_: value: value != null);

  # A module with `GROUP.NAME.enable`, `package` and `options`. Where it is enabled the package is
  # installed and `config`, a function of the program's settings, holds.
  module =
    group:
    {
      config,
      pkgs,
      ...
    }:
    name: spec:
    let
      cfg = config.${group}.${name};
      packageName = spec.package or name;
      package = lib.optionalAttrs (packageName != null) {
        package = lib.mkPackageOption pkgs packageName (
          { nullable = spec.nullable or false; } // (spec.packageOptions or { })
        );
      };
    in
    {
      imports = spec.imports or [ ];
      options.${group}.${name} = {
        enable = mkEnableOption (spec.title or (capital name));
      }
      // package
      // (spec.options or { });
      config = mkIf cfg.enable (mkMerge [
        (mkIf (packageName != null && (spec.install or true)) {
          home.packages = mkIf (cfg.package != null) [ cfg.package ];
        })
        ((spec.config or (_: { })) cfg)
      ]);
    };

  program = module "programs";
  service = module "services";

  # The module of a program whose settings are one file: `format` is `toml`, `json` or `yaml`, `file`
  # is below the XDG folder for configurations, `generated` its name in the store.
  fileProgram =
    { pkgs, ... }@args:
    name: spec:
    let
      format = pkgs.formats.${spec.format} { };
    in
    program args name (
      spec
      // {
        options = {
          settings = opt format.type { } "Contents of {file}`${spec.file}`.";
        }
        // spec.options or { };
        config =
          cfg:
          mkMerge [
            {
              xdg.configFile.${spec.file} = mkIf (cfg.settings != { }) {
                source = format.generate spec.generated cfg.settings;
              };
            }
            ((spec.config or (_: { })) cfg)
          ];
      }
    );

  # Text of a file that is given as text or as a path.
  textOrPath = types.either types.path types.lines;
  fromTextOrPath =
    pkgs: name: value:
    if lib.hm.strings.isPathLike value then value else pkgs.writeText name value;

  # A service of the graphical session.
  sessionService =
    {
      description,
      exec,
      after ? [ "graphical-session.target" ],
      target ? "graphical-session.target",
      unit ? { },
      service ? { },
    }:
    {
      Unit = {
        Description = description;
        After = after;
        PartOf = [ target ];
      }
      // unit;
      Service = {
        ExecStart = exec;
      }
      // service;
      Install.WantedBy = [ target ];
    };
}
