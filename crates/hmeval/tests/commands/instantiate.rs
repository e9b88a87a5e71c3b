//! `hmeval instantiate` and `hmeval nix-instantiate`.

use hmeval::Status;

use crate::support::{fixture, hmeval, hmeval_in, hmeval_with};

const DRV: &str = r#"derivation { name = "a"; system = "b"; builder = "c"; outputs = [ "out" "dev" ]; }"#;
const PATH: &str = "/nix/store/9csrnkcsl3k449lv657w10vrya8rpb06-a.drv";

fn nix_instantiate(args: &[&str]) -> crate::support::Run {
    hmeval(&[&["nix-instantiate"], args].concat())
}

#[test]
fn values_are_lazy_unless_strict() {
    assert_eq!(nix_instantiate(&["--eval", "-E", "[ 1 (1 + 1) ]"]).ok(), "[ 1 <CODE> ]\n");
    assert_eq!(nix_instantiate(&["--eval", "--strict", "-E", "[ 1 (1 + 1) ]"]).ok(), "[ 1 2 ]\n");
    assert_eq!(nix_instantiate(&["--eval", "--json", "--strict", "-E", "[ 1 ]"]).ok(), "[1]\n");
    assert_eq!(nix_instantiate(&["--eval", "--raw", "-E", "\"a\""]).ok(), "a");
    assert_eq!(nix_instantiate(&["--parse", "-E", "1 + 2 * 3"]).ok(), "(1 + (__mul 2 3))\n");
    assert_eq!(hmeval_with(&["nix-instantiate", "--eval", "-"], "1").ok(), "1\n");
    assert_eq!(nix_instantiate(&["--eval", "-E", "1", "2"]).ok(), "1\n2\n");
}

#[test]
fn arguments_stay_unevaluated_until_needed() {
    let args =
        ["--eval", "-E", "{ x, y }: [ x y ]", "--arg", "y", "1", "--argstr", "x", "2", "--arg", "y", "3"];
    assert_eq!(nix_instantiate(&args).ok(), "[ \"2\" <CODE> ]\n");
}

#[test]
fn derivations_are_found_in_sets_and_lists() {
    let expr = format!("{{ b = {DRV}; a.recurseForDerivations = true; a.x = ({DRV}).dev; c.y = {DRV}; }}");
    let run = nix_instantiate(&["-E", &expr]);
    assert_eq!(run.status, Status::Done);
    assert_eq!(run.out, format!("{PATH}!dev\n{PATH}\n"));
    assert!(run.err.starts_with("warning: you did not specify '--add-root'"), "{}", run.err);
}

#[test]
fn a_missing_attribute_is_told_as_nix_tells_it() {
    let error = nix_instantiate(&["--eval", "-E", "{ abc = 1; }", "-A", "abd"]).fails(Status::Failed);
    assert_eq!(error, "error: attribute 'abd' in selection path 'abd' not found\n       Did you mean abc?\n");
    let error = nix_instantiate(&["--bogus"]).fails(Status::Failed);
    assert_eq!(
        error,
        "error: unrecognised flag '--bogus'\nTry 'nix-instantiate --help' for more information.\n"
    );
}

#[test]
fn derivations_are_written_with_what_they_need() {
    let dir = tempfile::tempdir().unwrap();
    let outer = format!("derivation {{ name = \"o\"; system = \"b\"; builder = \"${{{DRV}}}/c\"; }}");
    let out = dir.path().join("drvs");
    let printed = hmeval(&["instantiate", "-E", &outer, "--write-drv", out.to_str().unwrap()]).ok();
    let mut names: Vec<_> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_by_key(|name| !name.ends_with("-a.drv"));
    assert_eq!(names.len(), 2);
    assert!(PATH.ends_with(&names[0]), "{names:?}");
    assert!(printed.trim().ends_with(&names[1]), "{names:?}");
    let text = std::fs::read_to_string(out.join(&names[1])).unwrap();
    assert!(text.starts_with("Derive([(\"out\",") && text.contains(PATH), "{text}");
}

#[test]
fn the_friendly_form_tells_more() {
    let line = hmeval(&["instantiate", "--json", "-A", "git", &fixture("home/packages.nix")]).ok();
    assert!(line.starts_with("{\"attrPath\":[\"git\"],\"drvPath\":\"/nix/store/"), "{line}");
    assert!(line.contains("\"name\":\"git-2.51.2\",\"outputs\":{\"out\":\"/nix/store/"), "{line}");
}

#[test]
fn the_search_path_is_read() {
    let fixtures = fixture("home");
    let entry = format!("home={fixtures}");
    assert_eq!(
        nix_instantiate(&["-I", &entry, "--find-file", "home/jdoe.nix"]).ok(),
        format!("{fixtures}/jdoe.nix\n")
    );
    let run = nix_instantiate(&["-I", &entry, "--eval", "<home/packages.nix>", "-A", "git.version"]);
    assert_eq!(run.ok(), "\"2.51.2\"\n");
}

/// Where Nix 2.34 says that the attributes of a derivation are written.
#[test]
fn places_in_derivation() {
    let expr = format!(
        "let d = {DRV}; in map (name: builtins.unsafeGetAttrPos name d) \
         [ \"all\" \"dev\" \"drvAttrs\" \"drvPath\" \"out\" \"outPath\" \"outputName\" \"type\" ]"
    );
    let place =
        |(line, column)| format!(r#"{{"column":{column},"file":"/derivation-internal.nix","line":{line}}}"#);
    let places = [(43, 7), (49, 5), (44, 15), (51, 7), (49, 5), (50, 7), (53, 15), (52, 7)].map(place);
    for native in ["on", "off"] {
        let args = ["nix-instantiate", "--eval", "--strict", "--json", "-E", &expr];
        let run = hmeval_in(&args, "/".as_ref(), &[("HMEVAL_NATIVE", native)]);
        assert_eq!(run.ok(), format!("[{}]\n", places.join(",")));
    }
}

/// The lines of `derivation` that Nix quotes in its traces.
#[test]
fn derivation_is_quoted_in_traces() {
    let error = nix_instantiate(&["--eval", "--show-trace", "-E", "derivation { outputs = 3; }"]);
    let error = error.fails(Status::Failed);
    let [function, head] = [
        "         at «nix-internal»/derivation-internal.nix:30:1:\n           29| */\n           30| drvAttrs@{\n",
        "         at «nix-internal»/derivation-internal.nix:60:2:\n           59| in\n",
    ];
    assert!(error.contains(function) && error.contains(head), "{error}");
}
