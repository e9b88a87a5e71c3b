//! JSON as a tree that keeps the order of keys.

use crate::json::{Builder, read};

/// How deep a value may be; the programs have limits of their own, which no configuration comes near.
const DEEPEST: usize = 200;

/// A JSON value as `builtins.toJSON` writes it: no key is there twice.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number without fraction and exponent.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A string.
    String(String),
    /// A list.
    List(Vec<Tree>),
    /// An object, in the order of the text.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads JSON; nothing if it is none, or deeper than 200 levels.
    #[must_use]
    pub fn read(json: &[u8]) -> Option<Tree> {
        let mut planter = Planter { open: Vec::new(), root: None };
        read(json, &mut planter).ok()?;
        planter.root
    }
}

/// A list or an object that is being read.
enum Open {
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>, String),
}

struct Planter {
    open: Vec<Open>,
    root: Option<Tree>,
}

/// It is too deep.
struct TooDeep;

impl Planter {
    fn put(&mut self, tree: Tree) {
        match self.open.last_mut() {
            None => self.root = Some(tree),
            Some(Open::List(items)) => items.push(tree),
            Some(Open::Object(items, key)) => items.push((std::mem::take(key), tree)),
        }
    }

    fn start(&mut self, open: Open) -> Result<(), TooDeep> {
        if self.open.len() >= DEEPEST {
            return Err(TooDeep);
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::List(items)) => self.put(Tree::List(items)),
            Some(Open::Object(items, _)) => self.put(Tree::Object(items)),
            None => {}
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Builder for Planter {
    type Error = TooDeep;

    fn null(&mut self) -> Result<(), TooDeep> {
        self.put(Tree::Null);
        Ok(())
    }
    fn bool(&mut self, value: bool) -> Result<(), TooDeep> {
        self.put(Tree::Bool(value));
        Ok(())
    }
    fn int(&mut self, value: i64) -> Result<(), TooDeep> {
        self.put(Tree::Int(value));
        Ok(())
    }
    fn float(&mut self, value: f64) -> Result<(), TooDeep> {
        self.put(Tree::Float(value));
        Ok(())
    }
    fn string(&mut self, value: &[u8]) -> Result<(), TooDeep> {
        self.put(Tree::String(text(value)));
        Ok(())
    }
    fn start_list(&mut self) -> Result<(), TooDeep> {
        self.start(Open::List(Vec::new()))
    }
    fn end_list(&mut self) -> Result<(), TooDeep> {
        self.end();
        Ok(())
    }
    fn start_object(&mut self) -> Result<(), TooDeep> {
        self.start(Open::Object(Vec::new(), String::new()))
    }
    fn key(&mut self, key: &[u8]) -> Result<(), TooDeep> {
        if let Some(Open::Object(_, slot)) = self.open.last_mut() {
            *slot = text(key);
        }
        Ok(())
    }
    fn end_object(&mut self) -> Result<(), TooDeep> {
        self.end();
        Ok(())
    }
}
