//! Selection paths of the command line: `-A a.b."c.d".0`.

use hmeval_diag::Pos;

use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Value};

impl<'h> Evaluator<'h> {
    /// The parts of a selection path: separated by dots, quoted where they have dots themselves.
    pub fn parse_attr_path(&self, path: &[u8]) -> Result<'h, Vec<Vec<u8>>> {
        let mut parts = Vec::new();
        let mut part = Vec::new();
        let mut bytes = path.iter();
        while let Some(&byte) = bytes.next() {
            match byte {
                b'.' => parts.push(std::mem::take(&mut part)),
                b'"' => loop {
                    match bytes.next() {
                        Some(b'"') => break,
                        Some(&byte) => part.push(byte),
                        None => {
                            let message = [b"missing closing quote in selection path '", path, b"'"].concat();
                            return Err(self.error(ErrorKind::Parse, message));
                        }
                    }
                },
                _ => part.push(byte),
            }
        }
        if !part.is_empty() {
            parts.push(part);
        }
        Ok(parts)
    }

    /// The value at a selection path, functions on the way called with `args` where they can be; and where it is defined.
    pub fn find_attr_path(
        &self,
        path: &[u8],
        args: Attrs<'h>,
        root: Value<'h>,
    ) -> Result<'h, (Value<'h>, Pos)> {
        let mut value = root;
        let mut pos = Pos::NONE;
        let parts = self.parse_attr_path(path)?;
        if parts.last().is_some_and(|last| matches!(&last[..], b"drvPath" | b"outPath")) {
            self.expect_sources();
        }
        for part in parts {
            value = self.auto_call(args, value)?;
            let index = std::str::from_utf8(&part).ok().and_then(|part| part.parse::<u32>().ok());
            (value, pos) = match index {
                None => self.select_attr(path, &part, value)?,
                Some(index) => (self.select_item(path, index, value)?, Pos::NONE),
            };
        }
        Ok((value, pos))
    }

    fn select_attr(&self, path: &[u8], part: &[u8], value: Value<'h>) -> Result<'h, (Value<'h>, Pos)> {
        let Some(attrs) = value.as_attrs() else { return Err(self.wrong_selection(path, "a set", value)) };
        if part.is_empty() {
            let message = [b"empty attribute name in selection path '", path, b"'"].concat();
            return Err(self.error(ErrorKind::Eval, message));
        }
        if let Some(found) = attrs.get(self.symbols.intern(part)) {
            return Ok(found);
        }
        let message = [b"attribute '", part, b"' in selection path '", path, b"' not found"].concat();
        let mut names: Vec<_> = attrs.iter(self.heap).map(|(key, _)| self.text(key.name)).collect();
        names.sort_unstable();
        Err(self.suggest(self.error(ErrorKind::Missing, message), part, &names))
    }

    fn select_item(&self, path: &[u8], index: u32, value: Value<'h>) -> Result<'h, Value<'h>> {
        let Some(list) = value.as_list() else { return Err(self.wrong_selection(path, "a list", value)) };
        list.items().get(index as usize).copied().ok_or_else(|| {
            let start = format!("list index {index} in selection path '");
            self.error(ErrorKind::Missing, [start.as_bytes(), path, b"' is out of range"].concat())
        })
    }

    #[cold]
    fn wrong_selection(&self, path: &[u8], wanted: &str, value: Value<'h>) -> Error<'h> {
        let start = b"the expression selected by the selection path '";
        let message =
            [&start[..], path, b"' should be ", wanted.as_bytes(), b" but is ", &self.describe_type(value)]
                .concat();
        self.error(ErrorKind::Type, message)
    }
}
