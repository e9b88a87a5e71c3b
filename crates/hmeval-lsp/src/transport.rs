//! Messages over standard input and output.
//!
//! What cannot be read as a message is answered with an error, and the next one is read: only the end of the input ends the
//! server.

use std::io::{self, BufRead, Read, Write, stdin, stdout};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Sender, bounded};
use lsp_server::{Connection, ErrorCode, Message};
use serde_json::{Value, json};

/// The threads that read and write.
pub struct Transport {
    reader: JoinHandle<io::Result<()>>,
    writer: JoinHandle<io::Result<()>>,
}

impl Transport {
    /// Waits until all is read and written. The connection must be gone by then.
    ///
    /// # Errors
    /// If that did not work.
    pub fn join(self) -> io::Result<()> {
        let ended = || io::Error::other("a thread ended with an internal error");
        self.reader.join().map_err(|_| ended())??;
        self.writer.join().map_err(|_| ended())?
    }
}

/// A connection over standard input and output.
///
/// # Errors
/// If no thread can be started.
pub fn stdio() -> io::Result<(Connection, Transport)> {
    let (sender, to_write) = bounded::<Message>(0);
    let (read, receiver) = bounded(0);
    let writer = thread::Builder::new()
        .name("write".to_owned())
        .spawn(move || to_write.into_iter().try_for_each(|message| message.write(&mut stdout().lock())))?;
    let reader = thread::Builder::new().name("read".to_owned()).spawn(move || {
        let refuse = |refusal: &Value| {
            let body = refusal.to_string();
            let mut out = stdout().lock();
            write!(out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
            out.flush()
        };
        read_all(&mut stdin().lock(), &read, refuse)
    })?;
    Ok((Connection { sender, receiver }, Transport { reader, writer }))
}

/// Hands on messages until the last one, or the end of the input.
fn read_all(
    input: &mut impl BufRead,
    messages: &Sender<Message>,
    refuse: impl Fn(&Value) -> io::Result<()>,
) -> io::Result<()> {
    while let Some(body) = read_body(input)? {
        let message = match message(&body) {
            Ok(message) => message,
            Err(refusal) => {
                refuse(&refusal)?;
                continue;
            }
        };
        let is_exit =
            matches!(&message, Message::Notification(notification) if notification.method == "exit");
        if messages.send(message).is_err() || is_exit {
            break;
        }
    }
    Ok(())
}

/// The body of the next message; empty if its length is not said. Nothing at the end of the input.
fn read_body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let header = String::from_utf8_lossy(&line);
        let header = header.trim();
        if header.is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    // Nobody reserves what a hostile header asks for.
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    let is_whole = u64::try_from(body.len()) == Ok(length);
    Ok(is_whole.then_some(body))
}

/// The message that a body is; what to answer if it is none.
fn message(body: &[u8]) -> Result<Message, Value> {
    let refusal = |code: ErrorCode, message: String| json!({ "jsonrpc": "2.0", "id": null, "error": { "code": code as i32, "message": message } });
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| refusal(ErrorCode::ParseError, format!("this is no JSON: {error}")))?;
    serde_json::from_value(value)
        .map_err(|_| refusal(ErrorCode::InvalidRequest, "this is no message of the protocol".to_owned()))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use crossbeam_channel::unbounded;

    use super::*;

    #[test]
    fn what_is_no_message_is_refused_and_the_next_one_read() {
        let frame = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let right = r#"{"jsonrpc":"2.0","method":"a","params":{}}"#;
        let exit = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let bodies = ["{bad}", right, "[]", "\u{fc}", "{\"id\":{}}"].map(frame).concat();
        let input = [bodies, "Nonsense\r\n\r\n".to_owned(), frame(right), frame(exit), frame(right)].concat();
        let (sender, receiver) = unbounded();
        let codes = RefCell::new(Vec::new());
        let refuse = |refusal: &Value| {
            codes.borrow_mut().push(refusal["error"]["code"].as_i64());
            Ok(())
        };
        read_all(&mut input.as_bytes(), &sender, refuse).unwrap();
        drop(sender);
        assert_eq!(receiver.into_iter().count(), 3);
        let (no_json, no_message) = (Some(-32700), Some(-32600));
        assert_eq!(codes.into_inner(), [no_json, no_message, no_json, no_message, no_json]);

        let cut = "Content-Length: 99999999999999\r\n\r\n{}";
        assert!(read_body(&mut cut.as_bytes()).unwrap().is_none());
    }
}
