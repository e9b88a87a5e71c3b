//! The module system of the built-in library (`library/nixpkgs/lib/modules`).
//!
//! It is written anew, so that its functions have other forms than those of nixpkgs; but they are cut in the same places,
//! and so the same native versions do their work. What differs stands here: which variables they rely on, and at which
//! place of the text an attribute set stands that the native version numbers as in nixpkgs.

use super::collect::UNIFY;
use super::declarations::MERGE_OPTION_DECLS;
use super::definitions::MERGE_DEFINITIONS;
use super::discharge::{FILTER_OVERRIDES, GET_PRIORITY, PUSH_DOWN, STRIP};
use super::options::EVAL_OPTION_VALUE;
use super::structure::{COLLECT, FILTER, RESULTS};
use super::tree::MERGE_MODULES;
use crate::native::Native;
use crate::native::Use::{Builtin, Later, Lib, Value as Any};

pub(in crate::native) const NATIVES: &[&Native] = &[
    &Native {
        name: "modules.filterOverrides'@own",
        uses: &[
            Lib("strip", STRIP.name),
            Builtin("length"),
            Builtin("head"),
            Lib("getPrio", GET_PRIORITY.name),
            Builtin("foldl'"),
            Builtin("concatMap"),
        ],
        ..FILTER_OVERRIDES
    },
    &Native { name: "modules.mergeDefinitions@own", ..MERGE_DEFINITIONS },
    &Native { name: "modules.evalOptionValue@own", ..EVAL_OPTION_VALUE },
    &Native {
        name: "modules.mergeOptionDecls@own",
        uses: &[Any("setDefaultModuleLocation"), Builtin("foldl'")],
        ..MERGE_OPTION_DECLS
    },
    &Native {
        name: "modules.unifyModuleSyntax@own",
        uses: &[Any("mkMerge"), Builtin("removeAttrs"), Builtin("isAttrs")],
        ..UNIFY
    },
    &Native {
        name: "modules.collectModules.collectStructuredModules@own",
        uses: &[
            Lib("collectResults", RESULTS.name),
            Any("checkModule"),
            Any("loadModule"),
            Lib("collectStructuredModules", COLLECT.name),
            Builtin("genList"),
        ],
        ..COLLECT
    },
    &Native {
        name: "modules.collectModules.filterModules@own",
        uses: &[Builtin("filter"), Builtin("elem"), Builtin("catAttrs"), Builtin("genericClosure")],
        ..FILTER
    },
    &Native {
        name: "modules.mergeModules'@own",
        uses: &[
            Lib("pushDownProperties", PUSH_DOWN.name),
            Any("evalOptionValue"),
            Any("fixupOptionType"),
            Any("mergeOptionDecls"),
            Later("unsafeGetAttrPos"),
            Builtin("zipAttrsWith"),
            Builtin("mapAttrs"),
            Builtin("isAttrs"),
            Later("all"),
            Later("concatLists"),
            Later("filter"),
            Later("length"),
            Lib("mergeModules'", MERGE_MODULES.name),
            Builtin("attrNames"),
            Builtin("concatMap"),
        ],
        ..MERGE_MODULES
    },
];

/// The sets in the text of a function here, by the numbers of those in nixpkgs' that the native version makes; nothing, if
/// they are the same. Places that it does not use are 0.
pub(in crate::native) fn sets(name: &str) -> Option<&'static [usize]> {
    Some(match name {
        //                                     0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16
        "modules.mergeDefinitions@own" => &[2, 0, 1, 0, 3, 4, 0, 0, 6, 7, 8, 9, 10, 11, 12, 13],
        "modules.evalOptionValue@own" => &[0, 1, 0, 0, 3],
        "modules.mergeOptionDecls@own" => &[0, 0, 0, 0, 4, 1, 7],
        "modules.unifyModuleSyntax@own" => &[0, 3, 1, 2, 0, 0, 5, 6, 7, 8, 9],
        "modules.mergeModules'@own" => &[0, 0, 2, 4, 3, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 8, 7],
        _ => return None,
    })
}
