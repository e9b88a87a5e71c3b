//! `hmeval flake new|init`: the files of a template, which is an output of a flake (Nix: `CmdFlakeInitCommon`).
//!
//! Nothing that is there is overwritten: files that differ are told, and left to be merged by hand.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind as IoErrorKind, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use hmeval_diag::Pos;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::world::FileKind;
use hmeval_eval::{ErrorKind, Evaluator, Value};
use hmeval_flake::{FlakeRef, LockFlags, call, lock};

use crate::configuration::at_path;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::flake::{Named, Near, not_provided};
use crate::library;
use crate::world::path as file_path;

/// Templates of the built-in library, by names that need no flake: the folder of the library, and the template there.
const BUILTIN: [(&str, &str, &str); 4] = [
    ("standalone", "home-manager", "standalone"),
    ("nixos", "home-manager", "nixos"),
    ("nix-darwin", "home-manager", "nix-darwin"),
    ("system-manager", "system-manager", "default"),
];

/// Whether a template is one of the built-in library's.
pub(super) fn is_builtin(template: &OsStr) -> bool {
    BUILTIN.iter().any(|(name, _, _)| template == OsStr::new(name))
}

/// Writes the files of a template to a folder.
///
/// # Errors
/// If there is no such template; if files that are there differ from its files, or it cannot be written.
pub(super) fn write<'h>(
    ev: &Evaluator<'h>,
    template: &OsStr,
    folder: &Path,
    console: &Console<'_>,
) -> Outcome<'h> {
    let named = find_flake(ev, template, console)?;
    let attrs = find_template(ev, &named)?;
    let source = source_of(ev, attrs)?;
    let mut copy = Copy { ev, console, written: Vec::new(), conflicts: 0 };
    copy.folder(&source, folder)?;
    if !copy.written.is_empty() && folder.join(".git").exists() {
        tell_git(folder, &copy.written, console);
    }
    if let Some(text) = at_path(ev, attrs, &["welcomeText"])? {
        let text = ev.force_str_no_context(text, Pos::NONE, "while evaluating the text of a template")?;
        console.note(&[b"\n", text.trim_ascii_end()].concat());
    }
    match copy.conflicts {
        0 => Ok(()),
        count => Err(Failure::message(format!("encountered {count} conflicts - see above"))),
    }
}

/// The flake that a template is of.
fn find_flake<'h>(ev: &Evaluator<'h>, template: &OsStr, console: &Console<'_>) -> Outcome<'h, Named> {
    let builtin = BUILTIN.iter().find(|(name, _, _)| template == OsStr::new(name));
    let (reference, fragment) = match builtin {
        Some((_, folder, name)) => {
            let root = String::from_utf8_lossy(library::ROOT);
            let reference = FlakeRef::parse_absolute(format!("path:{root}?dir={folder}").as_bytes());
            (reference.map_err(Failure::message)?, name.as_bytes().to_vec())
        }
        None => {
            let parsed = FlakeRef::parse_argument(template.as_bytes(), &console.environment.dir, ev.world);
            parsed.map_err(Failure::message)?
        }
    };
    let flags = LockFlags { write: false, quiet: true, ..LockFlags::default() };
    Ok(Named { flake: lock::lock(ev, &reference, &flags)?, fragment })
}

/// The attributes of the template.
fn find_template<'h>(ev: &Evaluator<'h>, named: &Named) -> Outcome<'h, Value<'h>> {
    let outputs = call::outputs(ev, &named.flake)?;
    let candidates: Vec<Vec<u8>> = match &named.fragment[..] {
        [] => vec![b"templates.default".to_vec(), b"defaultTemplate".to_vec()],
        [b'.', exact @ ..] => vec![exact.to_vec()],
        name => vec![[b"templates.", name].concat(), name.to_vec()],
    };
    for candidate in &candidates {
        if let Some(found) = at_path(ev, outputs, &ev.parse_attr_path(candidate)?)? {
            return Ok(found);
        }
    }
    Err(not_provided(ev, named, &candidates, &Near::new()))
}

/// The folder with the files of the template.
fn source_of<'h>(ev: &Evaluator<'h>, template: Value<'h>) -> Outcome<'h, Vec<u8>> {
    let Some(path) = at_path(ev, template, &["path"])? else {
        return Err(ev.error(ErrorKind::Missing, "attribute 'path' does not exist").into());
    };
    let path = ev.coerce_to_path(Pos::NONE, path, &mut ContextBuilder::new(), "")?;
    Ok(path.to_vec())
}

/// What becomes of a file of a template.
enum Fate {
    Written,
    /// It is there already, the same.
    Same,
    /// Something else is there.
    Conflict,
}

struct Copy<'e, 'c, 'h> {
    ev: &'e Evaluator<'h>,
    console: &'e Console<'c>,
    written: Vec<PathBuf>,
    conflicts: usize,
}

impl<'h> Copy<'_, '_, 'h> {
    fn folder(&mut self, from: &[u8], to: &Path) -> Outcome<'h> {
        self.ev.check_stack(Pos::NONE)?;
        fs::create_dir_all(to).map_err(|error| cannot_write(to, &error))?;
        let mut entries = self.ev.list_dir(from)?;
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, kind) in entries {
            let from = hmeval_eval::path::join(from, &name);
            let to = to.join(file_path(&name));
            match kind {
                FileKind::Directory => self.folder(&from, &to)?,
                FileKind::Regular => {
                    let fate = file(&to, &self.ev.read_file(&from)?);
                    self.tell(fate, &from, to)?;
                }
                FileKind::Symlink => {
                    let fate = symlink(&to, &self.ev.read_link(&from)?);
                    self.tell(fate, &from, to)?;
                }
                FileKind::Unknown => {
                    let shown = String::from_utf8_lossy(&from).into_owned();
                    let message = format!("path '{shown}' needs to be a symlink, file, or directory");
                    return Err(Failure::message(message));
                }
            }
        }
        Ok(())
    }

    fn tell(&mut self, fate: io::Result<Fate>, from: &[u8], to: PathBuf) -> Outcome<'h> {
        let shown = String::from_utf8_lossy(from).into_owned();
        match fate.map_err(|error| cannot_write(&to, &error))? {
            Fate::Written => {
                self.console.note(format!("wrote: {to:?}").as_bytes());
                self.written.push(to);
            }
            Fate::Same => self.console.note(format!("skipping identical file: {shown}").as_bytes()),
            Fate::Conflict => {
                let text = format!(
                    "refusing to overwrite existing file {to:?}\n please merge it manually with '{shown}'"
                );
                self.console.err_line(text.as_bytes());
                self.conflicts += 1;
            }
        }
        Ok(())
    }
}

/// Writes a file, unless there is one.
fn file(to: &Path, content: &[u8]) -> io::Result<Fate> {
    match OpenOptions::new().write(true).create_new(true).open(to) {
        Ok(mut file) => file.write_all(content).map(|()| Fate::Written),
        Err(error) if error.kind() == IoErrorKind::AlreadyExists => {
            let is_same = fs::read(to).is_ok_and(|found| found == content);
            Ok(if is_same { Fate::Same } else { Fate::Conflict })
        }
        Err(error) => Err(error),
    }
}

/// Makes a symbolic link, unless there is something.
fn symlink(to: &Path, target: &[u8]) -> io::Result<Fate> {
    match std::os::unix::fs::symlink(file_path(target), to) {
        Ok(()) => Ok(Fate::Written),
        Err(error) if error.kind() == IoErrorKind::AlreadyExists => {
            let is_same = fs::read_link(to).is_ok_and(|found| found == file_path(target));
            Ok(if is_same { Fate::Same } else { Fate::Conflict })
        }
        Err(error) => Err(error),
    }
}

fn cannot_write<'h>(path: &Path, error: &io::Error) -> Failure<'h> {
    Failure::message(format!("cannot write '{}': {error}", path.display()))
}

/// Makes the files known to Git: others are no part of a flake in a repository.
fn tell_git(folder: &Path, files: &[PathBuf], console: &Console<'_>) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["add", "--intent-to-add", "--force", "--"]).args(files);
    let failed = match command.output() {
        Ok(output) if output.status.success() => return,
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => error.to_string(),
    };
    console.err_line(format!("warning: 'git add' does not work here: {failed}").as_bytes());
}
