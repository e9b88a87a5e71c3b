# Texts of attribute sets whose entries may say what they stand in front of or behind (`lib.hm.dag`).
{ lib }:
let
  cycle = "Dependency cycle in DAG entries";
in
rec {
  isDAGEntryWithOrdering = entry: lib.hm.dag.isEntry entry && (entry.after != [ ] || entry.before != [ ]);
  hasDAGEntryWithOrdering = set: lib.any isDAGEntryWithOrdering (lib.attrValues set);

  sortDAGEntries =
    {
      cycleErrorMessage ? cycle,
    }:
    set:
    let
      entries = lib.mapAttrs (_: one: if lib.hm.dag.isEntry one then one else lib.hm.dag.entryAnywhere one) set;
      sorted = lib.hm.dag.topoSort entries;
    in
    map (one: lib.nameValuePair one.name one.data) (
      sorted.result or (abort "${cycleErrorMessage}: ${builtins.toJSON sorted}")
    );

  # Sorted if an entry asks for it; what only looks like an entry is a value.
  toDAGOrderedAttrs =
    options: set:
    if hasDAGEntryWithOrdering set then
      sortDAGEntries options (
        lib.mapAttrs (_: one: if isDAGEntryWithOrdering one then one else lib.hm.dag.entryAnywhere one) set
      )
    else
      lib.attrsToList set;

  toDAGOrderedText =
    {
      renderAttrs,
      renderList,
      renderValue,
      cycleErrorMessage ? cycle,
    }:
    let
      render =
        value:
        if lib.isList value then
          renderList (map render value)
        else if lib.isAttrs value && !lib.isDerivation value then
          renderAttrs (
            map (one: one // { value = render one.value; }) (toDAGOrderedAttrs { inherit cycleErrorMessage; } value)
          )
        else
          renderValue value;
    in
    render;
  toDAGOrderedJsonText =
    {
      cycleErrorMessage ? cycle,
    }:
    toDAGOrderedText {
      inherit cycleErrorMessage;
      renderValue = builtins.toJSON;
      renderList = values: "[${lib.concatStringsSep "," values}]";
      renderAttrs = fields: "{${lib.concatMapStringsSep "," (one: "${builtins.toJSON one.name}:${one.value}") fields}}";
    };

  mkDAGOrderedJsonFormat =
    {
      pkgs,
      jsonFormat ? pkgs.formats.json { },
      cycleErrorMessage ? null,
    }:
    jsonFormat
    // {
      generate =
        name: value:
        pkgs.runCommandLocal name {
          nativeBuildInputs = [ pkgs.buildPackages.jq ];
          value = toDAGOrderedJsonText {
            cycleErrorMessage = if cycleErrorMessage == null then "Dependency cycle in ${name}" else cycleErrorMessage;
          } value;
          passAsFile = [ "value" ];
        } ''jq . "$valuePath" > "$out"'';
    };
}
