//! What becomes of a definition: nixpkgs discards those whose condition is false, then all but those of the lowest
//! priority number (`filterOverrides`), and merges the rest.

use crate::definitions::Definition;

/// What became of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It alone is the value.
    Won,
    /// It is a part of the value.
    Merged,
    /// It contradicts others of the same priority, so that there is no value ([`Fate::with_conflict`]).
    Conflict,
    /// Definitions with a lower priority number took its place; the index is that of the first of them.
    Overridden(usize),
    /// A condition is false; the index is that of the outermost such condition of the definition.
    Pruned(usize),
    /// A condition cannot be evaluated.
    Unknown(usize),
}

impl Fate {
    /// Whether the value is made of it, or would be.
    pub fn counts(self) -> bool {
        matches!(self, Fate::Won | Fate::Merged | Fate::Conflict)
    }

    /// What becomes of it where the definitions that would be merged contradict each other.
    #[must_use]
    pub fn with_conflict(self) -> Self {
        if self == Fate::Merged { Fate::Conflict } else { self }
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Fate::Won => "won",
            Fate::Merged => "merged",
            Fate::Conflict => "conflict",
            Fate::Overridden(_) => "overridden",
            Fate::Pruned(_) => "pruned",
            Fate::Unknown(_) => "unknown",
        }
    }
}

/// The fates of all definitions of one option, in their order.
pub fn fates(definitions: &[Definition<'_>]) -> Vec<Fate> {
    let conditions: Vec<Option<Fate>> = definitions.iter().map(by_condition).collect();
    let active = || definitions.iter().zip(&conditions).filter(|(_, fate)| fate.is_none());
    let lowest = active().map(|(definition, _)| definition.priority).min();
    let survives = |definition: &Definition<'_>| Some(definition.priority) == lowest;
    let survivors = active().filter(|(definition, _)| survives(definition)).count();
    let winner = definitions
        .iter()
        .zip(&conditions)
        .position(|(definition, fate)| fate.is_none() && survives(definition))
        .unwrap_or(0);
    let fate = |(definition, fate): (&Definition<'_>, &Option<Fate>)| match fate {
        Some(fate) => *fate,
        None if !survives(definition) => Fate::Overridden(winner),
        None if survivors == 1 => Fate::Won,
        None => Fate::Merged,
    };
    definitions.iter().zip(&conditions).map(fate).collect()
}

/// The fate that the conditions around a definition decide.
fn by_condition(definition: &Definition<'_>) -> Option<Fate> {
    definition.conditions.iter().enumerate().find_map(|(index, condition)| match condition.holds {
        Ok(true) => None,
        Ok(false) => Some(Fate::Pruned(index)),
        Err(_) => Some(Fate::Unknown(index)),
    })
}
