# `programs.i3blocks`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  value = with types; nullOr (oneOf [ int bool str float ]);
  # The type of a graph takes plain values for entries: this one is not made of others.
  atom = types.mkOptionType {
    name = "INI config atom";
    description = "INI atom (null, int, bool, string, or float)";
    inherit (value) check merge;
  };
in
lib.hm.library.program args "i3blocks" {
  options.bars = lib.hm.library.need (types.attrsOf (lib.hm.types.dagOf (types.attrsOf atom))) "Blocks of bars, in the order of {var}`lib.hm.dag`.";
  config =
    cfg:
    let
      blocks = lib.hm.generators.sortDAGEntries { cycleErrorMessage = "Dependency cycle in i3blocks"; };
      ini = block: lib.generators.toINI { } { ${block.name} = block.value; };
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "programs.i3blocks" pkgs lib.platforms.linux) ];
      xdg.configFile = lib.mapAttrs' (
        name: bar: lib.nameValuePair "i3blocks/${name}" { text = lib.concatMapStringsSep "\n" ini (blocks bar); }
      ) cfg.bars;
    };
}
