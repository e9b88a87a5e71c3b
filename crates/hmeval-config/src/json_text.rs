//! Strings of JSON, for output that is written piece by piece.

/// Writes a string; what is not UTF-8 becomes replacement characters.
pub fn string(out: &mut Vec<u8>, text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    // The text is UTF-8 now, which is all that can be wrong with one.
    let _ = hmeval_formats::json::write_string(out, text.as_bytes());
}

/// Writes a list of strings.
pub fn strings(out: &mut Vec<u8>, items: &[impl AsRef<[u8]>]) {
    list(out, items, |out, item| string(out, item.as_ref()));
}

/// Writes a list.
pub fn list<T>(out: &mut Vec<u8>, items: &[T], mut write: impl FnMut(&mut Vec<u8>, &T)) {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(out, item);
    }
    out.push(b']');
}
