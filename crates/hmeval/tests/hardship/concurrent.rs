//! Ten programs at once.

use std::process::{Child, Stdio};

use crate::world::{World, run};

#[test]
fn ten_programs_at_once_leave_a_home_that_one_of_them_made() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path());
    let plan = |number: usize| world.outside(&format!("plan-{number}"));
    for number in 0..10 {
        let text = number.to_string();
        world.plan(&plan(number), &[("a", &text), ("b/c", &text), (&format!("only/{number}"), &text)]);
    }
    let start = |number: usize| world.switch(&plan(number)).stderr(Stdio::piped()).spawn().unwrap();
    let runs: Vec<Child> = (0..10).map(start).collect();
    let mut done = 0;
    for run in runs {
        let output = run.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => done += 1,
            Some(3) => assert!(said.contains("another run is changing this home"), "{said}"),
            other => panic!("{other:?}: {said}"),
        }
    }
    assert!(done >= 1);
    let winner = world.read("a").unwrap();
    let only = format!("only/{winner}");
    let wanted = [("a".to_owned(), winner.clone()), ("b/c".to_owned(), winner.clone()), (only, winner)];
    assert_eq!(world.tree(), wanted.into_iter().collect());
    // Nothing is left that would hold up another run.
    assert_eq!(run(&mut world.switch(&plan(3))).0, 0);
    assert_eq!(world.read("a").as_deref(), Some("3"));
}
