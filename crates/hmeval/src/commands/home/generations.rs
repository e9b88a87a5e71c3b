//! The commands on generations: list, switch, roll back, remove; those of hmeval, or those in Home Manager's profile.

use hmeval_activate::{Disk, Generation, Generations, Goal, Home, Pointer};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::flags::{ActivationFlags, Backend, Reporter, home, report};
use super::nix::generations::{self as manager, Profile};
use super::switch;
use super::time::point_in_time;
use crate::console::Console;
use crate::session::{print_error, report_output};
use crate::status::Status;

/// Whose generations are meant.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct Whose {
    /// Whose generations: hmeval's, or those of Home Manager's profile [default: of what made the present home]
    #[arg(long, value_enum, value_name = "BACKEND")]
    backend: Option<Backend>,
}

/// Where generations are.
pub(super) enum Shelf {
    Native(Home),
    Manager(Profile),
}

impl Shelf {
    /// Those that the flags mean.
    pub(super) fn of(whose: Whose, console: &Console<'_>) -> Result<Self, Status> {
        Shelf::find(whose.backend, console)
    }

    /// Those of a backend; without one, Home Manager's if only it has a current generation.
    fn find(backend: Option<Backend>, console: &Console<'_>) -> Result<Self, Status> {
        let home = home(console)?;
        let profile = Profile::find(console);
        let is_native = || {
            let has_current = Generations::new(&home.state).pointer(Pointer::Current).is_some();
            has_current || profile.as_ref().and_then(Profile::current).is_none()
        };
        match backend {
            Some(Backend::Native) => Ok(Shelf::Native(home)),
            None if is_native() => Ok(Shelf::Native(home)),
            _ => profile.map(Shelf::Manager).ok_or_else(|| {
                print_error(console, b"there is no profile of Home Manager");
                Status::Refused
            }),
        }
    }

    /// All, the newest first.
    fn all(&self, console: &Console<'_>) -> Result<Vec<Generation>, Status> {
        let all = match self {
            Shelf::Native(home) => Generations::new(&home.state).list(),
            Shelf::Manager(profile) => profile.generations(),
        };
        all.map_err(|error| {
            print_error(console, format!("cannot read the generations: {error}").as_bytes());
            Status::Failed
        })
    }

    /// Makes the home what a generation was.
    fn go(&self, number: u64, flags: &ActivationFlags, console: &Console<'_>) -> Result<Status, Status> {
        match self {
            Shelf::Native(home) => go(home, number, flags, console, |goal| goal),
            Shelf::Manager(profile) => manager::go(profile, number, flags, console),
        }
    }

    /// Makes the home what it was before; a rollback that did not come to its end is completed.
    fn roll_back(&self, flags: &ActivationFlags, console: &Console<'_>) -> Result<Status, Status> {
        let before = before(&self.all(console)?).ok_or_else(|| {
            print_error(console, b"there is no generation before the current one");
            Status::Refused
        });
        match self {
            Shelf::Native(home) => {
                let begun = Generations::new(&home.state).begun_rollback().map_err(|error| {
                    print_error(console, format!("cannot read what is left to do: {error}").as_bytes());
                    Status::Failed
                })?;
                let number = begun.map_or(before, Ok)?;
                go(home, number, flags, console, Goal::as_rollback)
            }
            Shelf::Manager(profile) => manager::go(profile, before?, flags, console),
        }
    }

    fn remove(&self, numbers: &[u64], console: &Console<'_>) -> Status {
        if numbers.is_empty() {
            console.note(b"there is nothing to remove");
            return Status::Done;
        }
        let removed = match self {
            Shelf::Native(home) => {
                Generations::new(&home.state).remove(Disk::default(), numbers, &mut Reporter(console))
            }
            Shelf::Manager(profile) => profile.remove(numbers),
        };
        match removed {
            Ok(()) => {
                let shown: Vec<String> = numbers.iter().map(u64::to_string).collect();
                console.note(format!("removed generation {}", shown.join(", ")).as_bytes());
                Status::Done
            }
            Err(problem) => {
                print_error(console, problem.as_bytes());
                Status::Failed
            }
        }
    }
}

/// Makes a home what a generation of hmeval's was.
fn go(
    home: &Home,
    number: u64,
    flags: &ActivationFlags,
    console: &Console<'_>,
    how: fn(Goal) -> Goal,
) -> Result<Status, Status> {
    let request = flags.request(home, console)?;
    let goal = Goal::of_generation(&home.state, number).map_err(|error| report(console, &error))?;
    Ok(switch::to(&how(goal), &request, flags.ask, console))
}

/// Arguments of `hmeval generations`.
#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    whose: Whose,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Arguments of `hmeval switch-generation`.
#[derive(Debug, clap::Args)]
pub(crate) struct SwitchArgs {
    /// The number of the generation
    #[arg(value_name = "N")]
    number: u64,
    #[command(flatten)]
    activation: ActivationFlags,
}

/// Arguments of `hmeval remove-generations`.
#[derive(Debug, clap::Args)]
pub(crate) struct RemoveArgs {
    #[command(flatten)]
    whose: Whose,
    /// The numbers of the generations
    #[arg(value_name = "N", required = true)]
    numbers: Vec<u64>,
}

/// Arguments of `hmeval expire-generations`.
#[derive(Debug, clap::Args)]
pub(crate) struct ExpireArgs {
    #[command(flatten)]
    whose: Whose,
    /// A time: `-30 days`, `last month`, `yesterday`, `2026-01-31`, `2026-01-31 12:00`, `@1234567890`
    #[arg(value_name = "TIME", allow_hyphen_values = true)]
    time: String,
}

/// Lists generations, the newest first, in the form of Home Manager.
pub(crate) fn list(args: &ListArgs, console: &Console<'_>) -> Status {
    let listed = Shelf::of(args.whose, console).and_then(|shelf| shelf.all(console));
    let generations = match listed {
        Ok(generations) => generations,
        Err(status) => return status,
    };
    let mut text = String::new();
    if args.json {
        let rows: Vec<_> = generations.iter().map(as_json).collect();
        text = serde_json::Value::from(rows).to_string() + "\n";
    } else {
        for generation in &generations {
            let time = time(generation).strftime("%Y-%m-%d %H:%M").to_string();
            let current = if generation.is_current { " (current)" } else { "" };
            // The home is at neither to the full.
            let pending = if generation.is_pending { " (not completed)" } else { "" };
            let path = generation.path.display();
            text += &format!("{time} : id {} -> {path}{current}{pending}\n", generation.number);
        }
    }
    console.out(text.as_bytes()).map_or_else(|error| report_output(console, &error), |()| Status::Done)
}

fn as_json(generation: &Generation) -> serde_json::Value {
    serde_json::json!({
        "id": generation.number,
        "created": time(generation).timestamp().to_string(),
        "current": generation.is_current,
        "pending": generation.is_pending,
        "path": generation.path.display().to_string(),
    })
}

fn time(generation: &Generation) -> Zoned {
    Timestamp::try_from(generation.created).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::system())
}

/// Goes to a generation.
pub(crate) fn switch(args: &SwitchArgs, console: &Console<'_>) -> Status {
    let shelf = Shelf::find(args.activation.backend, console);
    shelf.and_then(|shelf| shelf.go(args.number, &args.activation, console)).unwrap_or_else(|status| status)
}

/// Goes to the generation before the one that the last switch was to.
pub(crate) fn rollback(args: &ActivationFlags, console: &Console<'_>) -> Status {
    let work = || {
        let shelf = Shelf::find(args.backend, console)?;
        shelf.roll_back(args, console)
    };
    work().unwrap_or_else(|status| status)
}

/// The generation to roll back to: the one with the next lower number. Where a switch to another generation did not come to
/// its end, the current one is what the home was before.
fn before(all: &[Generation]) -> Option<u64> {
    let number_of = |is: fn(&Generation) -> bool| all.iter().find(|one| is(one)).map(|one| one.number);
    let current = number_of(|generation| generation.is_current);
    match number_of(|generation| generation.is_pending && !generation.is_current) {
        Some(_) if current.is_some() => current,
        _ => all.iter().map(|generation| generation.number).filter(|number| Some(*number) < current).max(),
    }
}

/// Removes generations.
pub(crate) fn remove(args: &RemoveArgs, console: &Console<'_>) -> Status {
    match Shelf::of(args.whose, console) {
        Ok(shelf) => shelf.remove(&args.numbers, console),
        Err(status) => status,
    }
}

/// Removes the generations from before a time, but not the current one.
pub(crate) fn expire(args: &ExpireArgs, console: &Console<'_>) -> Status {
    let work = || {
        let shelf = Shelf::of(args.whose, console)?;
        let Some(limit) = point_in_time(&args.time, &Zoned::now()) else {
            print_error(console, format!("'{}' is no time", args.time).as_bytes());
            return Err(Status::Usage);
        };
        let old = shelf.all(console)?.into_iter();
        let old = old.filter(|generation| !generation.is_current && time(generation).timestamp() <= limit);
        let numbers: Vec<u64> = old.map(|generation| generation.number).collect();
        Ok(shelf.remove(&numbers, console))
    };
    work().unwrap_or_else(|status| status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_begun_is_rolled_back_to_what_was_before() {
        let generation = |number, is_current, is_pending| Generation {
            number,
            created: std::time::UNIX_EPOCH,
            is_current,
            is_pending,
            path: std::path::PathBuf::new(),
        };
        let list = |current: u64, pending: u64| {
            (1..=3)
                .rev()
                .map(|number| generation(number, number == current, number == pending))
                .collect::<Vec<_>>()
        };
        assert_eq!(before(&list(3, 0)), Some(2));
        assert_eq!(before(&list(2, 3)), Some(2));
        assert_eq!(before(&list(3, 2)), Some(3));
        assert_eq!(before(&list(2, 2)), Some(1));
        assert_eq!(before(&list(1, 0)), None);
        assert_eq!(before(&list(1, 2)), Some(1));
        assert_eq!(before(&list(0, 1)), None);
    }
}
