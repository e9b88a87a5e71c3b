//! The order of symbols in Nix, which numbers names as it meets them: those it knows before any file come first.
//!
//! It decides in which order Nix looks at the attributes of a set, and so which of several errors it reports. Names from
//! files that were read before are not known here.

use crate::ir::{Ir, Sym};

/// The names that Nix 2.34 has when it starts to read a file, in their order: those of its own code, of the builtins, and
/// of the expression for `derivation`. `*name` stands for `__name` and `name`, and `-` for the empty name.
const KNOWN: &str = "\
    outPath drvPath type meta name value system __overrides outputs outputName __ignoreNulls file line \
    column __functor __toString right wrong __structuredAttrs __json allowedReferences allowedRequisites \
    disallowedReferences disallowedRequisites maxSize maxClosureSize builder args __contentAddressed \
    __impure outputHash outputHashAlgo outputHashMode recurseForDerivations description self - startSet \
    operator key path prefix outputSpecified __sub __lessThan __mul __div or __findFile __nixPath body \
    builtins true false null *currentTime *currentSystem *nixVersion *storeDir *langVersion \
    *traceVerbose nixPath scopedImport import *typeOf isNull *isFunction *isInt *isFloat *isString \
    *isBool *isPath *genericClosure break abort throw *addErrorContext *ceil *floor *tryEval *getEnv \
    *seq *deepSeq *trace *warn derivationStrict placeholder *toPath *storePath *pathExists baseNameOf \
    dirOf *readFile findFile *hashFile *readFileType *readDir *toXML *toJSON *fromJSON *toFile \
    *filterSource __path *attrNames *attrValues *getAttr *unsafeGetAttrPos *hasAttr *isAttrs removeAttrs \
    *listToAttrs *intersectAttrs *catAttrs *functionArgs *mapAttrs *zipAttrsWith *isList *elemAt *head \
    *tail map *filter *elem *concatLists *length *foldl' *any *all *genList *sort *partition *groupBy \
    *concatMap *add sub mul div *bitAnd *bitOr *bitXor lessThan toString *substring *stringLength \
    *hashString *convertHash *match *split *concatStringsSep *replaceStrings *parseDrvName \
    *compareVersions *splitVersion *unsafeDiscardStringContext *hasContext \
    *unsafeDiscardOutputDependency *addDrvOutputDependencies *getContext *appendContext fetchMercurial \
    fetchTree *fetchurl fetchTarball fetchGit fromTOML *getFlake *parseFlakeRef *flakeRefToString \
    derivation strict drvAttrs commonAttrs outputsList x outputToAttrListElement";

/// Sorts names as Nix does. Only for when there is an error: it is slow.
pub(crate) fn rank(ir: &Ir, name: Sym) -> (usize, Sym) {
    (known_rank(ir.symbol(name)).unwrap_or(usize::MAX), name)
}

/// The names that Nix numbers before it reads a file, in the order of their numbers, each in two pieces.
pub fn initial_symbols() -> impl Iterator<Item = [&'static str; 2]> {
    let words = KNOWN.split_ascii_whitespace().flat_map(|word| match word.strip_prefix('*') {
        Some(word) => [Some(["__", word]), Some(["", word])],
        None => [Some(["", if word == "-" { "" } else { word }]), None],
    });
    words.flatten()
}

fn known_rank(name: &[u8]) -> Option<usize> {
    initial_symbols().position(|[prefix, word]| name.strip_prefix(prefix.as_bytes()) == Some(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::known_rank;

    #[test]
    fn known_names_are_in_their_order() {
        let names: [&[u8]; 6] = [b"outPath", b"", b"or", b"true", b"__typeOf", b"typeOf"];
        let ranks: Vec<usize> = names.iter().filter_map(|name| known_rank(name)).collect();
        assert_eq!(ranks.len(), names.len());
        assert!(ranks.is_sorted(), "{ranks:?}");
        assert_eq!(known_rank(b"pname"), None);
    }
}
