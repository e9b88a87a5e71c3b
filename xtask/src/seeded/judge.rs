//! Whether what was sown was found.

use serde_json::Value;

use super::Question;
use super::kind::Kind;
use super::sow::Sown;

/// How many mistakes were sown, and what was said about them.
#[derive(Clone, Debug, Default)]
pub(super) struct Score {
    sown: usize,
    found: usize,
    placed: usize,
    /// Mistakes for which there is a right suggestion, and those for which it came first.
    suggestible: usize,
    suggested: usize,
}

impl Score {
    /// Adds the figures of another sort.
    pub(super) fn add(&mut self, other: &Score) {
        self.sown += other.sown;
        self.found += other.found;
        self.placed += other.placed;
        self.suggestible += other.suggestible;
        self.suggested += other.suggested;
    }

    /// A row of the table.
    pub(super) fn row(&self, name: &str, is_right: bool) -> String {
        let share = |part: usize, all: usize| match all {
            0 => "–".to_owned(),
            _ => format!("{part} ({:.1} %)", 100.0 * part as f64 / all as f64),
        };
        if is_right {
            return format!("| {name} | {} | {} with a false alarm | – | – |", self.sown, self.found);
        }
        let (found, placed) = (share(self.found, self.sown), share(self.placed, self.sown));
        format!(
            "| {name} | {} | {found} | {placed} | {} |",
            self.sown,
            share(self.suggested, self.suggestible)
        )
    }
}

/// Checks the configuration with these mistakes in it.
pub(super) fn judge(
    question: &Question,
    kind: &Kind,
    batch: &[Sown],
    score: &mut Score,
) -> Result<(), String> {
    let files: Vec<_> = batch.iter().flat_map(|sown| sown.files.clone()).collect();
    if kind.is_right() && !question.evaluates(&files)? {
        return Ok(());
    }
    let found = question.check(&files)?;
    for sown in batch {
        score.sown += 1;
        if kind.is_right() {
            // What modules say themselves about the values is no alarm of check's.
            let own_words = |one: &Value| one["code"] == "warning" || one["code"] == "assertion";
            let loud = |one: &Value| one["severity"] == "error" || one["severity"] == "warning";
            let alarm = found.iter().find(|one| loud(one) && !own_words(one));
            score.found += usize::from(alarm.is_some());
            if let (Some(alarm), true) = (alarm, question.talkative) {
                tell(kind, sown, alarm.to_string());
            }
            continue;
        }
        let here = |one: &&Value| sown.files.iter().any(|file| one["file"] == file.display().to_string());
        let of_kind = found.iter().filter(|one| kind.codes.iter().any(|code| one["code"] == *code));
        let mine: Vec<&Value> = of_kind.filter(here).collect();
        let placed = mine.iter().find(|one| {
            sown.places.iter().any(|(file, line, column)| {
                one["file"] == file.display().to_string() && one["line"] == *line && one["column"] == *column
            })
        });
        score.found += usize::from(!mine.is_empty());
        score.placed += usize::from(placed.is_some());
        let mut right = placed.is_some();
        if let Some(suggestion) = &sown.suggestion {
            score.suggestible += 1;
            let first = mine.iter().any(|one| one["suggestions"][0] == suggestion[..]);
            score.suggested += usize::from(first);
            right &= first;
        }
        if !right && question.talkative {
            let told: Vec<String> = mine.iter().map(ToString::to_string).collect();
            let all: Vec<String> = found
                .iter()
                .filter(|one| one["severity"] == "error")
                .map(|one| format!("{} {}:{}", one["code"], one["file"], one["line"]))
                .collect();
            let told = if told.is_empty() { format!("nothing; all: {all:?}") } else { told.join("\n") };
            tell(kind, sown, told);
        }
    }
    Ok(())
}

/// What went wrong, for those who want to mend it.
fn tell(kind: &Kind, sown: &Sown, told: String) {
    for file in &sown.files {
        eprintln!("{}: {}", kind.name, std::fs::read_to_string(file).unwrap_or_default());
    }
    eprintln!("expected {:?} at {:?}\n{told}\n", sown.suggestion, sown.places);
}
