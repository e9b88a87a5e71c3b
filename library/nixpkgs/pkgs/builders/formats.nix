# `formats`: for each format of configuration files the type of its values, and how a file of it is made.
{ lib, pkgs }:
let
  inherit (lib) types;
  inherit (lib.types)
    attrsOf
    bool
    either
    float
    int
    listOf
    nullOr
    oneOf
    path
    str
    ;

  # Values of JSON, with or without null.
  valueOf =
    {
      name,
      nullable ? true,
    }:
    let
      plain = oneOf [
        bool
        int
        float
        str
        path
        (attrsOf value)
        (listOf value)
      ];
      value = (if nullable then nullOr plain else plain) // {
        description = "${name} value";
      };
    in
    value;

  # Files made of JSON by a program.
  convert =
    name: tools: command: file: value:
    pkgs.runCommand file {
      nativeBuildInputs = tools;
      value = builtins.toJSON value;
      passAsFile = [ "value" ];
      preferLocalBuild = true;
      passthru.format = name;
    } command;

  singleAtom =
    nullOr (oneOf [
      bool
      int
      float
      str
    ])
    // {
      description = "INI atom (null, bool, int, float or string)";
    };
  # The type of a value in a section; lists need a way to be written.
  atomType =
    {
      listsAsDuplicateKeys ? false,
      listToValue ? null,
      atomsCoercedToLists ? null,
    }:
    let
      lists = types.coercedTo singleAtom lib.singleton (listOf singleAtom);
      withLists = if atomsCoercedToLists == true then lists else either singleAtom (listOf singleAtom);
    in
    if listsAsDuplicateKeys then
      withLists // { description = singleAtom.description + " or a list of them for duplicate keys"; }
    else if listToValue != null then
      either singleAtom (types.nonEmptyListOf singleAtom)
      // {
        description = singleAtom.description + " or a non-empty list of them";
      }
    else
      singleAtom;
  section = atom: attrsOf atom // { description = "section of an INI file (attrs of ${atom.description})"; };

  joined =
    listToValue: value:
    if listToValue == null then
      value
    else
      builtins.mapAttrs (_key: item: if builtins.isList item then listToValue item else item) value;
  own = arguments: removeAttrs arguments [
    "listToValue"
    "atomsCoercedToLists"
  ];
  forAtom = builtins.intersectAttrs {
    listsAsDuplicateKeys = null;
    listToValue = null;
    atomsCoercedToLists = null;
  };
in
{
  json =
    { }:
    {
      type = valueOf { name = "JSON"; };
      generate = convert "json" [ pkgs.jq ] ''jq . "$valuePath"> $out'';
    };
  yaml =
    { }:
    {
      type = valueOf { name = "YAML"; };
      generate = convert "yaml" [ pkgs.remarshal ] ''json2yaml "$valuePath" "$out"'';
    };
  yaml_1_1 =
    { }:
    {
      type = valueOf { name = "YAML 1.1"; };
      generate = convert "yaml" [ pkgs.remarshal_0_17 ] ''json2yaml "$valuePath" "$out"'';
    };
  yaml_1_2 =
    { }:
    {
      type = valueOf { name = "YAML 1.2"; };
      generate = convert "yaml" [ pkgs.remarshal ] ''json2yaml "$valuePath" "$out"'';
    };
  toml =
    { }:
    {
      type = valueOf {
        name = "TOML";
        nullable = false;
      };
      generate = convert "toml" [ pkgs.remarshal ] ''json2toml "$valuePath" "$out"'';
    };
  cdn =
    { }:
    {
      type = valueOf { name = "CDN"; };
      generate = convert "cdn" [ pkgs.json2cdn ] ''json2cdn "$valuePath" > $out'';
    };
  hocon =
    { ... }:
    {
      type = valueOf { name = "HOCON"; };
      generate = convert "hocon" [ ] ''cp "$valuePath" $out'';
    };
  xml =
    { ... }:
    {
      type = valueOf { name = "XML"; };
      generate = convert "xml" [ pkgs.python3Packages.xmltodict ] ''json2xml "$valuePath" "$out"'';
    };
  plist =
    {
      escape ? true,
    }:
    {
      type = valueOf { name = "Property list (plist)"; };
      generate = name: value: pkgs.writeText name (lib.generators.toPlist { inherit escape; } value);
    };

  ini =
    arguments@{
      listsAsDuplicateKeys ? false,
      listToValue ? null,
      atomsCoercedToLists ? null,
      ...
    }:
    assert listsAsDuplicateKeys -> listToValue == null;
    let
      atom = atomType (forAtom arguments);
    in
    {
      type = attrsOf (section atom);
      lib.types.atom = atom;
      generate =
        name: value:
        pkgs.writeText name (
          lib.generators.toINI (own arguments) (builtins.mapAttrs (_section: joined listToValue) value)
        );
    };
  iniWithGlobalSection =
    arguments@{
      listsAsDuplicateKeys ? false,
      listToValue ? null,
      atomsCoercedToLists ? null,
      ...
    }:
    assert listsAsDuplicateKeys -> listToValue == null;
    let
      atom = atomType (forAtom arguments);
    in
    {
      type = types.submodule {
        options = {
          sections = lib.mkOption {
            type = attrsOf (section atom);
            default = { };
            description = "The sections of the file.";
          };
          globalSection = lib.mkOption {
            type = section atom;
            default = { };
            description = "What stands before the first section.";
          };
        };
      };
      lib.types.atom = atom;
      generate =
        name:
        {
          sections ? { },
          globalSection ? { },
          ...
        }:
        pkgs.writeText name (
          lib.generators.toINIWithGlobalSection (own arguments) {
            globalSection = joined listToValue globalSection;
            sections = builtins.mapAttrs (_section: joined listToValue) sections;
          }
        );
    };
  gitIni =
    {
      listsAsDuplicateKeys ? false,
      ...
    }@arguments:
    let
      atom = atomType (forAtom arguments);
    in
    {
      type = attrsOf (attrsOf (either atom (attrsOf atom)));
      lib.types.atom = atom;
      generate = name: value: pkgs.writeText name (lib.generators.toGitINI value);
    };
  systemd =
    let
      ini = pkgs.formats.ini { listsAsDuplicateKeys = true; };
    in
    _arguments: ini;
  keyValue =
    arguments@{
      listsAsDuplicateKeys ? false,
      listToValue ? null,
      atomsCoercedToLists ? null,
      ...
    }:
    assert listsAsDuplicateKeys -> listToValue == null;
    let
      atom = atomType (forAtom arguments);
    in
    {
      type = attrsOf atom;
      lib.types.atom = atom;
      generate =
        name: value:
        pkgs.writeText name (lib.generators.toKeyValue (own arguments) (joined listToValue value));
    };

  lua =
    {
      asBindings ? false,
      multiline ? true,
      columnWidth ? 100,
      indentWidth ? 2,
      indentUsingTabs ? false,
    }:
    {
      type =
        let
          value = nullOr (oneOf [
            bool
            float
            int
            path
            str
            types.luaInline
            (attrsOf value)
            (listOf value)
          ]) // {
            description = "lua value";
            descriptionClass = "noun";
          };
        in
        if asBindings then attrsOf value else value;
      lib.mkRaw = lib.generators.mkLuaInline;
      generate =
        name: value:
        pkgs.writeText name (
          lib.optionalString (!asBindings) "return " + lib.generators.toLua { inherit asBindings multiline; } value
        );
    };
  elixirConf = _arguments: throw "pkgs.formats.elixirConf is not in hmeval's built-in library";
  nixConf =
    arguments:
    {
      type = attrsOf (nullOr (oneOf [
        bool
        int
        float
        str
        path
        (listOf str)
      ]));
      generate =
        name: value:
        pkgs.writeText name (
          lib.generators.toKeyValue {
            mkKeyValue = lib.generators.mkKeyValueDefault {
              mkValueString =
                item: if builtins.isList item then toString item else lib.generators.mkValueStringDefault { } item;
            } " = ";
          } value
          + arguments.extraOptions or ""
        );
    };
  libconfig = _arguments: throw "pkgs.formats.libconfig is not in hmeval's built-in library";
  javaProperties =
    {
      comment ? "Generated with Nix",
      boolToString ? lib.boolToString,
    }:
    let
      plain = lib.replaceStrings [ "\\" "\n" "#" "!" "\t" "\r" ] [ "\\\\" "\\n\\\n" "\\#" "\\!" "\\t" "\\r" ];
      key = text: lib.replaceStrings [ " " "=" ] [ "\\ " "\\=" ] (plain text);
      value = text: (if lib.hasPrefix " " text then "\\" else "") + plain text;
    in
    {
      type = attrsOf (
        types.oneOf [
          (types.coercedTo types.package toString str)
          (types.coercedTo bool boolToString str)
          (types.coercedTo types.int toString str)
          (types.coercedTo types.float toString str)
        ]
        // {
          description = "string, package, bool, int or float";
        }
      );
      generate =
        name: values:
        pkgs.writeText name (
          "# ${comment}\n\n"
          + lib.concatStrings (lib.mapAttrsToList (name: text: "${key name} = ${value text}\n") values)
        );
    };
  pythonVars = _arguments: {
    type = attrsOf (valueOf { name = "Python"; });
    generate =
      name: value:
      pkgs.writeText name (
        lib.concatStrings (lib.mapAttrsToList (key: item: "${key} = ${builtins.toJSON item}\n") value)
      );
  };
  php = _arguments: throw "pkgs.formats.php is not in hmeval's built-in library";
}
