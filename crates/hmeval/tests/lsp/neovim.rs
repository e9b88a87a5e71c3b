//! A real client: Neovim's, headless, with `editors/neovim/check.lua`.

use std::path::Path;
use std::process::Command;

const FLAKE: &str = r#"{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.home-manager.url = "github:nix-community/home-manager/release-25.11";
  outputs =
    { nixpkgs, home-manager, ... }:
    {
      homeConfigurations.jdoe = home-manager.lib.homeManagerConfiguration {
        pkgs = nixpkgs.legacyPackages.x86_64-linux;
        modules = [ ./home.nix ];
      };
    };
}
"#;

const HOME: &str = r#"{ pkgs, ... }:
let
  editor = "vi";
in
{
  home.username = "jdoe";
  home.homeDirectory = "/home/jdoe";
  home.stateVersion = "25.11";
  home.packages = [ pkgs.hello ];
  programs.git.enabel = true;
  home.sessionVariables.EDITOR = editor;
}
"#;

#[test]
fn neovim_works_with_it() {
    if Command::new("nvim").arg("--version").output().is_err() {
        println!("skipped: there is no nvim");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("flake.nix"), FLAKE).unwrap();
    std::fs::write(dir.path().join("home.nix"), HOME).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../editors/neovim/check.lua");
    let script = script.canonicalize().unwrap();
    let output = Command::new("nvim")
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c"])
        .arg(format!("luafile {}", script.display()))
        .arg("home.nix")
        .env("HMEVAL", env!("CARGO_BIN_EXE_hmeval"))
        .env("HMEVAL_CACHE_DIR", dir.path().join("cache"))
        .env("XDG_STATE_HOME", dir.path().join("state"))
        .env("XDG_CACHE_HOME", dir.path().join("cache"))
        .env("NIX_PATH", "")
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
