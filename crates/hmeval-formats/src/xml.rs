//! The small XML writer behind `builtins.toXML` and `nix-instantiate --xml`.
//!
//! The layout is that of Nix's `XMLWriter` with indentation: one element a line, two spaces a level.

/// What every document starts with.
const DECLARATION: &[u8] = b"<?xml version='1.0' encoding='utf-8'?>\n";

/// An attribute of an element: its name and its raw (not yet escaped) value.
pub type Attribute<'a> = (&'a str, &'a [u8]);

/// Writes an indented XML document into a byte buffer.
#[derive(Debug)]
pub struct Writer {
    out: Vec<u8>,
    open: Vec<&'static str>,
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// A document that holds nothing but the XML declaration.
    #[must_use]
    pub fn new() -> Self {
        Self { out: DECLARATION.to_vec(), open: Vec::new() }
    }

    /// Opens an element. Nix writes attributes in the order of their names; the caller must pass them so.
    pub fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.start(name, attributes);
        self.out.extend_from_slice(b">\n");
        self.open.push(name);
    }

    /// Closes the element opened last; without an open element it does nothing.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.out.extend_from_slice(b"</");
            self.out.extend_from_slice(name.as_bytes());
            self.out.extend_from_slice(b">\n");
        }
    }

    /// Writes an element without content.
    pub fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.start(name, attributes);
        self.out.extend_from_slice(b" />\n");
    }

    /// Closes what is still open and returns the document.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn start(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.indent();
        self.out.push(b'<');
        self.out.extend_from_slice(name.as_bytes());
        for (name, value) in attributes {
            self.out.push(b' ');
            self.out.extend_from_slice(name.as_bytes());
            self.out.extend_from_slice(b"=\"");
            escape(&mut self.out, value);
            self.out.push(b'"');
        }
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n(b' ', 2 * self.open.len()));
    }
}

/// Appends `value` escaped for an attribute in double quotes. Newlines are escaped too, lest a reader
/// normalize them (XML specification, section 3.3.3); other control characters pass unchanged, as in Nix.
pub fn escape(out: &mut Vec<u8>, value: &[u8]) {
    for &byte in value {
        match byte {
            b'"' => out.extend_from_slice(b"&quot;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'&' => out.extend_from_slice(b"&amp;"),
            b'\n' => out.extend_from_slice(b"&#xA;"),
            _ => out.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_indented() {
        let mut writer = Writer::new();
        writer.open("expr", &[]);
        writer.open("attr", &[("name", b"a\"<>&\n'\t")]);
        writer.empty("int", &[("value", b"1")]);
        let expected = concat!(
            "<?xml version='1.0' encoding='utf-8'?>\n<expr>\n",
            "  <attr name=\"a&quot;&lt;&gt;&amp;&#xA;'\t\">\n",
            "    <int value=\"1\" />\n  </attr>\n</expr>\n"
        );
        assert_eq!(String::from_utf8(writer.finish()).unwrap(), expected);
    }

    #[test]
    fn closing_too_much_is_harmless() {
        let mut writer = Writer::new();
        writer.close();
        assert_eq!(writer.finish(), DECLARATION);
    }
}
