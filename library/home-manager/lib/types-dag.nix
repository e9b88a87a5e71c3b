# The type of a graph (`lib.hm.types.dagOf`): attributes that are entries, or plain values.
{ lib }:
let
  inherit (lib) mkOption mkOptionType types;
  inherit (lib.hm) dag;

  entryOf =
    element:
    let
      entry = types.submodule (
        { name, ... }:
        {
          options = {
            data = mkOption { type = element; };
            after = mkOption { type = types.listOf types.str; };
            before = mkOption { type = types.listOf types.str; };
          };
          # A submodule sees the name of its entry as `dagName`: its own name is `data`.
          config = lib.mkIf (element.name == "submodule") { data._module.args.dagName = name; };
        }
      );
      asEntry =
        def:
        if dag.isEntry def.value then
          def.value
        else
          dag.entryAnywhere (if def ? priority then lib.mkOrder def.priority def.value else def.value);
    in
    mkOptionType {
      name = "dagEntryOf";
      description = "DAG entry of ${element.description}";
      merge =
        loc: defs:
        entry.merge loc (
          map (def: {
            inherit (def) file;
            value = asEntry def;
          }) defs
        );
    };

  dagOf =
    element:
    let
      attrs = types.attrsOf (entryOf element);
    in
    mkOptionType rec {
      name = "dagOf";
      description = "DAG of ${element.description}";
      inherit (attrs) check merge emptyValue;
      inherit (element) getSubModules;
      getSubOptions = prefix: element.getSubOptions (prefix ++ [ "<name>" ]);
      substSubModules = modules: dagOf (element.substSubModules modules);
      functor = lib.defaultFunctor name // {
        wrapped = element;
      };
      nestedTypes.elemType = element;
    };
in
{
  inherit dagOf;
}
