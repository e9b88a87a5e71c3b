//! `hmeval check` in flakes: the files of a flake have names in the store, and are the user's all the same.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Run, hmeval_in};

/// A flake with a home, made of these modules.
struct Flake {
    folder: TempDir,
    home: TempDir,
}

const INPUTS: &str = "inputs.nixpkgs.url = \"github:NixOS/nixpkgs/nixos-unstable\";
  inputs.home-manager.url = \"github:nix-community/home-manager\";";

impl Flake {
    fn with(outputs: &str, files: &[(&str, &str)]) -> Self {
        let flake = Flake { folder: TempDir::new().unwrap(), home: TempDir::new().unwrap() };
        let text =
            format!("{{ {INPUTS}\n  outputs = {{ nixpkgs, home-manager, ... }}: {{\n{outputs}\n}}; }}\n");
        for (name, text) in files.iter().chain(&[("flake.nix", &text[..])]) {
            std::fs::write(flake.folder.path().join(name), text).unwrap();
        }
        flake
    }

    /// A home of one user whose modules are `modules`.
    fn of_home(modules: &str, files: &[(&str, &str)]) -> Self {
        let outputs = format!(
            "    homeConfigurations.jdoe = home-manager.lib.homeManagerConfiguration {{
      pkgs = nixpkgs.legacyPackages.x86_64-linux;
      modules = [ {modules} ];
    }};"
        );
        Self::with(&outputs, files)
    }

    fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn git(&self, args: &[&str]) {
        let mut command = Command::new("git");
        command.args(args).current_dir(self.folder.path()).env("GIT_CONFIG_GLOBAL", "/dev/null");
        assert!(command.status().unwrap().success());
    }

    /// The flake as a Git repository.
    fn tracked(self) -> Self {
        self.git(&["init", "--quiet"]);
        self.git(&["add", "--all"]);
        self
    }

    /// What `check` finds: file, line, column, code and first suggestion.
    fn found(&self) -> Vec<(String, u64, u64, String, Value)> {
        let diagnostics = self.diagnostics();
        let of = |one: &Value| {
            let text = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
            let file = text("file");
            let file = file.strip_prefix(self.path().to_str().unwrap()).unwrap_or(&file).to_owned();
            let (line, column) = (one["line"].as_u64().unwrap_or(0), one["column"].as_u64().unwrap_or(0));
            (file, line, column, text("code"), one["suggestions"][0].clone())
        };
        diagnostics.iter().map(of).collect()
    }

    /// What `check` says, as JSON.
    fn check(&self) -> Run {
        self.check_with(&[])
    }

    fn check_with(&self, flags: &[&str]) -> Run {
        let home = self.home.path().to_str().unwrap();
        let variables = [("HOME", home), ("NIX_CONFIG", "flake-registry ="), ("NIX_CONF_DIR", "/dev/null")];
        let args = ["check", "--format", "json", "--library", "builtin", "--flake", "."];
        hmeval_in(&[&args, flags].concat(), &self.path(), &variables)
    }

    fn diagnostics(&self) -> Vec<Value> {
        let run = self.check();
        let document: Value =
            serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err));
        let mut found = document["diagnostics"].as_array().unwrap().clone();
        found.retain(|one| one["severity"] != "info");
        found
    }
}

const HOME: &str = "{ lib, ... }: {
  home.username = \"jdoe\"; home.homeDirectory = \"/home/jdoe\"; home.stateVersion = \"25.05\";
";

#[test]
fn lints_look_at_the_files_of_a_flake() {
    let home = format!("{HOME}  programs.bash.initExtra = lib.mkIf false \"x\";\n}}\n");
    let expected = ("/home.nix".to_owned(), 3, 17, "dead-assignment".to_owned(), Value::Null);
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home)]);
    assert_eq!(flake.found(), std::slice::from_ref(&expected));
    assert_eq!(flake.tracked().found(), [expected]);
}

#[test]
fn all_packages_of_a_flake_that_are_misspelt_are_found() {
    let home = format!("{HOME}}}\n");
    let packages = "{ pkgs, ... }: { home.packages = with pkgs; [ gitt curll ]; }\n";
    let flake =
        Flake::of_home("./home.nix ./packages.nix", &[("home.nix", &home), ("packages.nix", packages)]);
    let of = |column, name: &str| {
        ("/packages.nix".to_owned(), 1, column, "evaluation".to_owned(), Value::from(name))
    };
    let expected = [of(47, "git"), of(52, "curl")];
    assert_eq!(flake.found(), expected);
    assert_eq!(flake.tracked().found(), expected);
}

#[test]
fn files_that_are_missing_are_told_where_they_are_named() {
    let home = format!("{HOME}  imports = [ ./progams.nix ];\n}}\n");
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home), ("programs.nix", "{ }")]);
    let expected = ("/home.nix".to_owned(), 3, 15, "evaluation".to_owned(), Value::from("./programs.nix"));
    assert_eq!(flake.found(), std::slice::from_ref(&expected));
    let message = flake.diagnostics()[0]["message"].as_str().unwrap().to_owned();
    assert_eq!(message, format!("path '{}/progams.nix' does not exist", flake.path().display()));
    assert_eq!(flake.tracked().found(), [expected]);
    let flake = Flake::of_home("./hom.nix", &[("home.nix", &home)]);
    let found = flake.found();
    assert_eq!((&found[0].0[..], found[0].1, &found[0].4), ("/flake.nix", 6, &Value::from("./home.nix")));
}

#[test]
fn messages_name_files_as_people_find_them() {
    let home = format!("{HOME}  programs.git.enabel = true;\n}}\n");
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home)]);
    let found = flake.diagnostics();
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.contains(&format!("`{}/home.nix'", flake.path().display())), "{message}");
}

#[test]
fn the_homes_of_all_users_of_a_host_are_checked() {
    let host = "{
  home-manager.users.ada = { home.stateVersion = \"25.05\"; programs.git.enabel = true; };
  home-manager.users.bob = { home.stateVersion = \"25.05\"; services.syncthing.enable = \"on\"; };
  home-manager.users.cid = { home.stateVersion = \"25.05\"; programs.fish.shellAliases = 3; };
  users.users = { ada.isNormalUser = true; bob.isNormalUser = true; cid.isNormalUser = true; };
  system.stateVersion = \"25.05\"; boot.loader.grub.enable = false;
  fileSystems.\"/\" = { device = \"/dev/disk/by-label/root\"; fsType = \"ext4\"; };
}
";
    let outputs = "nixosConfigurations.box = nixpkgs.lib.nixosSystem {
      system = \"x86_64-linux\"; modules = [ home-manager.nixosModules.home-manager ./host.nix ]; };";
    let flake = Flake::with(outputs, &[("host.nix", host)]);
    let found: Vec<_> =
        flake.found().into_iter().map(|(_, line, column, code, _)| (line, column, code)).collect();
    let of = |line, column, code: &str| (line, column, code.to_owned());
    assert_eq!(found, [of(2, 72, "unknown-option"), of(3, 87, "type"), of(4, 88, "type")]);
}

#[test]
fn what_nobody_needs_says_no_warning() {
    let home = "{ lib, ... }: {
  options.mine.spare = lib.mkOption { type = lib.types.int; default = lib.warn \"a spare part\" 1; };
  config = { home.username = \"jdoe\"; home.homeDirectory = \"/home/jdoe\"; home.stateVersion = \"25.05\"; };
}
";
    let flake = Flake::of_home("./home.nix", &[("home.nix", home)]);
    let run = flake.check();
    assert!(!run.err.contains("spare part"), "{}", run.err);
    assert!(!run.out.contains("spare part"), "{}", run.out);
}

#[test]
fn a_warning_of_the_evaluation_about_an_option_stands_at_its_definition() {
    let home = format!(
        "{HOME}  programs.git.enable = true;
  home.sessionVariables.A = lib.warn \"better leave programs.git.enable alone\" \"a\";
  home.sessionVariables.B = lib.warn \"about nothing in particular\" \"b\";
}}
"
    );
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home)]);
    let expected = ("/home.nix".to_owned(), 3, 16, "warning".to_owned(), Value::Null);
    assert_eq!(flake.found(), [expected]);
    let run = flake.check();
    assert!(run.err.contains("about nothing in particular") && !run.err.contains("alone"), "{}", run.err);
}

#[test]
fn a_mistake_that_a_library_finds_stands_where_the_user_called_it() {
    let home = format!("{HOME}  home.sessionVariables.A = lib.concatStringsSep \":\" [ \"a\" {{ }} ];\n}}\n");
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home)]);
    let found = flake.found();
    assert_eq!((&found[0].0[..], found[0].1), ("/home.nix", 3), "{found:?}");
}

#[test]
fn assertions_of_ones_own_stand_where_they_are_made() {
    let home = format!(
        "{HOME}  programs.git.enable = false;
  assertions = [
    {{ assertion = false; message = \"programs.git.enable has to be on\"; }}
  ];
}}
"
    );
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home)]);
    let expected = ("/home.nix".to_owned(), 5, 7, "assertion".to_owned(), Value::Null);
    assert_eq!(flake.found(), [expected]);
    let related = &flake.diagnostics()[0]["related"][0];
    assert_eq!((related["line"].as_u64(), related["column"].as_u64()), (Some(3), Some(16)), "{related}");
}

/// A module with a submodule whose options people are not shown.
const EXPORTERS: &str = "{ lib, ... }: let inherit (lib) mkOption types; in {
  options.my.exporters = mkOption {
    default = { };
    type = types.submodule {
      options.node = mkOption {
        internal = true;
        default = { };
        type = types.submodule {
          options.flags = mkOption { type = types.listOf types.str; default = [ ]; };
          options.port = mkOption { type = types.port; default = 9100; };
        };
      };
    };
  };
}
";

#[test]
fn what_the_user_sets_in_submodules_is_looked_at_even_if_it_is_internal() {
    let home = format!(
        "{HOME}  my.exporters.node.flags = \"x\";
  my.exporters.node.port = lib.mkIf false 80;
}}
"
    );
    let flake =
        Flake::of_home("./exporters.nix ./home.nix", &[("exporters.nix", EXPORTERS), ("home.nix", &home)]);
    let of = |line, column, code: &str| ("/home.nix".to_owned(), line, column, code.to_owned(), Value::Null);
    assert_eq!(flake.found(), [of(3, 29, "type"), of(4, 21, "dead-assignment")]);
}

#[test]
fn a_specialisation_repeats_nothing_that_is_said_of_its_base() {
    let home = format!(
        "{HOME}  programs.git.enable = true;
  programs.bash.initExtra = lib.mkIf false \"x\";
  specialisation.quiet.configuration = {{ programs.git.enable = lib.mkForce false; }};
}}
"
    );
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home)]);
    let expected = ("/home.nix".to_owned(), 4, 17, "dead-assignment".to_owned(), Value::Null);
    assert_eq!(flake.found(), [expected]);
}

#[test]
fn what_nobody_needs_is_looked_at_on_demand() {
    let home = format!(
        "{HOME}  nixpkgs.overlays = [ (_: _: {{ alacritty = throw \"no such terminal\"; }}) ];\n}}\n"
    );
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home)]);
    let run = flake.check();
    assert!(run.out.contains("\"diagnostics\":[]"), "{}{}", run.out, run.err);
    let run = flake.check_with(&["-v"]);
    assert!(run.out.contains("no such terminal"), "{}{}", run.out, run.err);
    // Needed, it is a mistake.
    let home = home.replace("  nixpkgs", "  programs.alacritty.enable = true;\n  nixpkgs");
    let run = Flake::of_home("./home.nix", &[("home.nix", &home)]).check();
    assert!(run.out.contains("no such terminal") && run.out.contains("\"error\""), "{}{}", run.out, run.err);
}

#[test]
fn a_condition_that_fails_is_found_where_nothing_needs_it() {
    let home =
        format!("{HOME}  programs.alacritty.theme = lib.mkIf (throw \"no such condition\") \"dark\";\n}}\n");
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home)]);
    let found = flake.found();
    assert_eq!((&found[0].0[..], found[0].1, &found[0].3[..]), ("/home.nix", 3, "evaluation"), "{found:?}");
}

/// A host with these homes, each an attribute of `home-manager.users`.
fn host_of(homes: &str, files: &[(&str, &str)]) -> Flake {
    let host = format!(
        "{{
  home-manager.users = {{ {homes} }};
  users.users.ada.isNormalUser = true;
  system.stateVersion = \"25.05\"; boot.loader.grub.enable = false;
  fileSystems.\"/\" = {{ device = \"/dev/disk/by-label/root\"; fsType = \"ext4\"; }};
}}
"
    );
    let outputs = "nixosConfigurations.box = nixpkgs.lib.nixosSystem {
      system = \"x86_64-linux\"; modules = [ home-manager.nixosModules.home-manager ./host.nix ]; };";
    Flake::with(outputs, &[files, &[("host.nix", &*host)]].concat())
}

#[test]
fn arguments_that_homes_of_a_host_lack_are_told_where_they_are_taken() {
    let uses = "{ inputs, ... }: { home.stateVersion = \"25.05\"; home.packages = [ inputs.x ]; }";
    let imports = "{ inputs, ... }: { home.stateVersion = \"25.05\"; imports = [ inputs.x ]; }";
    let files = [("uses.nix", uses), ("imports.nix", imports)];
    let cases = [
        (format!("ada = {uses};"), ("/host.nix", 2, "missing-argument")),
        (format!("ada = {imports};"), ("/host.nix", 2, "imports-argument")),
        ("ada = ./uses.nix;".to_owned(), ("/uses.nix", 1, "missing-argument")),
        ("ada = import ./uses.nix;".to_owned(), ("/uses.nix", 1, "missing-argument")),
        ("ada = ./imports.nix;".to_owned(), ("/imports.nix", 1, "imports-argument")),
    ];
    for (home, (file, line, code)) in cases {
        let flake = host_of(&home, &files);
        let found = flake.found();
        assert_eq!((&*found[0].0, found[0].1, &*found[0].3), (file, line, code), "{home}: {found:?}");
        let help = flake.diagnostics()[0]["help"].to_string();
        assert!(help.contains("home-manager.extraSpecialArgs = { inherit inputs; }"), "{home}: {help}");
    }
}

#[test]
fn wrappers_that_get_the_wrong_thing_are_told_at_the_definition() {
    let home = format!(
        "{HOME}  programs.git.enable = lib.mkIf \"yes\" true;
  programs.bash = lib.mkMerge {{ enable = true; }};
  home.keyboard = lib.mkOverride \"high\" null;
  home.sessionPath = lib.mkOrder null [ \"a\" ];
}}
"
    );
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home)]);
    let of = |line, column| ("/home.nix".to_owned(), line, column, "type".to_owned(), Value::Null);
    assert_eq!(flake.found(), [of(3, 25), of(4, 19), of(5, 19), of(6, 22)]);
}

#[test]
fn a_list_that_fails_beside_another_mistake_is_told_too() {
    let home = format!("{HOME}  home.packages = [ ] ++ \"x\";\n  home.language.base = 5;\n}}\n");
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home)]);
    let places: Vec<_> = flake.found().into_iter().map(|found| (found.1, found.2)).collect();
    assert_eq!(places, [(3, 26), (4, 24)]);
}

#[test]
fn changes_that_mend_leave_a_text_that_can_be_read() {
    let home = "{
  home.username = \"jdoe\"; home.homeDirectory = \"/home/jdoe\"; home.stateVersion = 25.05;
  programs.git = { enable = true; enabel = true; };
  programs.bash.enabel = true;
}
";
    let flake = Flake::of_home("./home.nix", &[("home.nix", home)]);
    let diagnostics = flake.diagnostics();
    let at = |line: u64| diagnostics.iter().find(|one| one["line"] == line).unwrap();
    assert_eq!(at(2)["fix"]["edits"][0]["newText"], "\"25.05\"");
    assert_eq!(at(3)["suggestions"][0], "programs.git.enable");
    assert_eq!(at(3)["fix"], Value::Null);
    assert_eq!(at(4)["fix"]["title"], "rename it to `programs.bash.enable`");
}

#[test]
fn arguments_that_a_home_lacks_are_passed_where_it_is_made() {
    let home = format!("{}  home.packages = [ inputs.x ];\n}}\n", HOME.replace("lib", "inputs"));
    let flake = Flake::of_home("./home.nix", &[("home.nix", &home)]);
    assert_eq!(flake.found(), [("/home.nix".to_owned(), 1, 3, "missing-argument".to_owned(), Value::Null)]);
    let one = &flake.diagnostics()[0];
    let help = one["help"].to_string();
    assert!(help.contains("homeManagerConfiguration { extraSpecialArgs = { inherit inputs; }"), "{help}");
    assert_eq!(one["related"][0]["line"], 4, "{one}");
}

#[test]
fn settings_that_are_nearly_an_option_are_warned_of() {
    let home = "{ lib, config, ... }: {
  options.mine.settings = lib.mkOption {
    type = lib.types.submodule {
      freeformType = with lib.types; attrsOf anything;
      options.language = lib.mkOption { type = lib.types.str; default = \"en\"; };
    };
  };
  config = {
    home.username = \"jdoe\"; home.homeDirectory = \"/home/jdoe\"; home.stateVersion = \"25.05\";
    mine.settings = { lanugage = \"de\"; languages = [ ]; other = 1; };
    home.file.settings.text = builtins.toJSON config.mine.settings;
  };
}
";
    let flake = Flake::of_home("./home.nix", &[("home.nix", home)]);
    let expected = (
        "/home.nix".to_owned(),
        10,
        23,
        "misspelt-setting".to_owned(),
        Value::from("mine.settings.language"),
    );
    assert_eq!(flake.found(), [expected]);
    assert_eq!(flake.diagnostics()[0]["fix"]["edits"][0]["newText"], "language");
}

#[test]
fn renamed_options_are_moved_out_of_their_sets() {
    let home = "{ lib, ... }:
{
  imports = [ (lib.mkRenamedOptionModule [ \"mine\" \"old\" \"name\" ] [ \"yours\" \"name\" ]) ];
  options.yours.name = lib.mkOption { type = lib.types.str; };
  config = {
    home.username = \"jdoe\"; home.homeDirectory = \"/home/jdoe\"; home.stateVersion = \"25.05\";
    mine = {
      old.name = \"a\";
    };
  };
}
";
    let flake = Flake::of_home("./home.nix", &[("home.nix", home)]);
    let found = flake.diagnostics();
    let fix = &found[0]["fix"];
    assert_eq!(fix["title"], "move it to `yours.name`", "{found:?}");
    let edit = |index: usize, name: &str| fix["edits"][index][name].clone();
    assert_eq!((edit(0, "line"), edit(0, "endLine"), edit(0, "newText")), (8.into(), 9.into(), "".into()));
    assert_eq!((edit(1, "line"), edit(1, "newText")), (9.into(), "\n    yours.name = \"a\";".into()));
}
