//! Several runs at once: one at a time changes the home, the others say so or come later.

use std::sync::Barrier;

use hmeval_activate::{Backup, Error};

use super::scene::{Scene, text};

#[test]
fn of_ten_runs_at_once_each_is_whole_or_refused() {
    let scene = Scene::new();
    scene.switch(vec![text("a", "start"), text("b", "start")]);
    let barrier = Barrier::new(10);
    let done = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..10)
            .map(|number: u32| {
                let (scene, barrier) = (&scene, &barrier);
                scope.spawn(move || {
                    let value = number.to_string();
                    let plan = scene.plan(vec![text("a", &value), text("b", &value)]);
                    barrier.wait();
                    match scene.try_switch(&plan, Backup::None) {
                        Ok(_) => true,
                        Err(Error::Refused(reasons)) if reasons[0].contains("another run") => false,
                        Err(error) => panic!("{error}"),
                    }
                })
            })
            .collect();
        runs.into_iter().filter(|_| true).map(|run| run.join().unwrap()).filter(|done| *done).count()
    });
    assert!(done >= 1);
    assert_eq!(scene.read("a"), scene.read("b"));
    assert_ne!(scene.read("a"), "start");
}
