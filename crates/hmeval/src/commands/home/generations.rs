//! The commands on generations: list, switch, roll back, remove.

use hmeval_activate::{Disk, Generation, Generations, Goal, Home, Pointer};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};

use super::flags::{ActivationFlags, home, report};
use super::switch;
use crate::console::Console;
use crate::session::{print_error, report_output};
use crate::status::Status;

/// Arguments of `hmeval generations`.
#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
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
    /// The numbers of the generations
    #[arg(value_name = "N", required = true)]
    numbers: Vec<u64>,
}

/// Arguments of `hmeval expire-generations`.
#[derive(Debug, clap::Args)]
pub(crate) struct ExpireArgs {
    /// A time: `-30 days`, `2026-01-31`, `2026-01-31 12:00`
    #[arg(value_name = "TIME", allow_hyphen_values = true)]
    time: String,
}

/// Lists generations, the newest first, in the form of Home Manager.
pub(crate) fn list(args: &ListArgs, console: &Console<'_>) -> Status {
    let listed = home(console).and_then(|home| all(console, &home));
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
            text += &format!("{time} : id {} -> {}{current}\n", generation.number, generation.path.display());
        }
    }
    console.out(text.as_bytes()).map_or_else(|error| report_output(console, &error), |()| Status::Done)
}

fn as_json(generation: &Generation) -> serde_json::Value {
    serde_json::json!({
        "id": generation.number,
        "created": time(generation).timestamp().to_string(),
        "current": generation.is_current,
        "path": generation.path.display().to_string(),
    })
}

fn time(generation: &Generation) -> Zoned {
    Timestamp::try_from(generation.created).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::system())
}

fn all(console: &Console<'_>, home: &Home) -> Result<Vec<Generation>, Status> {
    Generations::new(&home.state).list().map_err(|error| {
        print_error(console, format!("cannot read the generations: {error}").as_bytes());
        Status::Failed
    })
}

/// Goes to a generation.
pub(crate) fn switch(args: &SwitchArgs, console: &Console<'_>) -> Status {
    let work = || {
        let home = home(console)?;
        go(console, &home, args.number, &args.activation)
    };
    work().unwrap_or_else(|status| status)
}

/// Goes to the generation before the current one.
pub(crate) fn rollback(args: &ActivationFlags, console: &Console<'_>) -> Status {
    let work = || {
        let home = home(console)?;
        let generations = Generations::new(&home.state);
        let numbers = generations.numbers().unwrap_or_default();
        let before = generations
            .pointer(Pointer::Current)
            .and_then(|current| numbers.range(..current).next_back().copied());
        match before {
            Some(number) => go(console, &home, number, args),
            None => {
                print_error(console, b"there is no generation before the current one");
                Err(Status::Refused)
            }
        }
    };
    work().unwrap_or_else(|status| status)
}

fn go(console: &Console<'_>, home: &Home, number: u64, flags: &ActivationFlags) -> Result<Status, Status> {
    let request = flags.request(home, console)?;
    let goal = Goal::of_generation(&home.state, number).map_err(|error| report(console, &error))?;
    Ok(switch::to(&goal, &request, flags.ask, console))
}

/// Removes generations.
pub(crate) fn remove(args: &RemoveArgs, console: &Console<'_>) -> Status {
    match home(console) {
        Ok(home) => remove_all(console, &home, &args.numbers),
        Err(status) => status,
    }
}

/// Removes the generations from before a time, but not the current one.
pub(crate) fn expire(args: &ExpireArgs, console: &Console<'_>) -> Status {
    let work = || {
        let home = home(console)?;
        let Some(limit) = point_in_time(&args.time, Zoned::now()) else {
            print_error(console, format!("'{}' is no time", args.time).as_bytes());
            return Err(Status::Usage);
        };
        let old = all(console, &home)?.into_iter();
        let old = old.filter(|generation| !generation.is_current && time(generation).timestamp() <= limit);
        let numbers: Vec<u64> = old.map(|generation| generation.number).collect();
        Ok(remove_all(console, &home, &numbers))
    };
    work().unwrap_or_else(|status| status)
}

fn remove_all(console: &Console<'_>, home: &Home, numbers: &[u64]) -> Status {
    if numbers.is_empty() {
        console.note(b"there is nothing to remove");
        return Status::Done;
    }
    match Generations::new(&home.state).remove(Disk::default(), numbers) {
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

/// A time as people write it: a span before now (`-30 days`, `2 weeks`), or a date, with or without a time.
fn point_in_time(text: &str, now: Zoned) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(date) = text.parse::<DateTime>() {
        return date.to_zoned(TimeZone::system()).ok().map(|zoned| zoned.timestamp());
    }
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(timestamp);
    }
    let span: Span = text.trim_start_matches('-').trim_end_matches("ago").trim().parse().ok()?;
    now.checked_sub(span.abs()).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        let now: Zoned = "2026-03-31T12:00:00+00:00[UTC]".parse().unwrap();
        let at = |text: &str| point_in_time(text, now.clone()).map(|time| time.to_string());
        assert_eq!(at("-30 days").unwrap(), "2026-03-01T12:00:00Z");
        assert_eq!(at("2 weeks").unwrap(), "2026-03-17T12:00:00Z");
        assert_eq!(at("1 day ago").unwrap(), "2026-03-30T12:00:00Z");
        assert!(at("2026-01-31").is_some());
        assert_eq!(at("someday"), None);
    }
}
