# `lib.hm`. Every part is a file that is only read when it is used.
{ lib }:
{
  assertions = import ./assertions.nix { inherit lib; };
  booleans.yesNo = value: if value then "yes" else "no";
  dag = import ./dag.nix { inherit lib; };
  darwin = import ./darwin.nix { inherit lib; };
  deprecations = import ./deprecations.nix { inherit lib; };
  generators = import ./generators.nix { inherit lib; };
  git.diffPagerConfig = command: {
    pager = lib.genAttrs [ "diff" "log" "show" ] (_: command);
  };
  gvariant = import ./gvariant.nix { inherit lib; };
  # Not of the original: what the modules of this library are written with.
  library = import ./library.nix { inherit lib; };
  maintainers = { };
  mcp = import ./mcp.nix { inherit lib; };
  nushell = import ./nushell.nix { inherit lib; };
  shell = import ./shell.nix { inherit lib; };
  strings = import ./strings.nix { inherit lib; };
  types = import ./types.nix { inherit lib; };
  zsh = import ./zsh.nix { inherit lib; };
}
