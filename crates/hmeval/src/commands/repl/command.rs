//! What a line of the REPL asks for.

use hmeval_eval::print::PrintOptions;
use hmeval_eval::{Value, View};

use super::read::{Input, read};
use super::{Next, Repl, doc, edit};
use crate::failure::{Failure, Outcome};

/// The commands with what they do, for `:?` and for completion.
pub(super) const COMMANDS: &[(&[&str], &str, &str)] = &[
    (&[], "<expr>", "Evaluate and print expression"),
    (&[], "<x> = <expr>", "Bind expression to variable"),
    (&[":a", ":add"], "<expr>", "Add attributes from resulting set to scope"),
    (&[":b"], "<expr>", "Not supported: hmeval builds nothing"),
    (&[":bl"], "<expr>", "Not supported: hmeval builds nothing"),
    (&[":doc"], "<expr>", "Show documentation of a function"),
    (&[":e", ":edit"], "<expr>", "Open package or function in $EDITOR"),
    (&[":i"], "<expr>", "Not supported: hmeval builds nothing"),
    (&[":l", ":load"], "<path>", "Load Nix expression and add it to scope"),
    (&[":lf", ":load-flake"], "<ref>", "Load Nix flake and add it to scope"),
    (&[":ll", ":last-loaded"], "", "Show most recently loaded variables added to scope"),
    (&[":p", ":print"], "<expr>", "Evaluate and print expression recursively"),
    (&[":q", ":quit"], "", "Leave"),
    (&[":r", ":reload"], "", "Reload all files"),
    (&[":t"], "<expr>", "Describe result of evaluation"),
    (&[":te", ":trace-enable", ":st"], "[bool]", "Enable, disable or toggle showing traces for errors"),
    (&[":?", ":help"], "", "Show this help"),
];

impl<'h> Repl<'_, '_, 'h> {
    /// Does what a text asks for.
    pub(super) fn process(&mut self, text: &[u8]) -> Outcome<'h, Next> {
        let text = text.trim_ascii();
        if text.is_empty() {
            return Ok(Next::Line);
        }
        if text[0] != b':' {
            return self.input(text);
        }
        let end = text.iter().position(u8::is_ascii_whitespace).unwrap_or(text.len());
        let (command, argument) = (&text[..end], text[end..].trim_ascii());
        self.command(command, argument)
    }

    fn input(&mut self, text: &[u8]) -> Outcome<'h, Next> {
        let dir = &self.console.environment.dir;
        let input = read(self.ev, &mut self.scope.borrow_mut(), text, dir)?;
        match input {
            Input::Unfinished => return Ok(Next::More),
            Input::Bindings(code) => {
                let value = self.scope.borrow_mut().evaluate_code(self.ev, code)?;
                let attrs = self.ev.force_attrs(value, hmeval_diag::Pos::NONE, "")?;
                self.scope.borrow_mut().bind(self.ev, attrs)?;
            }
            Input::Expression(code) => {
                let value = self.scope.borrow_mut().evaluate_code(self.ev, code)?;
                let value = self.ev.force(value, self.ev.value_pos(value))?;
                self.print(value, 1)?;
            }
        }
        Ok(Next::Line)
    }

    fn command(&mut self, command: &[u8], argument: &[u8]) -> Outcome<'h, Next> {
        match command {
            b":?" | b":help" => self.help()?,
            b":q" | b":quit" => return Ok(Next::Quit),
            b":r" | b":reload" => return Ok(Next::Reload),
            b":a" | b":add" => {
                let value = self.evaluate(argument)?;
                self.add(value)?;
            }
            b":l" | b":load" => self.load(argument)?,
            b":lf" | b":load-flake" => self.load_flake(argument)?,
            b":ll" | b":last-loaded" => self.last_loaded()?,
            b":t" => {
                let value = self.evaluate(argument)?;
                self.console.out_line(&self.ev.describe_type(value))?;
            }
            b":p" | b":print" => self.print_all(argument)?,
            b":doc" => doc::show(self, argument)?,
            b":e" | b":edit" => {
                let value = self.evaluate(argument)?;
                edit::edit(self, value, argument)?;
                return Ok(Next::Reload);
            }
            b":te" | b":trace-enable" | b":st" => self.trace(command, argument)?,
            b":b" | b":bl" | b":i" | b":sh" | b":u" | b":log" => {
                let value = self.evaluate(argument)?;
                return Err(self.cannot_build(command, value));
            }
            _ => {
                let text = [b"unknown command '", command, b"'"].concat();
                return Err(Failure::message(text));
            }
        }
        Ok(Next::Line)
    }

    fn help(&self) -> Outcome<'h> {
        self.console.out_line(b"The following commands are available:\n")?;
        for (names, argument, what) in COMMANDS {
            let call = format!("{} {argument}", names.join(", "));
            self.console.out_line(format!("  {:<28} {what}", call.trim()).as_bytes())?;
        }
        Ok(())
    }

    fn last_loaded(&self) -> Outcome<'h> {
        let scope = self.scope.borrow();
        let names = scope.last().ok_or_else(|| Failure::message("nothing has been loaded yet"))?;
        for name in names {
            self.console.out_line(name)?;
        }
        Ok(())
    }

    /// Strings are printed as they are, everything else with all that is in it.
    fn print_all(&self, argument: &[u8]) -> Outcome<'h> {
        let value = self.evaluate(argument)?;
        match value.view() {
            View::Str(text) => Ok(self.console.out_line(text.bytes)?),
            _ => self.print(value, PrintOptions::EVAL.max_depth),
        }
    }

    fn trace(&mut self, command: &[u8], argument: &[u8]) -> Outcome<'h> {
        let on = match argument {
            b"true" => true,
            b"false" => false,
            b"" => !self.kept.show_trace,
            _ => {
                let text = [b"unexpected argument '", argument, b"' to ", command].concat();
                return Err(Failure::message(text));
            }
        };
        self.kept.show_trace = on;
        let text: &[u8] = if on { b"showing error traces" } else { b"not showing error traces" };
        Ok(self.console.out_line(text)?)
    }

    fn cannot_build(&self, command: &[u8], value: Value<'h>) -> Failure<'h> {
        let drv = match value.as_attrs() {
            Some(attrs) if self.ev.is_derivation(value).unwrap_or(false) => self.ev.package_drv_path(attrs),
            _ => {
                return Failure::message("expression does not evaluate to a derivation, so I can't build it");
            }
        };
        match drv {
            Ok(path) => {
                let text =
                    [b"'", command, b"' is not supported: hmeval does not build '", path, b"'"].concat();
                Failure::message(text)
            }
            Err(error) => Failure::Eval(error),
        }
    }
}
