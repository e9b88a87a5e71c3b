//! Which message is answered by what.

use lsp_server::{ErrorCode, Notification, Request, RequestId, Response};
use lsp_types::notification::{self as notify, Notification as _};
use lsp_types::request::{self as ask_for, Request as _};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::ask::{self, Now};
use crate::server::Server;
use crate::{actions, complete, format, hover, rename, symbols, sync, syntax};

/// Answers a request, now or later.
pub(crate) fn request(server: &mut Server, request: Request) -> Option<Response> {
    let route = Route { request };
    match &route.request.method[..] {
        ask_for::DocumentSymbolRequest::METHOD => route.now(|params| syntax::symbols(server, params)),
        ask_for::WorkspaceSymbolRequest::METHOD => route.later(server, symbols::symbols),
        ask_for::FoldingRangeRequest::METHOD => route.now(|params| syntax::folds(server, params)),
        ask_for::SelectionRangeRequest::METHOD => route.now(|params| syntax::selections(server, params)),
        ask_for::SemanticTokensFullRequest::METHOD => route.now(|params| syntax::tokens(server, params)),
        ask_for::DocumentLinkRequest::METHOD => route.now(|params| syntax::links(server, params)),
        ask_for::References::METHOD => {
            route.later(server, |server, params| crate::references::references(server, &params))
        }
        ask_for::DocumentHighlightRequest::METHOD => route.now(|params| syntax::highlights(server, params)),
        ask_for::PrepareRenameRequest::METHOD => {
            route.later(server, |server, params| rename::prepare(server, &params))
        }
        ask_for::Rename::METHOD => route.later(server, |server, params| rename::rename(server, &params)),
        ask_for::ExecuteCommand::METHOD => route.fallible(|params| crate::status::execute(server, &params)),
        ask_for::Formatting::METHOD => route.fallible(|params| format::format(server, &params)),
        ask_for::CodeActionRequest::METHOD => route.later(server, actions::actions),
        ask_for::CodeLensRequest::METHOD => route.now(|params| ask::lenses(server, &params)),
        ask_for::InlayHintRequest::METHOD => route.now(|params| crate::diagnostics::hints(server, &params)),
        ask_for::ResolveCompletionItem::METHOD => route.later(server, |_, item| complete::resolve(item)),
        ask_for::CodeLensResolve::METHOD => route.later(server, |_, lens| ask::lens(lens)),
        ask_for::HoverRequest::METHOD => route.later(server, |server, params| hover::hover(server, &params)),
        ask_for::GotoDefinition::METHOD => {
            route.later(server, |server, params| ask::go(server, &params, false))
        }
        ask_for::GotoDeclaration::METHOD => {
            route.later(server, |server, params| ask::go(server, &params, true))
        }
        ask_for::Completion::METHOD => route.later(server, |server, params| ask::completion(server, &params)),
        method => {
            let message = format!("hmeval does not know '{method}'");
            Some(Response::new_err(route.request.id, ErrorCode::MethodNotFound as i32, message))
        }
    }
}

/// Takes a notification.
pub(crate) fn notification(server: &mut Server, notification: Notification) {
    match &notification.method[..] {
        notify::DidOpenTextDocument::METHOD => take(notification, |params| sync::open(server, params)),
        notify::DidChangeTextDocument::METHOD => take(notification, |params| sync::change(server, params)),
        notify::DidCloseTextDocument::METHOD => take(notification, |params| sync::close(server, params)),
        notify::DidSaveTextDocument::METHOD => take(notification, |params| sync::save(server, params)),
        notify::DidChangeWatchedFiles::METHOD => server.texts_changed(),
        notify::Cancel::METHOD => take(notification, |params: lsp_types::CancelParams| {
            let id = match params.id {
                lsp_types::NumberOrString::Number(number) => RequestId::from(number),
                lsp_types::NumberOrString::String(text) => RequestId::from(text),
            };
            server.cancel(&id);
        }),
        _ => {}
    }
}

/// What cannot be understood is not taken.
fn take<P: DeserializeOwned>(notification: Notification, work: impl FnOnce(P)) {
    if let Ok(params) = serde_json::from_value(notification.params) {
        work(params);
    }
}

struct Route {
    request: Request,
}

impl Route {
    fn params<P: DeserializeOwned>(self) -> Result<(RequestId, P), Response> {
        let Request { id, params, .. } = self.request;
        match serde_json::from_value(params) {
            Ok(params) => Ok((id, params)),
            Err(error) => Err(Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string())),
        }
    }

    /// A request that is answered at once.
    fn now<P: DeserializeOwned, R: Serialize>(self, work: impl FnOnce(P) -> R) -> Option<Response> {
        self.fallible(|params| Ok(work(params)))
    }

    /// A request that is answered at once, or refused with a reason.
    fn fallible<P: DeserializeOwned, R: Serialize>(
        self,
        work: impl FnOnce(P) -> Result<R, String>,
    ) -> Option<Response> {
        Some(match self.params() {
            Err(refusal) => refusal,
            Ok((id, params)) => match work(params) {
                Ok(result) => Response::new_ok(id, result),
                Err(reason) => Response::new_err(id, ErrorCode::RequestFailed as i32, reason),
            },
        })
    }

    /// A request that may have to wait for the worker.
    fn later<P: DeserializeOwned, R: Serialize>(
        self,
        server: &mut Server,
        work: impl FnOnce(&Server, P) -> Now<R>,
    ) -> Option<Response> {
        let (id, params) = match self.params() {
            Ok(taken) => taken,
            Err(refusal) => return Some(refusal),
        };
        match work(server, params) {
            Now::Reply(result) => Some(Response::new_ok(id, result)),
            Now::Later(file, pending) => {
                server.ask(id, file, pending);
                None
            }
            Now::Refused(reason) => Some(Response::new_err(id, ErrorCode::RequestFailed as i32, reason)),
        }
    }
}
