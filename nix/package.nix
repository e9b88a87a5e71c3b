# The package: the program with its manual pages and shell completions.
{ lib, rustPlatform }:
rustPlatform.buildRustPackage {
  pname = "hmeval";
  version = (lib.importTOML ../Cargo.toml).workspace.package.version;
  src = lib.cleanSource ../.;
  cargoLock.lockFile = ../Cargo.lock;
  cargoBuildFlags = [ "--package=hmeval" ];
  # The suite runs from the checkout: `cargo test`.
  doCheck = false;
  postInstall = ''
    $out/bin/hmeval man $out/share/man/man1
    for shell in bash fish zsh; do
      $out/bin/hmeval completions $shell >completion
      case $shell in
        bash) install -D completion $out/share/bash-completion/completions/hmeval ;;
        fish) install -D completion $out/share/fish/vendor_completions.d/hmeval.fish ;;
        zsh) install -D completion $out/share/zsh/site-functions/_hmeval ;;
      esac
    done
  '';
  meta = {
    description = "Evaluates Nix, NixOS and Home Manager configurations natively";
    license = [
      lib.licenses.mit
      lib.licenses.asl20
    ];
    mainProgram = "hmeval";
  };
}
