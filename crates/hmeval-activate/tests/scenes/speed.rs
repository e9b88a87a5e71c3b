//! How long switches of many files take, beside Home Manager's own scripts: the figures of docs/activation.md.
//!
//! It is a measurement and no test, so it runs only when asked for:
//! `cargo test --profile fast -p hmeval-activate --test scenes -- --ignored speed --nocapture`.
//! `TMPDIR` says on which file system, `HMEVAL_SPEED_FILES` how many files, `HMEVAL_HOME_MANAGER` where the scripts are.

use std::fs;
use std::time::{Duration, Instant};

use hmeval_activate::{Backup, Goal, Plan, activate};

use super::manager::{Manager, sources};
use super::scene::{Heard, Scene, text};

/// How often each switch is repeated; the median counts.
const ROUNDS: usize = 7;

/// How many files there are, and in how many folders of two levels.
fn size() -> (usize, usize) {
    let files = std::env::var("HMEVAL_SPEED_FILES").ok().and_then(|text| text.parse().ok());
    let files: usize = files.unwrap_or(5000);
    (files, files.div_ceil(14))
}

/// Targets and texts, of which one says `mark`.
fn files(mark: &str) -> Vec<(String, String)> {
    let (count, folders) = size();
    let file = |n: usize| {
        let mark = if n == count / 2 { mark } else { "" };
        let text = format!("# file {n}\nvalue = {}\n", n * 7919).repeat(8);
        (format!(".config/app{}/sub/file{n}.conf", n % folders), text + mark)
    };
    (0..count).map(file).collect()
}

/// What a step costs.
#[derive(Clone, Copy, PartialEq, PartialOrd, Eq, Ord)]
struct Cost {
    wall: Duration,
    processor: Duration,
}

impl Cost {
    /// Of something that this thread does.
    fn of(work: impl FnOnce()) -> Self {
        let (before, start) = (processor_time(), Instant::now());
        work();
        Cost { wall: start.elapsed(), processor: processor_time().saturating_sub(before) }
    }

    fn median(mut costs: Vec<Cost>) -> Cost {
        costs.sort();
        costs[costs.len() / 2]
    }

    fn shown(self) -> String {
        format!("{:.0} ms ({:.0} ms)", self.wall.as_secs_f64() * 1e3, self.processor.as_secs_f64() * 1e3)
    }
}

/// What this thread has used of processors.
fn processor_time() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(text.split_whitespace().next().unwrap().parse().unwrap())
}

/// From the JSON of a plan to the home, as `switch --plan` does.
fn switch(scene: &Scene, plan: &[u8]) {
    let goal = Goal::of_plan(Plan::from_json(plan).unwrap()).unwrap();
    activate(&scene.request(Backup::None), &goal, &mut Heard::default()).unwrap();
}

/// First switch, one that changes a file, one that changes nothing.
fn ours() -> [Cost; 3] {
    let mut first = Vec::new();
    let mut later = [Vec::new(), Vec::new()];
    // All homes stay until the end: ext4 takes long to make files where many were removed just before.
    let scenes: Vec<Scene> = (0..ROUNDS).map(|_| Scene::new()).collect();
    for (round, scene) in scenes.iter().enumerate() {
        let plan = |mark: &str| {
            let files = files(mark);
            scene.plan(files.iter().map(|(target, content)| text(target, content)).collect()).to_json()
        };
        let (one, other) = (plan("one"), plan("other"));
        first.push(Cost::of(|| switch(scene, &one)));
        later[0].push(Cost::of(|| switch(scene, &other)));
        later[1].push(Cost::of(|| switch(scene, &other)));
        assert!(scene.read(&files("")[size().0 / 2].0).ends_with("other"), "round {round}");
    }
    let [changed, same] = later.map(Cost::median);
    [Cost::median(first), changed, same]
}

/// The same with Home Manager's scripts, the folder of files being there: wall time only, and once, for they are slow.
fn theirs(manager: &Manager) -> [Duration; 3] {
    let scene = Scene::new();
    let mut number = 0;
    ["one", "other", "other"].map(|mark| {
        let files = files(mark);
        let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        manager.write_farm(number, &files);
        let start = Instant::now();
        assert!(manager.run(&scene.home.dir, number, &[], false));
        number += 1;
        start.elapsed()
    })
}

#[test]
#[ignore = "a measurement"]
fn speed_of_switches() {
    let (files, folders) = size();
    println!("{files} files in {folders} folders, medians of {ROUNDS}: wall time (processor time)\n");
    println!("| | hmeval | Home Manager's scripts |\n|---|---|---|");
    let theirs = sources().map(|sources| theirs(&Manager::new(&sources)));
    for (index, cost) in ours().into_iter().enumerate() {
        let name = ["first switch", "a switch that changes one file", "a switch that changes nothing"][index];
        let beside = theirs.map_or_else(
            || "not there".to_owned(),
            |all| format!("{:.0} ms", all[index].as_secs_f64() * 1e3),
        );
        println!("| {name} | {} | {beside} |", cost.shown());
    }
}
