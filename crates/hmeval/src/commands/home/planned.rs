//! From the command line to a plan: an evaluated configuration, or a file with a plan.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use hmeval_activate::Plan;
use hmeval_activate::plan::HostBackup;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};

use super::super::show::set_values;
use super::flags::absolute;
use crate::advice;
use crate::configuration::target::Target;
use crate::configuration::{ConfigurationFlags, at_path, home};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::planning;
use crate::session::{ErrorStyle, print_error, report, with_evaluator};
use crate::settings::EvalArgs;
use crate::settings::flags::EvalFlags;
use crate::settings::flake_flags::FlakeFlags;
use crate::status::Status;

/// Whose home, and from which configuration.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct PlanFlags {
    /// `users.NAME`; nothing: the user of the configuration
    #[arg(value_name = "TARGET")]
    target: Option<OsString>,
    /// Take a specialisation of the configuration
    #[arg(short = 'c', long, value_name = "NAME")]
    specialisation: Option<String>,
    /// Take a plan that 'hmeval plan --json' wrote, and evaluate nothing
    #[arg(long, value_name = "FILE", conflicts_with_all = ["target", "specialisation", "file", "expr"])]
    plan: Option<PathBuf>,
    /// Leave out, with a warning, what needs a package that the built-in library knows by name only
    #[arg(long)]
    skip_unbuildable: bool,
    #[command(flatten)]
    configuration: ConfigurationFlags,
    #[command(flatten)]
    eval: EvalFlags,
}

/// A home in a configuration.
#[derive(Clone, Copy)]
pub(crate) struct Chosen<'h> {
    /// Its options; nothing for a specialisation whose library does not tell them.
    options: Option<Attrs<'h>>,
    /// The values of its options.
    pub(crate) config: Value<'h>,
    /// Those of the host that it is on, if the configuration is that of a host.
    pub(crate) host: Option<Value<'h>>,
}

impl<'h> Chosen<'h> {
    fn plan(self, ev: &Evaluator<'h>, skip_unbuildable: bool) -> Outcome<'h, Plan> {
        let plan = planning::plan(ev, self.config, skip_unbuildable)?;
        Ok(Plan { backup: self.backup(ev)?, ..plan })
    }

    /// What the host wants done with files that are in the way.
    pub(super) fn backup(self, ev: &Evaluator<'h>) -> Outcome<'h, Option<HostBackup>> {
        self.host.map(|host| planning::host_backup(ev, host)).transpose()
    }
}

impl PlanFlags {
    /// The plan of the configuration that a word names, of this user.
    pub(super) fn named(
        word: &OsStr,
        target: Option<OsString>,
        flake_flags: FlakeFlags,
        eval: EvalFlags,
    ) -> Self {
        let configuration = ConfigurationFlags::named(word, flake_flags);
        PlanFlags { target, specialisation: None, plan: None, skip_unbuildable: false, configuration, eval }
    }

    /// The name of the specialisation.
    pub(super) fn specialisation(&self) -> Option<&str> {
        self.specialisation.as_deref()
    }

    /// The same without the specialisation.
    pub(super) fn base(&self) -> Self {
        PlanFlags { specialisation: None, ..self.clone() }
    }

    /// The plan; failures are reported.
    pub(crate) fn plan(&self, console: &mut Console<'_>) -> Result<Plan, Status> {
        if let Some(file) = &self.plan {
            return read(&absolute(console, file)).map_err(|problem| {
                print_error(console, problem.as_bytes());
                Status::Failed
            });
        }
        let mut plan = None;
        let status = self.evaluate(console, |ev, home, _| {
            plan = Some(home.plan(ev, self.skip_unbuildable)?);
            Ok(())
        });
        plan.filter(|_| status == Status::Done).ok_or(status)
    }

    /// The plan with the values that the configuration's definitions set; failures are reported. A plan that is ready
    /// is taken as it is.
    pub(super) fn plan_with_values(&self, console: &mut Console<'_>) -> Result<Plan, Status> {
        if self.plan.is_some() {
            return self.plan(console);
        }
        let mut plan = None;
        let status = self.evaluate(console, |ev, home, _| {
            let made = home.plan(ev, self.skip_unbuildable)?;
            // What cannot be told of later is no reason not to make the home.
            let options = home.options.map(|options| set_values(ev, options, home.config));
            let options = options.and_then(Result::ok).unwrap_or_default();
            plan = Some(Plan { options, ..made });
            Ok(())
        });
        plan.filter(|_| status == Status::Done).ok_or(status)
    }

    /// The plans of all users of a host, by name; none for one whose evaluation failed, which is reported below the name.
    pub(super) fn plans_of_all(
        &self,
        console: &mut Console<'_>,
    ) -> Result<Vec<(String, Option<Plan>)>, Status> {
        let mut plans = Vec::new();
        let status = self.evaluate(console, |ev, Chosen { config, .. }, console| {
            plans.clear();
            let backup = planning::host_backup(ev, config)?;
            for user in home::users(ev, config)? {
                let home = at_path(ev, config, &[&b"home-manager"[..], b"users", user])?;
                let plan = planning::plan(ev, home.unwrap_or(Value::NULL), self.skip_unbuildable);
                let plan = plan.map(|plan| Plan { backup: Some(backup.clone()), ..plan });
                let name = String::from_utf8_lossy(user).into_owned();
                let failed = |failure| {
                    console.note(format!("{name}:").as_bytes());
                    report(ev, console, ErrorStyle::Human, failure);
                };
                let plan = plan.map_err(failed).ok();
                plans.push((name, plan));
            }
            Ok(())
        });
        if status == Status::Done { Ok(plans) } else { Err(status) }
    }

    /// As [`PlanFlags::evaluate`], for what needs a configuration: a plan that is ready is no help.
    pub(super) fn evaluate_only<W>(&self, console: &mut Console<'_>, work: W) -> Result<Status, Status>
    where
        W: for<'h> FnMut(&Evaluator<'h>, Chosen<'h>, &Console<'_>) -> Outcome<'h> + Send,
    {
        if self.plan.is_some() {
            print_error(console, b"the nix backend needs a configuration; a plan has no derivations");
            return Err(Status::Usage);
        }
        Ok(self.evaluate(console, work))
    }

    /// Evaluates the configuration and hands it over.
    pub(crate) fn evaluate<W>(&self, console: &mut Console<'_>, mut work: W) -> Status
    where
        W: for<'h> FnMut(&Evaluator<'h>, Chosen<'h>, &Console<'_>) -> Outcome<'h> + Send,
    {
        let (eval, settings) = self.eval.read(console, false);
        with_evaluator(console, settings, ErrorStyle::Human, |ev, console| {
            let evaluated = self.choose(ev, &eval, console).and_then(|home| work(ev, home, console));
            evaluated.map_err(|failure| advice::to_check(ev, failure))
        })
    }

    fn choose<'h>(
        &self,
        ev: &Evaluator<'h>,
        eval: &EvalArgs,
        console: &Console<'_>,
    ) -> Outcome<'h, Chosen<'h>> {
        let name = self.target.as_deref().map_or(&b""[..], OsStrExt::as_bytes);
        let configuration = self.configuration.load(ev, eval, name, console)?;
        let target = Target::find(ev, configuration, name)?;
        if !target.path.is_empty() {
            let message = "a plan is of a whole home: name a user ('users.NAME') and no option";
            return Err(Failure::Usage(message.to_owned()));
        }
        let host = if target.base.is_empty() { None } else { configuration.get(ev, "config") };
        let (options, config) = match &self.specialisation {
            Some(name) => (
                planning::specialisation_options(ev, target.options, name)?,
                planning::specialisation(ev, target.config, name)?,
            ),
            None => (Some(target.options), target.config),
        };
        Ok(Chosen { options, config, host })
    }
}

/// Reads a plan from a file: its own form, or that of `hmeval plan --json`, which has it in `plan`.
pub(super) fn read(file: &std::path::Path) -> Result<Plan, String> {
    let text = std::fs::read(file).map_err(|error| format!("cannot read '{}': {error}", file.display()))?;
    Plan::from_output(&text)
}
