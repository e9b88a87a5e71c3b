# The program with its completions and manual pages, built from this checkout.
{
  lib,
  rustPlatform,
  stdenv,
  installShellFiles,
}:
let
  workspace = (builtins.fromTOML (builtins.readFile ../Cargo.toml)).workspace;
  crates = builtins.attrNames (builtins.readDir ../crates);
in
rustPlatform.buildRustPackage {
  pname = "hmeval";
  inherit (workspace.package) version;

  # Cargo wants all members of the workspace to be there. Documentation and fixtures are not among them, so that editing
  # those builds nothing again.
  src = lib.fileset.toSource {
    root = ../.;
    fileset = lib.fileset.unions [
      ../.cargo
      ../Cargo.lock
      ../Cargo.toml
      ../benches
      ../crates
      ../tests
      ../xtask
    ];
  };
  cargoLock.lockFile = ../Cargo.lock;

  cargoBuildFlags = [ "--package=hmeval" ];
  # Unit tests only: the suite in tests/ compares with a real Nix and reads the fixtures, which `.ci/run` is for.
  cargoTestFlags = [ "--lib" ] ++ map (name: "--package=${name}") crates;

  nativeBuildInputs = [ installShellFiles ];
  postInstall = lib.optionalString (stdenv.buildPlatform.canExecute stdenv.hostPlatform) ''
    $out/bin/hmeval man man
    installManPage man/*.1
    for shell in bash fish zsh; do
      $out/bin/hmeval completions $shell > hmeval.$shell
      installShellCompletion hmeval.$shell
    done
  '';

  meta = {
    description = "Evaluates Nix, NixOS and Home Manager configurations natively, with no Nix installed";
    license = [
      lib.licenses.mit
      lib.licenses.asl20
    ];
    mainProgram = "hmeval";
    platforms = lib.platforms.unix;
  };
}
