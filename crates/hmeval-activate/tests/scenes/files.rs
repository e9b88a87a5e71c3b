//! What files become: the scenes of Home Manager's own tests of `home.file`, and the activation around them.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use hmeval_activate::plan::{Content, File, InFolder, Overlap, Plan};
use hmeval_activate::{Backup, Error, Request};

use super::scene::{Heard, Scene, block, file, recursive, source, text, tree_of, write};

#[test]
fn texts_and_what_is_executable() {
    let scene = Scene::new();
    let with = |target: &str, by_writer, executable| File {
        executable,
        ..file(target, Content::Text { text: "#!".into(), executable: by_writer })
    };
    scene.switch(vec![
        with("plain", false, None),
        with("inherited", true, None),
        with("made", false, Some(true)),
        with("unmade", true, Some(false)),
    ]);
    let wanted = [("inherited", "=* #!"), ("made", "=* #!"), ("plain", "= #!"), ("unmade", "= #!")];
    assert_eq!(scene.tree(), tree_of(&wanted));
}

#[test]
fn sources_are_copies_that_keep_what_they_were() {
    let scene = Scene::new();
    let hidden = scene.outside("cfg/.hidden file!");
    write(&hidden, "before");
    scene.switch(vec![source("$HOME/$FOO/bar baz", &hidden)]);
    write(&hidden, "after");
    assert_eq!(scene.read("$HOME/$FOO/bar baz"), "before");
}

#[test]
fn folders_whose_files_are_known() {
    let scene = Scene::new();
    let inner = |path: &str, text: &str| InFolder { path: path.into(), text: text.into(), executable: false };
    let folder = |files: Vec<InFolder>| file("d", Content::Folder { files });
    scene.switch(vec![folder(vec![inner("a", "1"), inner("b/c", "2")])]);
    assert_eq!(scene.tree(), tree_of(&[("d", "= folder")]));
    assert_eq!((scene.read("d/a"), scene.read("d/b/c")), ("1".to_owned(), "2".to_owned()));
    // Another content is another object; a recursive folder has a link for each file.
    scene.switch(vec![folder(vec![inner("a", "1"), inner("b/c", "3")])]);
    assert_eq!(scene.read("d/b/c"), "3");
    scene.switch(vec![recursive(folder(vec![inner("a", "1"), inner("b/c", "3")]))]);
    assert_eq!(scene.tree(), tree_of(&[("d", "/"), ("d/a", "= 1"), ("d/b", "/"), ("d/b/c", "= 3")]));
    for (files, said) in [
        (vec![inner("../x", "1")], "has the part"),
        (vec![inner("a", "1"), inner("a/b", "2")], "in the way"),
        (vec![inner("a", "1"), inner("./a", "2")], "in the way"),
    ] {
        let reasons = scene.refused(&scene.plan(vec![folder(files)]), Backup::None);
        assert!(reasons[0].contains(said), "{reasons:?}");
    }
}

#[test]
fn links_to_the_outside() {
    let scene = Scene::new();
    let to = scene.outside("notes");
    scene.switch(vec![file("notes", Content::Link { to: to.as_path().into() })]);
    assert!(fs::metadata(scene.path("notes")).is_err());
    write(&to, "now");
    assert_eq!(scene.read("notes"), "now");
}

#[test]
fn recursive_folders_with_links_and_modes() {
    let scene = Scene::new();
    let cfg = scene.outside("cfg");
    write(&cfg.join("tool"), "t");
    fs::set_permissions(cfg.join("tool"), fs::Permissions::from_mode(0o755)).unwrap();
    symlink("tool", cfg.join("alias")).unwrap();
    symlink("/nowhere", cfg.join("away")).unwrap();
    let folder = || recursive(source("d", &cfg));
    scene.switch(vec![folder()]);
    let away = scene.tree().remove("d/away").unwrap();
    assert!(away.starts_with("= broken"), "{away}");
    assert_eq!(
        fs::read_link(fs::read_link(scene.path("d/away")).unwrap()).unwrap().to_str(),
        Some("/nowhere")
    );
    assert_eq!((&scene.tree()["d/tool"][..], &scene.tree()["d/alias"][..]), ("=* t", "=* t"));
    scene.switch(vec![File { executable: Some(false), ..folder() }]);
    assert_eq!(&scene.tree()["d/tool"], "= t");
}

#[test]
fn overlaps_with_recursive_folders() {
    let scene = Scene::new();
    write(&scene.outside("cfg/a"), "of the folder");
    let plan = |overlap| {
        let files = vec![recursive(source("d", &scene.outside("cfg"))), text("d/a", "own")];
        Plan { overlap, ..scene.plan(files) }
    };
    assert!(scene.refused(&plan(Overlap::Error), Backup::None)[0].contains("recursive"));
    scene.try_switch(&plan(Overlap::Ignore), Backup::None).unwrap();
    assert_eq!(scene.read("d/a"), "of the folder");
    scene.try_switch(&plan(Overlap::Override), Backup::None).unwrap();
    assert_eq!(scene.read("d/a"), "own");
}

#[test]
fn plans_that_cannot_be_are_refused_with_all_reasons() {
    let scene = Scene::new();
    write(&scene.outside("cfg/a"), "x");
    let plan = scene.plan(vec![
        text("twice", "1"),
        text("./twice", "2"),
        source("folder", &scene.outside("cfg")),
        text("folder/inner", "3"),
        file("built", Content::Build { drv: "/nix/store/x.drv".to_owned(), path: "/nix/store/x".into() }),
        file("too", Content::Build { drv: "/nix/store/y.drv".to_owned(), path: "/nix/store/y".into() }),
        source("missing", &scene.outside("nothing")),
    ]);
    let reasons = scene.refused(&plan, Backup::None);
    for part in [
        "two files have the target 'twice'",
        "below 'folder'",
        "cannot: 'too' (/nix/store/y.drv), 'built' (/nix/store/x.drv)",
        "cannot read",
    ] {
        assert!(reasons.iter().any(|reason| reason.contains(part)), "{part} in {reasons:?}");
    }
}

#[test]
fn each_file_that_cannot_be_made_is_in_one_list() {
    let scene = Scene::new();
    let built = |name: &str| {
        let drv = format!("/nix/store/{name}.drv");
        file(name, Content::Build { drv, path: format!("/nix/store/{name}").as_str().into() })
    };
    let plan = Plan {
        unbuildable: vec!["'known' (of bat)".to_owned()],
        ..scene.plan(vec![built("known"), built("built")])
    };
    let reasons = scene.refused(&plan, Backup::None);
    let with = |name: &str| reasons.iter().filter(|reason| reason.contains(name)).collect::<Vec<_>>();
    assert!(matches!(&with("'known'")[..], [one] if one.contains("by name only")), "{reasons:?}");
    assert!(matches!(&with("'built'")[..], [one] if one.contains("have to be built")), "{reasons:?}");
}

#[test]
fn commands_for_changed_files_run_when_they_changed() {
    let scene = Scene::new();
    let plan = |content: &str| {
        let file = File { on_change: "cp \"$HOME/a\" \"$HOME/seen\"".to_owned(), ..text("a", content) };
        scene.plan(vec![file, text("b", content)])
    };
    scene.try_switch(&plan("1"), Backup::None).unwrap();
    assert_eq!(scene.read("seen"), "1");
    fs::remove_file(scene.path("seen")).unwrap();
    scene.try_switch(&plan("1"), Backup::None).unwrap();
    assert!(!scene.path("seen").exists());
    scene.try_switch(&plan("2"), Backup::None).unwrap();
    assert_eq!(scene.read("seen"), "2");
}

#[test]
fn blocks_run_around_the_links_in_their_order() {
    let scene = Scene::new();
    let mut plan = scene.plan(vec![text("a", "x")]);
    plan.activation = vec![
        block("early", "[[ ! -e a ]] && kept=yes && echo \"gen ${newGenPath##*/}\""),
        block("writeBoundary", ""),
        block("linkGeneration", ""),
        block("late", "cat a \"$newGenPath/home-files/a\"; echo \" $kept ${HOME_MANAGER_BACKUP_EXT:-none}\""),
    ];
    let (_, heard) = scene.try_switch(&plan, Backup::None).unwrap();
    assert_eq!(heard.output, "Activating early\ngen 1\nActivating late\nxx yes none\n");
}

#[test]
fn a_block_that_fails_early_refuses_and_late_fails_midway() {
    let scene = Scene::new();
    let mut plan = scene.plan(vec![text("a", "x")]);
    plan.activation = vec![block("check", "echo no >&2; exit 7"), block("linkGeneration", "")];
    let result = scene.try_switch(&plan, Backup::None);
    assert!(
        matches!(&result, Err(Error::Refused(reasons)) if reasons[0].contains("'check'")),
        "{:?}",
        result.err()
    );
    assert!(scene.tree().is_empty());
    plan.activation.swap(0, 1);
    let result = scene.try_switch(&plan, Backup::None);
    assert!(
        matches!(&result, Err(Error::Failed(text)) if text.contains("generation 1")),
        "{:?}",
        result.err()
    );
    assert_eq!(scene.read("a"), "x");
}

#[test]
fn blocks_whose_programs_are_missing_are_refused() {
    let scene = Scene::new();
    let mut plan = scene.plan(vec![text("a", "x")]);
    let missing = scene.outside("store/dconf").display().to_string();
    let mut dconf = block("dconfSettings", "dconf load /");
    dconf.references = vec![missing];
    plan.activation = vec![dconf];
    assert!(scene.refused(&plan, Backup::None)[0].contains("dconfSettings"));
}

#[test]
fn a_dry_run_changes_nothing() {
    let scene = Scene::new();
    let mut plan = scene.plan(vec![text("a", "x")]);
    plan.activation = vec![block("linkGeneration", ""), block("late", "run touch b")];
    let request = Request { dry_run: true, ..scene.request(Backup::None) };
    let mut heard = Heard::default();
    let goal = hmeval_activate::Goal::of_plan(plan).unwrap();
    hmeval_activate::activate(&request, &goal, &mut heard).unwrap();
    assert_eq!(heard.notes[0], "create a");
    assert!(heard.output.contains("touch b"));
    assert!(scene.tree().is_empty() && !scene.home.state.exists());
}

#[test]
fn a_plan_for_somebody_else_is_refused() {
    let scene = Scene::new();
    let plan =
        Plan { user: "bob".to_owned(), home: "/home/bob".to_owned(), ..scene.plan(vec![text("a", "x")]) };
    assert_eq!(scene.refused(&plan, Backup::None).len(), 2);
    let mut request = scene.request(Backup::None);
    request.variables.push(("SKIP_SANITY_CHECKS".into(), "1".into()));
    let goal = hmeval_activate::Goal::of_plan(plan).unwrap();
    hmeval_activate::activate(&request, &goal, &mut Heard::default()).unwrap();
    assert_eq!(scene.read("a"), "x");
}

#[test]
fn names_of_any_length_can_be_changed() {
    let scene = Scene::new();
    for length in [242, 243, 244, 255] {
        let name = "n".repeat(length);
        for content in ["x", "y"] {
            scene.switch(vec![text(&name, content)]);
            assert_eq!(scene.read(&name), content);
        }
    }
    let reasons = scene.refused(&scene.plan(vec![text(&"n".repeat(256), "x")]), Backup::None);
    assert!(reasons[0].contains("more than 255 bytes"), "{reasons:?}");
}
