//! Priorities of definitions and their names (nixpkgs `lib/modules.nix`: the lowest number wins).

/// The priority of a definition without any wrapper (`defaultOverridePriority`).
pub const PLAIN: i64 = 100;
/// The priority of an option's own default (`mkOptionDefault`).
pub const OPTION_DEFAULT: i64 = 1500;
/// The place of a definition without any wrapper among the others (`defaultOrderPriority`).
pub const PLAIN_ORDER: i64 = 1000;

/// Priorities that people know by a name.
const NAMES: [(i64, &str); 6] = [
    (10, "mkVMOverride"),
    (50, "mkForce"),
    (60, "mkImageMediaOverride"),
    (PLAIN, "none"),
    (1000, "mkDefault"),
    (OPTION_DEFAULT, "mkOptionDefault"),
];

/// The name under which people know a priority; `None` for those without one.
pub fn name(priority: i64) -> Option<&'static str> {
    NAMES.into_iter().find(|(number, _)| *number == priority).map(|(_, name)| name)
}

/// The priority that the function of this name gives; `None` for other functions.
pub fn of_name(name: &str) -> Option<i64> {
    NAMES.into_iter().find(|(number, known)| *known == name && *number != PLAIN).map(|(number, _)| number)
}

/// The name under which people know a place among the other definitions; `None` for those without one.
pub fn order_name(order: i64) -> Option<&'static str> {
    Some(match order {
        500 => "mkBefore",
        PLAIN_ORDER => "none",
        1500 => "mkAfter",
        _ => return None,
    })
}
