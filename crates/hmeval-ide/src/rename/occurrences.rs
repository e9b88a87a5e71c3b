//! The places of a text where a name of an option's path is written, and what keeps somebody from knowing all of them.

use std::ops::Range;

use hmeval_syntax::editor::{End, Site, SiteRoot, Step, Written};

use super::{CONFIGURATIONS, option_steps, place};
use crate::document::Document;

/// A place where the name is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// How.
    pub(crate) written: Written,
    /// All of the path that it is in.
    pub(crate) around: Range<usize>,
    /// Whether it is the option's name for certain; else the evaluation has to say so.
    pub(crate) sure: bool,
}

/// Why it cannot be known where the name is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Obstacle {
    /// Where.
    pub(crate) at: Range<usize>,
    /// What is there.
    pub(crate) why: String,
}

/// The places where the last name of a path is written in a text.
pub(crate) fn occurrences(document: &Document, path: &[String]) -> Result<Vec<Occurrence>, Obstacle> {
    let mut found = Vec::new();
    for site in document.tree.sites(&document.names) {
        let occurrence = match option_steps(&site) {
            Some(steps) => of_option(&site, steps, path),
            None => not_of_another(&site, path).map(|()| None),
        };
        let obstacle = |why| Obstacle { at: site.at.clone(), why };
        found.extend(occurrence.map_err(obstacle)?);
    }
    for (names, at) in document.tree.named_paths() {
        // A list of one word is most likely no path.
        if path.len() > 1 && names.starts_with(path) {
            return Err(Obstacle { at, why: "the path is written as text".to_owned() });
        }
    }
    Ok(found)
}

/// How the steps of a site and a path go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// They are about other things.
    None,
    /// The path goes on behind the steps.
    Outside,
    /// The path is at the beginning of the steps.
    Inside,
    /// A name is computed, and could be that of the path.
    Computed,
}

fn relation(steps: &[Step], path: &[String]) -> Relation {
    let both = || steps.iter().zip(path);
    if both().any(|(step, name)| step.name.as_ref().is_some_and(|step| step != name)) {
        return Relation::None;
    }
    let known = both().filter(|(step, _)| step.name.is_some()).count();
    match steps.len() >= path.len() {
        // Where nothing but computed names is written, anything may be meant, which is mostly something else.
        _ if known < both().count() => {
            if known > 0 {
                Relation::Computed
            } else {
                Relation::None
            }
        }
        true => Relation::Inside,
        false => Relation::Outside,
    }
}

fn of_option(site: &Site, steps: &[Step], path: &[String]) -> Result<Option<Occurrence>, String> {
    let is_use = site.root != SiteRoot::Set;
    match relation(steps, path) {
        Relation::None => Ok(None),
        Relation::Computed => Err("a name of the path is computed".to_owned()),
        Relation::Outside => match &site.end {
            End::With(names) if path.get(steps.len()).is_some_and(|next| names.contains(next)) => {
                Err("its names are brought in by `with`".to_owned())
            }
            // The whole configuration goes to other modules, which name it in their turn.
            End::Whole if is_use && !steps.is_empty() => {
                let shown: Vec<&str> = path.iter().take(steps.len()).map(String::as_str).collect();
                Err(format!("`{}` is used as a whole", shown.join(".")))
            }
            _ => Ok(None),
        },
        Relation::Inside => {
            let step = path.len().checked_sub(1).and_then(|index| steps.get(index));
            match step.and_then(|step| step.written.clone()) {
                None => Ok(None),
                Some(Written::Variable(_)) => {
                    Err("it is the name of a variable of a recursive set, too".to_owned())
                }
                Some(written) => {
                    let around = site.at.start.min(place(&written).start)..site.at.end;
                    Ok(Some(Occurrence { written, around, sure: site.sure }))
                }
            }
        }
    }
}

/// Fails if what is written may be the option or may not.
fn not_of_another(site: &Site, path: &[String]) -> Result<(), String> {
    let is_config = |step: &Step| step.name.as_deref().is_some_and(|name| CONFIGURATIONS.contains(&name));
    let behind = site.steps.iter().position(is_config).and_then(|index| site.steps.get(index + 1..));
    let direct = (site.root == SiteRoot::Unknown).then_some(&site.steps[..]);
    let mut candidates = behind.into_iter().chain(direct);
    match candidates.any(|steps| matches!(relation(steps, path), Relation::Inside)) {
        true => Err("this may be the option or something else of that name".to_owned()),
        false => Ok(()),
    }
}
