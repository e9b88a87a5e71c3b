//! What texts refer to and no store has is made with the files, and goes with the last generation that needs it.

use std::fs;
use std::path::Path;

use hmeval_activate::plan::{Block, Content, File, InFolder, Package, Plan, Supply};
use hmeval_activate::{Backup, Disk, Generations, Goal, Request, activate};

use super::scene::{Heard, Scene, block, referring, supply, text, write};

const VARIABLES: &str = "/nowhere/store/00000000000000000000000000000000-variables.sh";
const SCRIPT: &str = "/nowhere/store/11111111111111111111111111111111-script";
const LOST: &str = "/nowhere/store/22222222222222222222222222222222-git-2.50";

fn content(text: &str) -> Content {
    Content::Text { text: text.into(), executable: true }
}

/// A shell's profile that names a script, which names the variables and a package that nobody has.
fn plan(scene: &Scene, value: &str) -> Plan {
    let files = vec![InFolder { path: "etc/x.sh".into(), text: value.into(), executable: false }];
    let script = Supply {
        references: vec![VARIABLES.to_owned(), LOST.to_owned()],
        ..supply(SCRIPT, content(&format!(". {VARIABLES}/etc/x.sh; {LOST}/bin/git")))
    };
    let profile = referring(text(".profile", &format!("{SCRIPT} & {SCRIPT}")), SCRIPT);
    let on_change = File { on_change: format!("cat {VARIABLES}/etc/x.sh"), ..text("a", value) };
    Plan {
        supplies: vec![supply(VARIABLES, Content::Folder { files }), script],
        activation: vec![Block {
            references: vec![VARIABLES.to_owned()],
            ..block("told", &format!("cat {VARIABLES}/etc/x.sh"))
        }],
        packages: vec![Package {
            name: "variables.sh".to_owned(),
            version: String::new(),
            path: VARIABLES.to_owned(),
        }],
        ..scene.plan(vec![profile, on_change])
    }
}

/// What is behind the profile: the script, and the text of the variables that it names.
fn behind(scene: &Scene) -> (String, String) {
    let profile = scene.read(".profile");
    let (script, again) = profile.split_once(" & ").unwrap();
    assert_eq!(script, again);
    let script = fs::read_to_string(script).unwrap();
    let variables = script.strip_prefix(". ").unwrap().split(';').next().unwrap().to_owned();
    (script, fs::read_to_string(variables).unwrap())
}

#[test]
fn texts_find_what_they_refer_to() {
    let scene = Scene::new();
    let (number, heard) = scene.try_switch(&plan(&scene, "one"), Backup::None).unwrap();
    let (script, variables) = behind(&scene);
    assert_eq!(variables, "one");
    assert!(script.ends_with(&format!("; {LOST}/bin/git")), "{script}");
    // Of the block, and of the command for the changed file.
    assert_eq!(heard.output.matches("one").count(), 2, "{}", heard.output);
    let warning = "files refer to packages that are not there: git-2.50";
    assert!(heard.warnings.iter().any(|text| text == warning), "{:?}", heard.warnings);
    assert!(!heard.warnings.iter().any(|text| text.contains("variables.sh")), "{:?}", heard.warnings);
    // The same again is the same generation, and what somebody has taken away is there again.
    let objects = || fs::read_dir(scene.home.objects()).unwrap().map(|entry| entry.unwrap().path());
    let script = objects().find(|path| path.to_string_lossy().ends_with("-script")).unwrap();
    fs::remove_file(&script).unwrap();
    assert_eq!(scene.try_switch(&plan(&scene, "one"), Backup::None).unwrap().0, number);
    assert!(script.is_file());
}

#[test]
fn they_go_with_the_last_generation_that_needs_them() {
    let scene = Scene::new();
    let first = scene.try_switch(&plan(&scene, "one"), Backup::None).unwrap().0;
    let second = scene.try_switch(&plan(&scene, "two"), Backup::None).unwrap().0;
    assert_eq!(behind(&scene).1, "two");
    let generations = Generations::new(&scene.home.state);
    scene.go_to(first).unwrap();
    assert_eq!(behind(&scene).1, "one");
    generations.remove(Disk::default(), &[second], &mut Heard::default()).unwrap();
    assert_eq!(behind(&scene).1, "one");
    scene.switch(vec![]);
    generations.remove(Disk::default(), &[first], &mut Heard::default()).unwrap();
    assert_eq!(fs::read_dir(scene.home.objects()).unwrap().count(), 0);
    assert_eq!(scene.uninstall().warnings, Vec::<String>::new());
}

#[test]
fn a_dry_run_finds_them_too_and_leaves_nothing() {
    let scene = Scene::new();
    let goal = Goal::of_home(plan(&scene, "one"), &scene.home).unwrap();
    let request = Request { dry_run: true, ..scene.request(Backup::None) };
    let mut heard = Heard::default();
    activate(&request, &goal, &mut heard).unwrap();
    assert_eq!(heard.output.matches("one").count(), 1, "{}", heard.output);
    assert!(scene.tree().is_empty() && !scene.home.state.exists());
}

#[test]
fn files_that_are_built_stay_as_a_build_makes_them() {
    let scene = Scene::new();
    let out = scene.outside("out");
    Goal::of_plan(plan(&scene, "one")).unwrap().export(Disk::default(), &out).unwrap();
    assert_eq!(fs::read_to_string(out.join(".profile")).unwrap(), format!("{SCRIPT} & {SCRIPT}"));
}

#[test]
fn sources_are_copied_and_what_is_wrong_is_named() {
    let scene = Scene::new();
    write(&scene.outside("cfg/a"), "of the configuration");
    let source = |path: &Path| supply(SCRIPT, Content::Path { path: path.into() });
    let with = |supply: Supply| {
        let files = vec![referring(text("f", SCRIPT), SCRIPT)];
        Plan { supplies: vec![supply], ..scene.plan(files) }
    };
    scene.try_switch(&with(source(&scene.outside("cfg"))), Backup::None).unwrap();
    assert_eq!(fs::read_to_string(Path::new(&scene.read("f")).join("a")).unwrap(), "of the configuration");
    let reasons = scene.refused(&with(source(&scene.outside("missing"))), Backup::None);
    assert!(reasons[0].starts_with(&format!("'{SCRIPT}': cannot read")), "{reasons:?}");
    let build = Content::Build { drv: "x.drv".to_owned(), path: SCRIPT.into() };
    let reasons = scene.refused(&with(supply(SCRIPT, build)), Backup::None);
    assert!(reasons[0].contains("x.drv"), "{reasons:?}");
    let reasons = scene.refused(&with(supply("/store/x-..", content("x"))), Backup::None);
    assert!(reasons[0].contains(".."), "{reasons:?}");
}
