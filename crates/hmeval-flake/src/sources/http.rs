//! Getting what an address names: over http and https, or from a file of this machine.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use hmeval_eval::builtins::fetch::url::{Url, decode};
use ureq::ResponseExt as _;
use ureq::http::{Response, StatusCode};
use ureq::tls::{PemItem, RootCerts, TlsConfig};

use super::git::as_path;
use super::netrc::Netrc;
use super::settings::{Progress, SourceSettings};
use crate::reference::Message;

/// The first pause before trying again; it doubles each time.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// How long a server may take to accept a connection, and to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// More of the text that comes with an error is not shown.
const SHOWN_BODY: u64 = 2000;

/// Gets what addresses name.
pub(super) struct Http {
    agent: ureq::Agent,
    attempts: u32,
    gateway: Option<String>,
    progress: Option<Arc<dyn Progress>>,
    netrc: Netrc,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Request {
    /// The address.
    pub(super) url: Vec<u8>,
    /// Headers, with tokens.
    pub(super) headers: Vec<(String, String)>,
    /// The version that is at hand already.
    pub(super) etag: Option<String>,
}

/// What came back.
pub(super) struct Answer {
    /// Whether what is at hand is still the newest; the body is empty then.
    pub(super) is_unchanged: bool,
    /// The version.
    pub(super) etag: Option<String>,
    /// The address that will always name the same (the header `Link`, relation `immutable`).
    pub(super) immutable: Option<String>,
    /// The addresses that led here, the first is what was asked for.
    pub(super) urls: Vec<String>,
    /// The content.
    pub(super) body: Box<dyn Read>,
}

impl Http {
    /// By the settings.
    pub(super) fn new(settings: &SourceSettings) -> Self {
        let certificates = settings.fetch.ssl_cert_file.as_deref().and_then(certificates);
        let tls = TlsConfig::builder().root_certs(certificates.unwrap_or(RootCerts::WebPki)).build();
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .save_redirect_history(true)
            .timeout_connect(Some(PATIENCE))
            .timeout_recv_response(Some(PATIENCE))
            .user_agent(concat!("hmeval/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls)
            .build();
        Http {
            agent: config.into(),
            attempts: settings.fetch.download_attempts.max(1),
            gateway: settings.gateway.clone(),
            progress: settings.progress.clone(),
            netrc: settings.netrc.as_deref().map(Netrc::read).unwrap_or_default(),
        }
    }

    /// Gets what an address names; tries again where that may help (Nix: `download-attempts`).
    ///
    /// # Errors
    /// If it cannot be had; Nix's text as far as the server gives it.
    pub(super) fn get(&self, request: &Request) -> Result<Answer, Message> {
        let address = String::from_utf8_lossy(&request.url).into_owned();
        if let Some(url) = Url::parse(&request.url).filter(|url| url.scheme == b"file") {
            return of_file(&url, address);
        }
        let mut pause = FIRST_PAUSE;
        let mut attempt = 1;
        loop {
            match self.once(&address, request) {
                Ok(answer) => return Ok(answer),
                Err(failure) if failure.is_final || attempt >= self.attempts => {
                    return Err(format!("unable to download '{address}': {}", failure.reason).into_bytes());
                }
                Err(_) => std::thread::sleep(pause),
            }
            attempt += 1;
            pause = pause.saturating_mul(2);
        }
    }

    fn once(&self, address: &str, request: &Request) -> Result<Answer, Failure> {
        let mut call = self.agent.get(self.real_address(address));
        for (name, value) in &request.headers {
            call = call.header(name, value);
        }
        let is_named = request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization"));
        if let Some(value) = self.netrc.authorization(address).filter(|_| !is_named) {
            call = call.header("Authorization", value);
        }
        if let Some(etag) = &request.etag {
            call = call.header("If-None-Match", etag);
        }
        let response = call.call().map_err(|error| Failure {
            is_final: !matches!(
                error,
                ureq::Error::Io(_)
                    | ureq::Error::Timeout(_)
                    | ureq::Error::ConnectionFailed
                    | ureq::Error::HostNotFound
            ),
            reason: error.to_string(),
        })?;
        let status = response.status();
        if !status.is_success() && status != StatusCode::NOT_MODIFIED {
            return Err(refused(status, response));
        }
        let header = |name: &str| response.headers().get(name)?.to_str().ok().map(str::to_owned);
        let (etag, link) = (header("etag"), header("link"));
        let length = header("content-length").and_then(|length| length.parse().ok());
        let mut urls = vec![address.to_owned()];
        if self.gateway.is_none() {
            let passed = response.get_redirect_history().unwrap_or_default();
            urls.extend(passed.iter().skip(1).map(ToString::to_string));
        }
        let body = response.into_body().into_with_config().limit(u64::MAX).reader();
        Ok(Answer {
            is_unchanged: status == StatusCode::NOT_MODIFIED,
            etag,
            immutable: link.as_deref().and_then(immutable_link),
            urls,
            body: self.watched(address, length, Box::new(body)),
        })
    }

    fn watched(&self, address: &str, length: Option<u64>, body: Box<dyn Read>) -> Box<dyn Read> {
        match &self.progress {
            Some(progress) => {
                progress.begin(address, length);
                Box::new(Watched { body, progress: Arc::clone(progress) })
            }
            None => body,
        }
    }

    /// Where the address is really asked for.
    fn real_address(&self, address: &str) -> String {
        match (&self.gateway, address.split_once("://")) {
            (Some(gateway), Some((scheme, rest))) => format!("{gateway}/{scheme}/{rest}"),
            _ => address.to_owned(),
        }
    }
}

/// Tells the progress of reading.
struct Watched {
    body: Box<dyn Read>,
    progress: Arc<dyn Progress>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.body.read(buffer)?;
        self.progress.advance(count as u64);
        Ok(count)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.progress.end();
    }
}

struct Failure {
    /// Whether trying again is of no use.
    is_final: bool,
    reason: String,
}

fn refused(status: StatusCode, response: Response<ureq::Body>) -> Failure {
    let mut body = Vec::new();
    let _ = response.into_body().into_reader().take(SHOWN_BODY).read_to_end(&mut body);
    let body = String::from_utf8_lossy(&body);
    let mut reason = format!("HTTP error {}", status.as_u16());
    if !body.trim().is_empty() {
        reason = format!("{reason}\n\nresponse body:\n\n{}", body.trim_end());
    }
    let passing = status.is_server_error() && !matches!(status.as_u16(), 501 | 505 | 511);
    Failure { is_final: !passing && !matches!(status.as_u16(), 408 | 429), reason }
}

/// What a `file:` address names.
fn of_file(url: &Url, address: String) -> Result<Answer, Message> {
    let path = decode(&url.path).unwrap_or_default();
    let failed = |error: io::Error| format!("unable to download '{address}': {error}").into_bytes();
    let file = File::open(as_path(&path)).map_err(failed)?;
    let body = Box::new(file);
    Ok(Answer { is_unchanged: false, etag: None, immutable: None, urls: vec![address], body })
}

/// The address of the relation `immutable` in a `Link` header.
fn immutable_link(header: &str) -> Option<String> {
    header.split(',').find_map(|link| {
        let (address, parameters) = link.trim().strip_prefix('<')?.split_once('>')?;
        let is_immutable =
            |parameter: &str| matches!(parameter.trim(), "rel=\"immutable\"" | "rel=immutable");
        parameters.split(';').any(is_immutable).then(|| address.to_owned())
    })
}

/// The certificates in a file; none if it cannot be read.
fn certificates(file: &[u8]) -> Option<RootCerts> {
    let text = std::fs::read(as_path(file)).ok()?;
    let certificates: Vec<_> = ureq::tls::parse_pem(&text)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    (!certificates.is_empty()).then(|| RootCerts::from(certificates))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_never_change() {
        let header = "<https://x/a>; rel=\"next\", <https://x/b?rev=1>; rel=\"immutable\"";
        assert_eq!(immutable_link(header).as_deref(), Some("https://x/b?rev=1"));
        assert_eq!(immutable_link("<https://x/a>; rel=\"next\""), None);
        assert_eq!(immutable_link("nonsense"), None);
    }
}
