//! Where what was found is in the files that people have: those of flakes have names in the store, but lie elsewhere.

use hmeval_config::check::record::{FixRecord, Record, Region};
use hmeval_config::place::findable;
use hmeval_eval::Evaluator;
use hmeval_eval::path::{join, parent};

/// Files of flakes have names in the store: what the editor has open lies elsewhere. Answers the file of the record: where
/// definitions contradict each other that is the one that is looked at, if one of them is in it.
pub(super) fn place(ev: &Evaluator<'_>, record: &mut Record, focus: &[u8]) -> Vec<u8> {
    for text in [&mut record.message].into_iter().chain(&mut record.notes).chain(&mut record.help) {
        *text = with_real_paths(ev, text);
    }
    for related in &mut record.related {
        place_region(ev, &mut related.region);
    }
    if let Some(FixRecord { edits, .. }) = &mut record.fix {
        edits.iter_mut().for_each(|edit| place_region(ev, &mut edit.region));
    }
    let Some(region) = &mut record.region else { return Vec::new() };
    place_region(ev, region);
    let is_focus = |region: &Region| region.file.as_ref().is_some_and(|file| file.as_bytes() == focus);
    if record.code == "conflict"
        && !is_focus(region)
        && let Some(other) = record.related.iter_mut().find(|related| is_focus(&related.region))
    {
        std::mem::swap(region, &mut other.region);
    }
    let file = region.file.as_ref().map(|file| file.as_bytes().to_vec()).unwrap_or_default();
    // A file that is missing is not the one that asks for it.
    record.suggestions.retain(|name| !name.starts_with('.') || join(parent(&file), name.as_bytes()) != file);
    file
}

/// A text in which files of flakes are named as they lie on the machine.
fn with_real_paths(ev: &Evaluator<'_>, text: &str) -> String {
    let store = String::from_utf8_lossy(ev.store.dir.as_bytes()).into_owned() + "/";
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.find(&store).and_then(|at| rest.split_at_checked(at)) {
        let is_part = |c: char| c.is_alphanumeric() || "/._-+=?~".contains(c);
        let end = behind.find(|c| !is_part(c)).unwrap_or(behind.len());
        let (path, behind) = behind.split_at(end);
        // A sentence may end behind it.
        let path_end = path.trim_end_matches(['.', '?']).len();
        let (path, punctuation) = path.split_at(path_end);
        out.push_str(before);
        out.push_str(&String::from_utf8_lossy(&findable(ev, path.as_bytes())));
        out.push_str(punctuation);
        rest = behind;
    }
    out + rest
}

fn place_region(ev: &Evaluator<'_>, region: &mut Region) {
    if let Some(file) = &mut region.file {
        *file = String::from_utf8_lossy(&real_file(ev, file.as_bytes())).into_owned();
    }
}

/// Where a file really lies.
pub(super) fn real_file(ev: &Evaluator<'_>, file: &[u8]) -> Vec<u8> {
    ev.real_path(file).map_or_else(|| file.to_vec(), |real| real.to_vec())
}

/// Whether a name of the module system is that of a file.
pub(super) fn is_file(ev: &Evaluator<'_>, name: &[u8], file: &[u8]) -> bool {
    name == file || real_file(ev, name) == file
}
