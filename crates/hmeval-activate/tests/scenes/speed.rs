//! How long switches of many files take, beside Home Manager's own scripts: the figures of docs/activation.md.
//!
//! With few files it tests that such switches work; how long they take is only told when asked for:
//! `HMEVAL_SPEED=5000 cargo test --profile fast -p hmeval-activate --test scenes -- speed --nocapture`.
//! The number is that of files, `TMPDIR` says on which file system, `HMEVAL_HOME_MANAGER` where the scripts are.

use std::fs;
use std::time::{Duration, Instant};

use hmeval_activate::{Backup, Goal, Plan, activate};

use super::manager::{Manager, sources};
use super::scene::{Heard, Scene, text};

/// How often each switch is repeated; the median counts.
const ROUNDS: usize = 7;

/// Files of a switch that is not measured.
const FEW: usize = 30;

/// How many files there are, and in how many folders of two levels.
#[derive(Clone, Copy)]
struct Size {
    files: usize,
    folders: usize,
}

impl Size {
    /// What was asked for, or else few.
    fn wanted() -> Self {
        let files = std::env::var("HMEVAL_SPEED").ok().map_or(FEW, |files| files.parse().unwrap());
        Size { files, folders: files.div_ceil(14) }
    }
}

/// Targets and texts, of which one says `mark`.
fn files(size: Size, mark: &str) -> Vec<(String, String)> {
    let Size { files: count, folders } = size;
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

/// What this thread has used of processors; nothing where the system does not say.
fn processor_time() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split_whitespace()
        .next()
        .and_then(|number| number.parse().ok())
        .map_or(Duration::ZERO, Duration::from_nanos)
}

/// From the JSON of a plan to the home, as `switch --plan` does.
fn switch(scene: &Scene, plan: &[u8]) {
    let goal = Goal::of_plan(Plan::from_json(plan).unwrap()).unwrap();
    activate(&scene.request(Backup::None), &goal, &mut Heard::default()).unwrap();
}

/// First switch, one that changes a file, one that changes nothing.
fn ours(size: Size) -> [Cost; 3] {
    let mut first = Vec::new();
    let mut later = [Vec::new(), Vec::new()];
    // All homes stay until the end: ext4 takes long to make files where many were removed just before.
    let scenes: Vec<Scene> = (0..ROUNDS).map(|_| Scene::new()).collect();
    for (round, scene) in scenes.iter().enumerate() {
        let plan = |mark: &str| {
            let files = files(size, mark);
            scene.plan(files.iter().map(|(target, content)| text(target, content)).collect()).to_json()
        };
        let (one, other) = (plan("one"), plan("other"));
        first.push(Cost::of(|| switch(scene, &one)));
        later[0].push(Cost::of(|| switch(scene, &other)));
        later[1].push(Cost::of(|| switch(scene, &other)));
        assert!(scene.read(&files(size, "")[size.files / 2].0).ends_with("other"), "round {round}");
    }
    let [changed, same] = later.map(Cost::median);
    [Cost::median(first), changed, same]
}

/// The same with Home Manager's scripts, the folder of files being there: wall time only, and once, for they are slow.
fn theirs(manager: &Manager, size: Size) -> [Duration; 3] {
    let scene = Scene::new();
    let mut number = 0;
    ["one", "other", "other"].map(|mark| {
        let files = files(size, mark);
        let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        manager.write_farm(number, &files);
        let start = Instant::now();
        assert!(manager.run(&scene.home.dir, number, &[], false));
        number += 1;
        start.elapsed()
    })
}

#[test]
fn speed_of_switches() {
    let size = Size::wanted();
    let Size { files, folders } = size;
    println!("{files} files in {folders} folders, medians of {ROUNDS}: wall time (processor time)\n");
    println!("| | hmeval | Home Manager's scripts |\n|---|---|---|");
    let theirs = sources().filter(|_| files > FEW).map(|sources| theirs(&Manager::new(&sources), size));
    for (index, cost) in ours(size).into_iter().enumerate() {
        let name = ["first switch", "a switch that changes one file", "a switch that changes nothing"][index];
        let beside = theirs.map_or_else(
            || "not there".to_owned(),
            |all| format!("{:.0} ms", all[index].as_secs_f64() * 1e3),
        );
        println!("| {name} | {} | {beside} |", cost.shown());
    }
}
