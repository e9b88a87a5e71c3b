//! What `check` can find: a code for each sort of mistake, how bad it is unless the user says otherwise, and what it means.
//!
//! The table feeds `--lint`, `--rules`, `--explain` and the rules of SARIF, so that none of them can name what another does
//! not know.

use super::diagnostic::Severity;

/// Where the manual of NixOS is; sections are behind `#`.
const MANUAL: &str = "https://nixos.org/manual/nixos/stable/";

/// How a rule is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not at all.
    Off,
    /// As a warning.
    Warn,
    /// As an error.
    Error,
}

impl Level {
    /// The level of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "off" => Level::Off,
            "warn" => Level::Warn,
            "error" => Level::Error,
            _ => return None,
        })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Warn => "warn",
            Level::Error => "error",
        }
    }

    /// The severity of what is reported at this level.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Warn => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

/// A sort of mistake.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name.
    pub code: &'static str,
    /// How it is reported unless the user says otherwise.
    pub level: Level,
    /// Whether `--lint` can choose its level. What keeps a configuration from working is always an error.
    pub lint: bool,
    /// What it is, in a line.
    pub summary: &'static str,
    /// What it means and how it is mended.
    pub help: &'static str,
    /// The section of the manual about it.
    section: &'static str,
}

impl Rule {
    /// The page about it.
    pub fn link(&self) -> String {
        format!("{MANUAL}{}", self.section)
    }
}

const fn error(code: &'static str, summary: &'static str, help: &'static str, section: &'static str) -> Rule {
    Rule { code, level: Level::Error, lint: false, summary, help, section }
}

const fn lint(
    code: &'static str,
    level: Level,
    summary: &'static str,
    help: &'static str,
    section: &'static str,
) -> Rule {
    Rule { code, level, lint: true, summary, help, section }
}

/// All sorts of mistakes, lints last.
pub const RULES: &[Rule] = &[
    error(
        "unknown-option",
        "no module declares an option of this name",
        "The name is misspelt, the option is one of another system, or the module that declares it is not imported. \
         `hmeval options NAME` searches the options that there are.",
        "#sec-writing-modules",
    ),
    error(
        "type",
        "a definition is not of the option's type",
        "`hmeval options NAME` shows the type of an option with an example.",
        "#sec-option-types",
    ),
    error(
        "conflict",
        "definitions of equal priority contradict each other",
        "An option of this type takes one value. Remove one of the definitions, or wrap the one that shall win in \
         `lib.mkForce`, or the one that may lose in `lib.mkDefault`.",
        "#sec-option-definitions-setting-priorities",
    ),
    error(
        "missing-value",
        "an option without a default has no definition",
        "Something needs the value of this option. Define it.",
        "#sec-option-declarations",
    ),
    error(
        "read-only",
        "a definition of an option that only its own module sets",
        "The value of a read-only option is computed from others: define those instead.",
        "#sec-option-declarations",
    ),
    error(
        "removed-option",
        "the option was removed",
        "The message says what to use instead. The definition has no effect; remove it.",
        "#sec-option-declarations",
    ),
    error(
        "assertion",
        "an assertion of a module failed",
        "A module found values that do not go together; its message says which.",
        "#sec-assertions-assertions",
    ),
    error(
        "missing-argument",
        "a module takes an argument that nobody passes",
        "Arguments of modules are `config`, `options`, `lib`, `pkgs` and what `specialArgs` (Home Manager: \
         `extraSpecialArgs`) and `_module.args` add. Pass the argument where the configuration is made.",
        "#sec-writing-modules",
    ),
    error(
        "imports-argument",
        "`imports` depends on what the modules say",
        "Which modules there are must be known before any option has a value, so that `imports` can use neither `config` \
         nor arguments that come from `_module.args` (such as `pkgs`). Import always and use `mkIf`, or pass what is \
         needed through `specialArgs` (Home Manager: `extraSpecialArgs`).",
        "#sec-modularity",
    ),
    error(
        "infinite-recursion",
        "a value needs itself",
        "The notes list the options of the circle. One of them must get its value from elsewhere. Often a module decides \
         what it defines by `if config…`: `lib.mkIf` leaves the structure alone.",
        "#sec-option-definitions-delaying-conditionals",
    ),
    error(
        "syntax",
        "a file that cannot be parsed",
        "The place is where the parser gave up.",
        "#sec-nix-syntax-summary",
    ),
    error(
        "stack-overflow",
        "calls in each other without an end",
        "A function calls itself without coming to an end.",
        "#sec-nix-syntax-summary",
    ),
    error(
        "evaluation",
        "an expression fails",
        "The message is that of the expression.",
        "#sec-nix-syntax-summary",
    ),
    lint(
        "warning",
        Level::Warn,
        "a module warns",
        "The message is that of the module.",
        "#sec-assertions-warnings",
    ),
    lint(
        "renamed-option",
        Level::Warn,
        "the option has another name now",
        "The old name still works, and will be removed. Use the new one.",
        "#sec-option-declarations",
    ),
    lint(
        "silent-override",
        Level::Warn,
        "a plain definition loses against another one",
        "Another definition has a priority that beats this one, so that it says nothing. Remove it, or wrap it in \
         `lib.mkDefault` to say that it may lose.",
        "#sec-option-definitions-setting-priorities",
    ),
    lint(
        "dead-assignment",
        Level::Warn,
        "a definition under a condition that can never hold",
        "The condition is `false` whatever the configuration says. Remove the definition or the condition.",
        "#sec-option-definitions-delaying-conditionals",
    ),
    lint(
        "inactive-assignment",
        Level::Off,
        "a definition under a condition that does not hold in this configuration",
        "It may well hold in another one that uses the same module. `hmeval why` shows the condition.",
        "#sec-option-definitions-delaying-conditionals",
    ),
    lint(
        "unused-setting",
        Level::Off,
        "a definition that nothing reads",
        "Computing the result never asked for this option: mostly, the program that it belongs to is not enabled.",
        "#sec-option-definitions-merging",
    ),
    lint(
        "pinned-default",
        Level::Off,
        "a definition that says what the default says",
        "Without it the value is the same, and follows the default when that changes.",
        "#sec-option-declarations",
    ),
    lint(
        "misspelt-setting",
        Level::Warn,
        "a name in free settings that is nearly the name of an option beside it",
        "The settings take every name, so that a slip is no error: it is written down as it stands, and the option keeps its \
         default.",
        "#sec-freeform-modules",
    ),
    lint(
        "duplicate-element",
        Level::Warn,
        "the same element from several definitions of a list",
        "Definitions of a list are concatenated: the element is in it more than once.",
        "#sec-option-definitions-merging",
    ),
    lint(
        "duplicate-definition",
        Level::Warn,
        "one file says the same of an option twice",
        "Both definitions have the same value. Remove one.",
        "#sec-option-definitions-merging",
    ),
    lint(
        "no-op-order",
        Level::Warn,
        "`mkBefore`, `mkAfter` or `mkOrder` without anything to be ordered against",
        "There is no other definition, or the type of the option does not keep an order.",
        "#sec-option-definitions-ordering",
    ),
    lint(
        "redundant-force",
        Level::Warn,
        "`mkForce` without anything to win against",
        "No other definition contradicts this one: it would have the same effect without `mkForce`.",
        "#sec-option-definitions-setting-priorities",
    ),
];

/// The rule of a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// The levels that were chosen: those of the rules, changed by `--lint`.
#[derive(Clone, Debug, Default)]
pub struct Levels(Vec<(&'static str, Level)>);

impl Levels {
    /// The levels that the values of `--lint` ask for, in their order: `all`, `none`, `RULE`, `RULE=LEVEL`, `all=LEVEL`.
    ///
    /// # Errors
    /// If there is no such rule or level, in words for the user.
    pub fn read(choices: &[String]) -> Result<Self, String> {
        let mut levels = Levels::default();
        for choice in choices.iter().flat_map(|choice| choice.split(',')) {
            let (name, level) = choice.split_once('=').unwrap_or((choice, "warn"));
            let level = Level::from_name(level)
                .ok_or_else(|| format!("'{level}' is no level of a lint rule (off, warn, error)"))?;
            match name {
                "all" => levels.0.extend(lints().map(|rule| (rule.code, level))),
                "none" => levels.0.extend(lints().map(|rule| (rule.code, Level::Off))),
                _ => levels.0.push((known(name)?, level)),
            }
        }
        Ok(levels)
    }

    /// The level of a rule.
    pub fn of(&self, rule: &Rule) -> Level {
        let chosen = self.0.iter().rev().find(|(code, _)| *code == rule.code);
        chosen.map_or(rule.level, |(_, level)| *level)
    }

    /// How a lint is to be reported; `None` for not at all.
    pub fn severity(&self, code: &str) -> Option<Severity> {
        self.of(rule(code)?).severity()
    }

    /// Whether a lint is to be reported.
    pub fn wants(&self, code: &str) -> bool {
        self.severity(code).is_some()
    }
}

/// The rules whose level can be chosen.
pub fn lints() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| rule.lint)
}

/// The code of a lint rule.
fn known(name: &str) -> Result<&'static str, String> {
    if let Some(rule) = lints().find(|rule| rule.code == name) {
        return Ok(rule.code);
    }
    let codes = || lints().map(|rule| rule.code);
    let near = hmeval_formats::lev::best_matches(codes().map(str::as_bytes), name.as_bytes());
    let names: Vec<&str> = match near.first() {
        Some(_) => codes().filter(|code| near.contains(&code.as_bytes())).collect(),
        None => codes().collect(),
    };
    Err(format!("there is no lint rule '{name}'; there are: {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_in_order() {
        let levels = |choices: &[&str]| {
            Levels::read(&choices.iter().map(|&choice| choice.to_owned()).collect::<Vec<_>>())
        };
        let chosen = levels(&["all=error", "no-op-order=off,pinned-default"]).unwrap();
        assert_eq!(chosen.severity("silent-override"), Some(Severity::Error));
        assert_eq!(chosen.severity("no-op-order"), None);
        assert_eq!(chosen.severity("pinned-default"), Some(Severity::Warning));
        // Errors stay errors.
        assert_eq!(chosen.severity("type"), Some(Severity::Error));
        assert!(!levels(&["none"]).unwrap().wants("silent-override"));
        assert!(levels(&["no-op-ordr"]).unwrap_err().ends_with("there are: no-op-order"));
        assert!(levels(&["type=off"]).is_err());
        assert!(levels(&["no-op-order=loud"]).is_err());
    }

    #[test]
    fn codes_are_unique() {
        for (index, rule) in RULES.iter().enumerate() {
            assert!(RULES[..index].iter().all(|other| other.code != rule.code), "{}", rule.code);
        }
    }
}
