# Graphs whose entries name what comes before and after them (`lib.hm.dag`).
{ lib }:
let
  inherit (lib) elem filter mapAttrs;

  between = before: after: data: { inherit after before data; };

  # A chain of entries `TAG-0`, `TAG-1`, ...: only the last knows what follows the chain.
  chain =
    tag: before: after: datas:
    let
      last = builtins.length datas - 1;
      name = index: "${tag}-${toString index}";
      entry =
        index: data:
        lib.nameValuePair (name index) (
          between (if index == last then before else [ ]) (
            if index == 0 then after else [ (name (index - 1)) ]
          ) data
        );
    in
    lib.listToAttrs (lib.imap0 entry datas);

  isEntry = e: e ? data && e ? after && e ? before;
in
{
  empty = { };
  inherit isEntry;
  isDag = dag: builtins.isAttrs dag && lib.all isEntry (builtins.attrValues dag);

  entryBetween = between;
  entryAnywhere = between [ ] [ ];
  entryAfter = between [ ];
  entryBefore = before: between before [ ];

  entriesBetween = chain;
  entriesAnywhere = tag: chain tag [ ] [ ];
  entriesAfter = tag: chain tag [ ];
  entriesBefore = tag: before: chain tag before [ ];

  map = f: mapAttrs (name: entry: entry // { data = f name entry.data; });

  # `{ result = [ { name, data } ]; }` in order, or what `lib.toposort` says of a cycle.
  topoSort =
    dag:
    let
      claiming = name: filter (other: elem name dag.${other}.before) (builtins.attrNames dag);
      nodes = builtins.attrValues (
        mapAttrs (name: entry: {
          inherit name;
          inherit (entry) data;
          after = entry.after ++ claiming name;
        }) dag
      );
      sorted = lib.toposort (a: b: elem a.name b.after) nodes;
    in
    if sorted ? result then
      { result = map (node: { inherit (node) data name; }) sorted.result; }
    else
      sorted;
}
