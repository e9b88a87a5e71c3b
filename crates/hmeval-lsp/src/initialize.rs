//! The first messages: what the client is like, what the server can do.

use hmeval_ide::lines::Units;
use lsp_server::{Connection, ProtocolError};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions, CompletionOptions,
    DeclarationCapability, DocumentLinkOptions, ExecuteCommandOptions, FoldingRangeProviderCapability,
    HoverProviderCapability, InitializeParams, OneOf, PositionEncodingKind, RenameOptions,
    SelectionRangeProviderCapability, SemanticTokensFullOptions, SemanticTokensLegend, SemanticTokensOptions,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use crate::convert::{TOKEN_TYPES, path_of};
use crate::server::Client;

/// Greets the client.
pub(crate) fn shake_hands(connection: &Connection) -> Result<Client, ProtocolError> {
    let (id, params) = connection.initialize_start()?;
    // What cannot be understood of the client's abilities counts as not said.
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let client = client(&params);
    let capabilities = capabilities(&client);
    let result = serde_json::json!({
        "capabilities": capabilities,
        "serverInfo": { "name": "hmeval", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, result)?;
    Ok(client)
}

fn client(params: &InitializeParams) -> Client {
    let encodings =
        params.capabilities.general.as_ref().and_then(|general| general.position_encodings.as_ref());
    let takes_bytes = encodings.is_some_and(|encodings| encodings.contains(&PositionEncodingKind::UTF8));
    let folders = params.workspace_folders.as_deref().unwrap_or_default();
    let mut roots: Vec<Vec<u8>> = folders.iter().filter_map(|folder| path_of(&folder.uri)).collect();
    if roots.is_empty() {
        #[expect(deprecated, reason = "older clients send nothing else")]
        roots.extend(params.root_uri.as_ref().and_then(path_of));
    }
    let document = params.capabilities.text_document.as_ref();
    let item = document.and_then(|document| document.completion.as_ref()?.completion_item.as_ref());
    let workspace = params.capabilities.workspace.as_ref();
    let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
    let options = params.initialization_options.as_ref();
    let formatter = options.and_then(|options| {
        let words = options.get("formatting")?.get("command")?.as_array()?;
        words.iter().map(|word| word.as_str().map(str::to_owned)).collect()
    });
    Client {
        units: if takes_bytes { Units::Utf8 } else { Units::Utf16 },
        roots,
        snippets: item.and_then(|item| item.snippet_support).unwrap_or(false),
        formatter,
        document_changes: edits.and_then(|edits| edits.document_changes).unwrap_or(false),
        status: options.and_then(|options| options.get("status")?.as_bool()).unwrap_or(false),
    }
}

fn capabilities(client: &Client) -> ServerCapabilities {
    let encoding = match client.units {
        Units::Utf8 => PositionEncodingKind::UTF8,
        Units::Utf16 => PositionEncodingKind::UTF16,
        Units::Utf32 => PositionEncodingKind::UTF32,
    };
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(lsp_types::TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec![".".to_owned(), "/".to_owned(), "\"".to_owned()]),
            resolve_provider: Some(true),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: Default::default(),
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: Default::default(),
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![crate::status::CHOOSE.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(true) }),
        document_formatting_provider: Some(OneOf::Left(true)),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: None,
            }),
            ..WorkspaceServerCapabilities::default()
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        semantic_tokens_provider: Some(
            SemanticTokensOptions {
                legend: SemanticTokensLegend {
                    token_types: TOKEN_TYPES.to_vec(),
                    token_modifiers: Vec::new(),
                },
                full: Some(SemanticTokensFullOptions::Bool(true)),
                ..SemanticTokensOptions::default()
            }
            .into(),
        ),
        ..ServerCapabilities::default()
    }
}
