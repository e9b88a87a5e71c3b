//! A web server on this machine that answers what a test wants.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What is answered at a path.
#[derive(Clone, Default)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// So many bytes of the body are not sent.
    pub(crate) cut: usize,
    /// So often the server answers with 503 before.
    pub(crate) failures: usize,
}

impl Page {
    pub(crate) fn of(body: impl Into<Vec<u8>>) -> Self {
        Page { status: 200, body: body.into(), ..Page::default() }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// A request that came: its path, and its headers in lower case.
pub(crate) type Request = (String, BTreeMap<String, String>);

#[derive(Default)]
struct State {
    pages: BTreeMap<String, Page>,
    requests: Vec<Request>,
}

/// The server; it ends with the test.
pub(crate) struct Server {
    pub(crate) address: String,
    state: Arc<Mutex<State>>,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Who hangs up early is no concern of the server.
                let _ = answer(stream, &shared);
            }
        });
        Server { address, state }
    }

    pub(crate) fn serve(&self, path: &str, page: Page) {
        self.state.lock().unwrap().pages.insert(path.to_owned(), page);
    }

    /// What was asked for so far; the list starts anew.
    pub(crate) fn requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.state.lock().unwrap().requests)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

fn answer(mut stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = BTreeMap::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let page = {
        let mut state = state.lock().unwrap();
        state.requests.push((path.clone(), headers.clone()));
        match state.pages.get_mut(&path) {
            Some(page) if page.failures > 0 => {
                page.failures -= 1;
                Page { status: 503, ..Page::default() }
            }
            Some(page) => page.clone(),
            None => Page { status: 404, body: b"nothing here".to_vec(), ..Page::default() },
        }
    };
    let etag = page.headers.iter().find(|(name, _)| name == "ETag").map(|(_, value)| value);
    let is_known = etag.is_some() && headers.get("if-none-match") == etag;
    let (status, body) = if is_known { (304, &b""[..]) } else { (page.status, &page.body[..]) };
    write!(stream, "HTTP/1.1 {status} x\r\nContent-Length: {}\r\nConnection: close\r\n", body.len())?;
    for (name, value) in &page.headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    stream.write_all(b"\r\n")?;
    stream.write_all(&body[..body.len().saturating_sub(page.cut)])
}
