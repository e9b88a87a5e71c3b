//! `hmeval switch --all-users`: every home of a host, each activated as its user.
//!
//! The configuration is evaluated once, as root. Each plan goes to a process of its own, which is the user's from its
//! first instruction on, so that nothing is written to a home with more rights than its user has.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use hmeval_activate::Plan;

use super::flags::{ActivationFlags, Backend, warn_of};
use super::planned::PlanFlags;
use super::subprocess;
use crate::console::Console;
use crate::session::print_error;
use crate::status::Status;

/// Where the users of the machine are listed.
const PASSWD: &str = "/etc/passwd";

/// Who a user is to the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Account {
    user: u32,
    group: u32,
}

/// Activates the homes of all users. One that fails leaves the others done.
pub(super) fn switch(
    plan: &PlanFlags,
    activation: &ActivationFlags,
    console: &mut Console<'_>,
) -> Result<Status, Status> {
    if activation.backend == Some(Backend::Nix) {
        print_error(console, b"'--all-users' works with the native backend only");
        return Err(Status::Usage);
    }
    if !is_root() {
        print_error(console, b"'--all-users' has to be run as root");
        return Err(Status::Refused);
    }
    let passwd = std::fs::read(PASSWD).unwrap_or_default();
    let plans = plan.plans_of_all(console)?;
    if plans.is_empty() {
        print_error(console, b"this configuration has no users of Home Manager ('home-manager.users')");
        return Err(Status::Failed);
    }
    let mut results = Vec::new();
    for (name, plan) in plans {
        let status = match plan {
            Some(plan) => {
                console.note(format!("{name}:").as_bytes());
                warn_of(console, &plan.warnings);
                as_user(&plan, account(&passwd, &plan.user), activation, console).unwrap_or_else(|problem| {
                    print_error(console, problem.as_bytes());
                    Status::Refused
                })
            }
            // It was told why.
            None => Status::Failed,
        };
        results.push((name, status));
    }
    for (name, status) in &results {
        let word = match status {
            Status::Done => "done",
            Status::Failed | Status::Usage | Status::HashMismatch => "not evaluated",
            Status::Refused => "refused, nothing was written",
            Status::Midway => "failed midway; run the command again",
        };
        console.note(format!("{name}: {word}").as_bytes());
    }
    Ok(results
        .into_iter()
        .map(|(_, status)| status)
        .max_by_key(|status| status.code())
        .unwrap_or(Status::Done))
}

/// Only root can read this folder's owner as its own and become somebody else.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0)
}

/// The numbers of a user.
fn account(passwd: &[u8], name: &str) -> Option<Account> {
    passwd.split(|byte| *byte == b'\n').find_map(|line| {
        let fields: Vec<&str> = std::str::from_utf8(line).ok()?.split(':').collect();
        match &fields[..] {
            [found, _, user, group, ..] if *found == name => {
                Some(Account { user: user.parse().ok()?, group: group.parse().ok()? })
            }
            _ => None,
        }
    })
}

/// Runs `hmeval switch --plan` as the user of a plan.
fn as_user(
    plan: &Plan,
    account: Option<Account>,
    activation: &ActivationFlags,
    console: &Console<'_>,
) -> Result<Status, String> {
    let account = account.ok_or_else(|| format!("'{PASSWD}' has no user '{}'", plan.user))?;
    let home = Path::new(&plan.home);
    if !home.is_dir() {
        return Err(format!("the home '{}' does not exist", plan.home));
    }
    let run = || -> io::Result<Option<i32>> {
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(&plan.to_json())?;
        file.flush()?;
        // The file is the user's alone to read.
        chown(file.path(), Some(account.user), Some(account.group))?;
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("switch").args(activation.arguments(console)).arg("--plan").arg(file.path());
        command.env_clear().envs(environment(plan, account, console)).current_dir(home);
        // Groups besides the user's own are dropped.
        command.uid(account.user).gid(account.group);
        Ok(subprocess::run(command, console)?.code())
    };
    let code = run().map_err(|error| format!("cannot run hmeval as '{}': {error}", plan.user))?;
    Ok(match code {
        Some(0) => Status::Done,
        Some(1) => Status::Failed,
        Some(2) => Status::Usage,
        Some(3) => Status::Refused,
        _ => Status::Midway,
    })
}

/// What a user's session would have, as far as activation needs it. Root's own variables are not passed on.
fn environment(plan: &Plan, account: Account, console: &Console<'_>) -> Vec<(OsString, OsString)> {
    let mut variables: Vec<(OsString, OsString)> = Vec::new();
    let mut set = |name: &str, value: &OsStr| variables.push((name.into(), value.to_owned()));
    set("HOME", OsStr::new(&plan.home));
    set("USER", OsStr::new(&plan.user));
    set("LOGNAME", OsStr::new(&plan.user));
    for name in ["PATH", "LANG", "LOCALE_ARCHIVE", "NO_COLOR", "TERM"] {
        if let Some(value) = console.environment.non_empty(name) {
            set(name, OsStr::from_bytes(value));
        }
    }
    let runtime = format!("/run/user/{}", account.user);
    if Path::new(&runtime).is_dir() {
        set("XDG_RUNTIME_DIR", OsStr::new(&runtime));
    }
    variables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_found_by_name() {
        let passwd = b"root:x:0:0:root:/root:/bin/sh\nbroken\nalice:x:1000:100::/home/alice:/bin/sh\nbob:x:many:1::/:\n";
        assert_eq!(account(passwd, "alice"), Some(Account { user: 1000, group: 100 }));
        assert_eq!(account(passwd, "ali"), None);
        assert_eq!(account(passwd, "bob"), None);
    }
}
