//! `hmeval init`: a first configuration, to be filled.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use hmeval_eval::Settings;
use hmeval_eval::print::string_literal;

use super::flags::absolute;
use crate::console::Console;
use crate::session::{print_error, report_output};
use crate::status::Status;

/// The release that new configurations keep to.
const STATE_VERSION: &str = "26.05";

/// Arguments of `hmeval init`.
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// Where it is written [default: home-manager in the folder of configurations]
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Write no flake.nix
    #[arg(long)]
    no_flake: bool,
    /// Where the flake gets Home Manager from
    #[arg(long, value_name = "URL", default_value = "github:nix-community/home-manager")]
    home_manager_url: String,
    /// Where the flake gets nixpkgs from
    #[arg(long, value_name = "URL", default_value = "github:nixos/nixpkgs/nixos-unstable")]
    nixpkgs_url: String,
}

/// Runs the command.
pub(crate) fn run(args: &InitArgs, console: &Console<'_>) -> Status {
    let variable = |name: &str| console.environment.non_empty(name);
    let (Some(user), Some(home)) = (variable("USER"), variable("HOME")) else {
        print_error(console, b"USER and HOME must be set");
        return Status::Failed;
    };
    let folder = match &args.dir {
        Some(dir) => absolute(console, dir),
        None => {
            let path = |value: &[u8]| PathBuf::from(OsStr::from_bytes(value));
            let config = variable("XDG_CONFIG_HOME").map(path).unwrap_or_else(|| path(home).join(".config"));
            config.join("home-manager")
        }
    };
    let mut files = vec![("home.nix", home_nix(user, home))];
    if !args.no_flake {
        files.push(("flake.nix", flake_nix(args, user)));
    }
    for (name, text) in files {
        let path = folder.join(name);
        match write(&path, &text) {
            Ok(true) => {
                if let Err(error) = console.out_line(path.as_os_str().as_bytes()) {
                    return report_output(console, &error);
                }
            }
            Ok(false) => console.note(format!("'{}' exists and stays as it is", path.display()).as_bytes()),
            Err(error) => {
                print_error(console, format!("cannot write '{}': {error}", path.display()).as_bytes());
                return Status::Failed;
            }
        }
    }
    Status::Done
}

/// Writes a file that does not exist yet. Answers whether it was written.
fn write(path: &Path, text: &str) -> std::io::Result<bool> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

fn literal(text: &[u8]) -> String {
    let mut out = Vec::new();
    string_literal(&mut out, text);
    String::from_utf8_lossy(&out).into_owned()
}

fn home_nix(user: &[u8], home: &[u8]) -> String {
    format!(
        "{{ config, pkgs, ... }}:\n\n\
         {{\n\
         \x20 # Whose home this is.\n\
         \x20 home.username = {user};\n\
         \x20 home.homeDirectory = {home};\n\n\
         \x20 # The release whose defaults this configuration keeps to. It need not change when\n\
         \x20 # Home Manager is updated.\n\
         \x20 home.stateVersion = \"{STATE_VERSION}\";\n\n\
         \x20 # Packages of the user.\n\
         \x20 home.packages = [\n\
         \x20   # pkgs.ripgrep\n\
         \x20 ];\n\n\
         \x20 # Files in the home.\n\
         \x20 home.file = {{\n\
         \x20   # \".screenrc\".source = ./screenrc;\n\
         \x20   # \".hushlogin\".text = \"\";\n\
         \x20 }};\n\n\
         \x20 # Programs and services have options of their own: see 'hmeval options'.\n\
         \x20 # programs.git.enable = true;\n\
         }}\n",
        user = literal(user),
        home = literal(home),
    )
}

fn flake_nix(args: &InitArgs, user: &[u8]) -> String {
    format!(
        "{{\n\
         \x20 description = \"A home\";\n\n\
         \x20 inputs = {{\n\
         \x20   nixpkgs.url = {nixpkgs};\n\
         \x20   home-manager.url = {home_manager};\n\
         \x20   home-manager.inputs.nixpkgs.follows = \"nixpkgs\";\n\
         \x20 }};\n\n\
         \x20 outputs = {{ nixpkgs, home-manager, ... }}: {{\n\
         \x20   homeConfigurations.{user} = home-manager.lib.homeManagerConfiguration {{\n\
         \x20     pkgs = nixpkgs.legacyPackages.{system};\n\
         \x20     modules = [ ./home.nix ];\n\
         \x20   }};\n\
         \x20 }};\n\
         }}\n",
        nixpkgs = literal(args.nixpkgs_url.as_bytes()),
        home_manager = literal(args.home_manager_url.as_bytes()),
        user = literal(user),
        system = literal(Settings::default().current_system.as_bytes()),
    )
}
