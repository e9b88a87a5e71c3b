//! The blocks of an activation: which are steps of our own, and what bash runs.

use std::path::Path;

use crate::plan::{File, Plan};
use crate::script::Part;

/// The steps of Home Manager that are done natively, in its default order.
pub(crate) mod step {
    /// Nothing in the home is written before this.
    pub(crate) const BOUNDARY: &str = "writeBoundary";
    /// The links are made.
    pub(crate) const LINK: &str = "linkGeneration";
    /// The units are started and stopped.
    pub(crate) const UNITS: &str = "reloadSystemd";
    /// The commands for changed files run.
    pub(crate) const CHANGED: &str = "onFilesChange";
    /// Packages are installed, which the native backend cannot do.
    pub(crate) const PACKAGES: &str = "installPackages";
    /// What is decided before anything else.
    pub(crate) const CHECKS: [&str; 2] = ["checkLinkTargets", "checkFilesChanged"];
}

/// Whether a block is done natively.
pub(crate) fn is_own(name: &str) -> bool {
    let own = [step::BOUNDARY, step::LINK, step::UNITS, step::CHANGED, step::PACKAGES];
    own.contains(&name) || step::CHECKS.contains(&name)
}

/// The parts of an activation. Plans without the steps of Home Manager get them in front.
pub(crate) fn parts(plan: &Plan, changed: &[&File], dry_run: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let has = |name: &str| plan.activation.iter().any(|block| block.name == name);
    for name in [step::BOUNDARY, step::LINK, step::CHANGED, step::UNITS] {
        // Where it is not said what may write, that is what comes behind the links.
        if !has(name) && (name != step::BOUNDARY || !has(step::LINK)) {
            add(&mut parts, name, changed, dry_run);
        }
    }
    for block in &plan.activation {
        if block.name == step::LINK && !has(step::BOUNDARY) {
            add(&mut parts, step::BOUNDARY, changed, dry_run);
        }
        if is_own(&block.name) {
            add(&mut parts, &block.name, changed, dry_run);
        } else {
            parts.push(Part::Shell { name: block.name.clone(), script: block.script.clone() });
        }
    }
    parts
}

fn add(parts: &mut Vec<Part>, name: &str, changed: &[&File], dry_run: bool) {
    if step::CHECKS.contains(&name) {
        return;
    }
    let commands = if name == step::CHANGED { changed } else { &[] };
    for file in commands {
        let script = if dry_run { ":".to_owned() } else { file.on_change.clone() };
        parts.push(Part::Shell { name: format!("onChange of {}", file.target.display()), script });
    }
    // For the commands: they have all run.
    parts.push(Part::Own(name.to_owned()));
}

/// Whether blocks, or commands for changed files, look at `$oldGenPath` or `$newGenPath`.
pub(crate) fn look_at_generations(plan: &Plan) -> bool {
    let blocks = plan.activation.iter().filter(|block| !is_own(&block.name)).map(|block| &block.script);
    let commands = plan.files.iter().map(|file| &file.on_change);
    blocks.chain(commands).any(|script| script.contains("GenPath"))
}

/// Blocks that would run programs which are not there: their names, with a path that is missing.
pub(crate) fn unrunnable(plan: &Plan) -> Vec<String> {
    let blocks = plan.activation.iter().filter(|block| !is_own(&block.name));
    blocks
        .filter_map(|block| {
            let missing = block.references.iter().find(|path| !Path::new(path).exists())?;
            Some(format!(
                "the activation block '{}' needs '{missing}', which is not there: '--backend nix' can build it, the native \
                 backend cannot",
                block.name
            ))
        })
        .collect()
}
