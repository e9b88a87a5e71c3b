//! `hmeval show`.

use hmeval::Status;

use crate::support::{configuration, fixture, hmeval};

fn jdoe(args: &[&str]) -> crate::support::Run {
    let file = fixture("home/jdoe.nix");
    hmeval(&[&["show", "--file", &file], args].concat())
}

#[test]
fn a_user_is_shown_section_by_section() {
    let text = jdoe(&["users.jdoe"]).ok();
    let git = "
programs.git
  enable   = true
  package  = «derivation /nix/store/0ik57rz64ml873b28y8qvyn8nynr4xh2-git-2.51.2.drv»
  settings = { editor = \"nvim\"; }
  userName = \"J. Doe\"
";
    assert!(text.starts_with("home\n  file             = {\n    \".bashrc\" = {\n"), "{text}");
    assert!(text.ends_with(git), "{text}");
    let script = "      text = ''\n        #!/bin/sh\n        echo \"Hello, $USER\"\n      '';\n";
    assert!(text.contains(script), "{text}");
}

#[test]
fn internal_options_are_left_out_also_in_submodules() {
    let text = jdoe(&["users.jdoe"]).ok();
    assert!(!text.contains("assertions") && !text.contains("source ="), "{text}");
}

#[test]
fn parts_have_names() {
    assert_eq!(jdoe(&["users.jdoe.programs.git.enable"]).ok(), "true\n");
    assert_eq!(jdoe(&["home.file.\"bin/hello\".executable"]).ok(), "true\n");
    assert_eq!(jdoe(&["--raw", "home.username"]).ok(), "jdoe");
    assert_eq!(
        jdoe(&["--json", "home.sessionVariables"]).ok(),
        "{\"EDITOR\":\"nvim\",\"HOME_OWNER\":\"jdoe\"}\n"
    );
    assert_eq!(
        jdoe(&["-r", "programs.bash"]).ok(),
        "programs.bash.enable = true;\nprograms.bash.initExtra = \"set -o vi\";\n"
    );
}

#[test]
fn what_is_not_there_is_told_with_what_may_be_meant() {
    let error = jdoe(&["users.jdo"]).fails(Status::Failed);
    assert_eq!(
        error,
        "error: this configuration has no user 'jdo' (it has jdoe)\n  = help: did you mean `jdoe`?\n"
    );
    let error = jdoe(&["programs.gti"]).fails(Status::Failed);
    assert_eq!(
        error,
        "error: the option 'programs.gti' does not exist\n  = help: did you mean `programs.git`?\n"
    );
    jdoe(&["--raw", "programs"]).fails(Status::Usage);
}

#[test]
fn only_what_was_set() {
    let text = jdoe(&["--set", "users.jdoe.programs.git"]).ok();
    assert_eq!(
        text,
        "programs.git\n  enable   = true\n  settings = { editor = \"nvim\"; }\n  userName = \"J. Doe\"\n"
    );
}

#[test]
fn failures_stay_in_their_place() {
    let expr = configuration(
        "{ home.username = \"u\"; home.file.x.text = throw \"no text\"; programs.git.userName = 1; }",
    );
    let show = |args: &[&str]| hmeval(&[&["show", "--expr", &expr], args].concat()).ok();
    let text = show(&["users.u"]);
    assert!(text.contains("      target = \"x\";\n      text = «error: no text»;\n"), "{text}");
    assert!(
        text.contains(
            "\n  userName = «error: A definition for option `programs.git.userName' is not of type"
        ),
        "{text}"
    );
    let json = show(&["--json", "users.u.home.file"]);
    assert_eq!(
        json,
        "{\"x\":{\"executable\":false,\"source\":{\"_error\":\"no text\"},\"target\":\"x\",\"text\":{\"_error\":\"no text\"}}}\n"
    );
    let nix = show(&["--nix", "users.u.home.file"]);
    assert!(nix.contains("text = (throw \"no text\");"), "{nix}");
    // A value that was asked for itself is not there.
    let error = hmeval(&["show", "--expr", &expr, "users.u.home.file.x.text"]).fails(Status::Failed);
    assert!(error.starts_with("error: no text\n"), "{error}");
}

#[test]
fn depth_is_limited() {
    assert_eq!(jdoe(&["--depth", "1", "home.file"]).ok().lines().count(), 5);
    assert_eq!(jdoe(&["--depth", "0", "home.shellAliases"]).ok(), "{ … }\n");
    let text = jdoe(&["--depth", "0", "programs"]).ok();
    assert_eq!(text, "programs\n  bash = { … }\n  git  = { … }\n");
}

#[test]
fn the_nix_form_reads_back() {
    let nix = jdoe(&["--nix", "users.jdoe"]).ok();
    let again = hmeval(&["eval", "--json", "--expr", &nix]).ok();
    assert_eq!(again, jdoe(&["--json", "users.jdoe"]).ok());
}

#[test]
fn what_is_no_configuration_is_named() {
    let error = hmeval(&["show", "--expr", "{ config = { }; }"]).fails(Status::Failed);
    assert!(error.contains("a set without the attribute 'options'"), "{error}");
    hmeval(&["show", "users.jdoe"]).fails(Status::Usage);
}

#[test]
fn errors_of_the_module_system_lead_to_check() {
    let library = crate::support::fixture("../library/nixpkgs/lib");
    let of = |module: &str| {
        format!(
            "let lib = import {library}; in lib.evalModules {{ modules = [ {{ options.i = lib.mkOption {{ type = lib.types.int; }}; }} ({module}) ]; }}"
        )
    };
    for module in ["{ i = \"a\"; }", "{ unknown = 1; }", "{ foo, ... }: { i = foo; }"] {
        let error = hmeval(&["show", "i", "--impure", "--expr", &of(module)]).fails(Status::Failed);
        assert!(error.contains("`hmeval check` shows where the mistake is"), "{module}: {error}");
    }
    let error =
        hmeval(&["show", "i", "--impure", "--expr", &of("{ i = throw \"mine\"; }")]).fails(Status::Failed);
    assert!(!error.contains("hmeval check"), "{error}");
}

/// What is shown of a module on its own, with the built-in library's module system.
fn with_library(module: &str, args: &[&str]) -> String {
    let library = fixture("../library/nixpkgs/lib");
    let expr = format!("(import {library}).evalModules {{ modules = [ ({module}) ]; }}");
    hmeval(&[&["show", "--impure", "--expr", &expr], args].concat()).ok()
}

#[test]
fn values_in_sets_have_lines_of_their_own() {
    let module = "{ lib, ... }: {
        options.settings = lib.mkOption { type = lib.types.attrs; };
        config.settings = {
            user = { name = ''J''; mail = ''j@x''; };
            none = { };
            text = ''a\nb\n'';
            list = [ { a = 1; b = [ 2 { c = -3; d = 4; } ]; } ];
        };
    }";
    let lines = "settings.list = [ { a = 1; b = [ 2 { c = -3; d = 4; } ]; } ];
settings.none = { };
settings.text = \"a\\nb\\n\";
settings.user.mail = \"j@x\";
settings.user.name = \"J\";
";
    assert_eq!(with_library(module, &["-r"]), lines);
    assert_eq!(with_library(module, &["-r", "--depth", "1"]), "settings = { … };\n");
}

#[test]
fn what_documentation_leaves_out_of_an_option_is_shown() {
    let module = "{ lib, ... }: {
        options.settings = lib.mkOption {
            visible = ''shallow'';
            type = lib.types.submodule { options.port = lib.mkOption { default = 80; }; };
            default = { };
        };
        options.inner = lib.mkOption {
            visible = ''shallow'';
            type = lib.types.attrsOf (lib.types.submodule {
                options.assertions = lib.mkOption { default = [ ]; };
                options.warnings = lib.mkOption { default = [ ]; };
            });
        };
        config.inner.vm = { };
    }";
    let shown = with_library(module, &[]);
    assert!(shown.contains("settings = { port = 80; }"), "{shown}");
    assert!(shown.contains("inner    = { vm = «configuration»; }"), "{shown}");
}

#[test]
fn values_without_an_option_are_shown_where_they_are_let_in() {
    let module = "{ lib, ... }: {
        freeformType = lib.types.attrsOf lib.types.anything;
        options.a.known = lib.mkOption { default = 1; };
        config = { free = ''x''; other.inner = 2; a.free = 3; };
    }";
    assert_eq!(with_library(module, &["-r"]), "free = \"x\";\nother.inner = 2;\na.known = 1;\na.free = 3;\n");
}
