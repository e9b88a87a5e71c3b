# A host: `import <nixpkgs/nixos> { configuration = ...; }`.
{
  configuration,
  system ? builtins.currentSystem,
}:
let
  evaluation = import ./lib/eval-config.nix {
    inherit system;
    lib = import ../lib;
    modules = [ configuration ];
  };
in
evaluation // { system = evaluation.config.system.build.toplevel; }
