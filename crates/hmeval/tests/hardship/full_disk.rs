//! A disk that is full, in bytes or in files, at every point of a switch.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::world::{World, is_root, run};

/// A small file system in memory; it goes with the value.
struct Mount {
    at: PathBuf,
}

impl Mount {
    fn new(at: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let status = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at).status();
        let mounted = status.is_ok_and(|status| status.success());
        if !mounted {
            println!("skipped: nothing can be mounted here");
        }
        mounted.then(|| Mount { at: at.to_owned() })
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.at).status();
    }
}

/// What takes up room, until it is given back.
enum Filler {
    /// All bytes but so many.
    Bytes(usize),
    /// All files but so many.
    Files(usize),
}

impl Filler {
    fn fill(&self, folder: &Path) {
        fs::create_dir(folder).unwrap();
        match self {
            Filler::Bytes(but) => {
                fs::write(folder.join("later"), vec![0; *but]).unwrap();
                let mut file = File::create(folder.join("all")).unwrap();
                while file.write_all(&[0; 4096]).is_ok() {}
                drop(file);
                fs::remove_file(folder.join("later")).unwrap();
            }
            Filler::Files(but) => {
                let mut made = Vec::new();
                for number in 0.. {
                    let path = folder.join(number.to_string());
                    if File::create(&path).is_err() {
                        break;
                    }
                    made.push(path);
                }
                made.iter().rev().take(*but).for_each(|path| fs::remove_file(path).unwrap());
            }
        }
    }
}

const FIRST: [(&str, &str); 4] =
    [(".bashrc", "both"), (".profile", "one"), ("app/gone", "1"), ("d/e/f", "1")];
const SECOND: [(&str, &str); 5] = [
    (".bashrc", "both"),
    (".profile", "two"),
    ("app/new", "2"),
    ("config.ini", "managed"),
    ("x/y/z", "long"),
];

/// A home with files of the user at the first plan; returns what a switch to the second comes to.
fn home(folder: &Path, plans: &Path) -> World {
    let world = World::new(folder);
    world.write("app/mine", "beside links");
    world.write("config.ini", "by hand");
    let long = "long ".repeat(4000);
    let second = SECOND.map(|(target, text)| (target, if text == "long" { long.as_str() } else { text }));
    world.plan(&plans.join("first"), &FIRST);
    world.plan(&plans.join("second"), &second);
    let (status, said) = run(&mut world.switch(&plans.join("first")));
    assert_eq!(status, 0, "{said}");
    world
}

/// Plays with more and more room until there is enough. Returns how many runs did not come to their end.
fn play(options: &str, filler: impl Fn(usize) -> Filler, step: usize) -> Option<usize> {
    let folder = tempfile::tempdir().unwrap();
    let wanted = {
        let _mount = Mount::new(&folder.path().join("m"), options)?;
        let world = home(&folder.path().join("m"), folder.path());
        assert_eq!(run(&mut world.switch(&folder.path().join("second"))).0, 0);
        world.tree()
    };
    for failed in 0..200 {
        let _mount = Mount::new(&folder.path().join("m"), options)?;
        let world = home(&folder.path().join("m"), folder.path());
        filler(failed * step).fill(&world.outside("filler"));
        let (status, said) = run(&mut world.switch(&folder.path().join("second")));
        let tree = world.tree();
        assert_eq!(tree.get("app/mine").map(String::as_str), Some("beside links"));
        assert_eq!(tree.get(".bashrc").map(String::as_str), Some("both"));
        assert!(tree.get(".profile").is_some_and(|text| text == "one" || text == "two"), "{tree:?}");
        let by_hand = ["config.ini", "config.ini.bak"]
            .iter()
            .any(|name| world.read(name).as_deref() == Some("by hand"));
        assert!(by_hand, "{tree:?}");
        if status == 0 {
            assert_eq!(tree, wanted);
            return Some(failed);
        }
        assert!(status == 3 || status == 4, "{status}: {said}");
        assert!(said.contains("No space left on device"), "{said}");
        if status == 3 {
            assert_eq!(tree.get(".profile").map(String::as_str), Some("one"), "{said}");
            assert!(said.contains("nothing was written"), "{said}");
        }
        fs::remove_dir_all(world.outside("filler")).unwrap();
        let (status, said) = run(&mut world.switch(&folder.path().join("second")));
        assert_eq!((status, world.tree()), (0, wanted.clone()), "{said}");
    }
    panic!("there is never enough room");
}

#[test]
fn no_room_for_bytes() {
    if is_root("a full disk") {
        let Some(failed) = play("size=512k", Filler::Bytes, 4096) else { return };
        assert!(failed > 3, "only {failed} runs failed");
        println!("{failed} runs on a full disk");
    }
}

#[test]
fn no_room_for_files() {
    if is_root("a full disk") {
        let Some(failed) = play("size=4m,nr_inodes=100", Filler::Files, 1) else { return };
        assert!(failed > 5, "only {failed} runs failed");
        println!("{failed} runs on a full disk");
    }
}
