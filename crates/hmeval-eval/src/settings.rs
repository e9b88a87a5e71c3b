//! What the caller decides about an evaluation.

use std::collections::BTreeMap;

/// What becomes of a construct that is discouraged (Nix: `Diagnose`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lint {
    /// Nothing.
    #[default]
    Ignore,
    /// A warning.
    Warn,
    /// An error.
    Fatal,
}

impl Lint {
    /// From the value of a setting, if it is one of the three.
    pub fn from_name(name: &str) -> Option<Lint> {
        match name {
            "ignore" => Some(Lint::Ignore),
            "warn" => Some(Lint::Warn),
            "fatal" => Some(Lint::Fatal),
            _ => None,
        }
    }
}

/// Settings of fetching, named as in nix.conf. The evaluator only hands them on to its [`crate::fetcher`].
#[derive(Clone, Debug)]
pub struct FetchSettings {
    /// `--offline`: whether only this machine may be asked.
    pub offline: bool,
    /// `tarball-ttl`: for so many seconds what a branch or an address stands for is not looked up anew.
    pub tarball_ttl: u64,
    /// `access-tokens`: for hosts, or hosts with the beginning of a path.
    pub access_tokens: BTreeMap<String, String>,
    /// `flake-registry`: the address or path of the global registry; nothing for none.
    pub flake_registry: String,
    /// `use-registries`: whether names of flakes are looked up at all.
    pub use_registries: bool,
    /// `--override-flake`: what stands in place of what.
    pub overrides: Vec<(Vec<u8>, Vec<u8>)>,
    /// `allow-dirty`: whether a Git tree may have changes that are in no commit.
    pub allow_dirty: bool,
    /// `warn-dirty`: whether that is worth a warning.
    pub warn_dirty: bool,
    /// `commit-lock-file-summary`: the first line of the message with which a lock file is committed; empty for the usual one.
    pub commit_lock_file_summary: String,
    /// `ssl-cert-file`: certificates to be trusted, instead of those that came with the program.
    pub ssl_cert_file: Option<Vec<u8>>,
    /// `netrc-file`: names and passwords for hosts.
    pub netrc_file: Option<Vec<u8>>,
    /// `download-attempts`: how often a download is tried.
    pub download_attempts: u32,
}

impl Default for FetchSettings {
    fn default() -> Self {
        FetchSettings {
            offline: false,
            tarball_ttl: 3600,
            access_tokens: BTreeMap::new(),
            flake_registry: "https://channels.nixos.org/flake-registry.json".to_owned(),
            use_registries: true,
            overrides: Vec::new(),
            allow_dirty: true,
            warn_dirty: true,
            commit_lock_file_summary: String::new(),
            ssl_cert_file: None,
            netrc_file: None,
            download_attempts: 5,
        }
    }
}

/// Settings of an evaluation, named as in nix.conf.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `pure-eval`: no environment, no paths outside of the store and the flake, no current time or system.
    pub pure_eval: bool,
    /// `restrict-eval`: only paths of the search path.
    pub restrict_eval: bool,
    /// `show-trace`: collect a frame for every function call. Whoever observes has them too, to find the user's part in an error.
    pub show_trace: bool,
    /// `trace-verbose`: whether `builtins.traceVerbose` prints.
    pub trace_verbose: bool,
    /// `max-call-depth`: calls in each other.
    pub max_call_depth: u32,
    /// `eval-system` or `system`: what `builtins.currentSystem` is.
    pub current_system: String,
    /// The search path: `-I` and `NIX_PATH` entries, prefix (or nothing) and path.
    pub nix_path: Vec<(Vec<u8>, Vec<u8>)>,
    /// The folder of a library that stands in for well-known sources (nixpkgs, Home Manager, …) among the inputs of flakes.
    pub library: Option<Vec<u8>>,
    /// The store directory.
    pub store_dir: String,
    /// Experimental features that are on.
    pub features: Vec<String>,
    /// Whether derivations and sources may be written to the store (`--read-write-mode`): changes no answer.
    pub read_write: bool,
    /// `abort-on-warn`: `builtins.warn` ends the evaluation.
    pub abort_on_warn: bool,
    /// `lint-url-literals`: URLs without quotes.
    pub lint_url_literals: Lint,
    /// `lint-absolute-path-literals`: paths that start with `/` or `~/`.
    pub lint_absolute_path_literals: Lint,
    /// `lint-short-path-literals`: relative paths that start with neither `./` nor `../`.
    pub lint_short_path_literals: Lint,
    /// Bytes of heap after which the evaluation ends with an error; 0 for no limit.
    pub max_memory: usize,
    /// Whether answers and hashes of sources may be kept on disk for the next run (`--no-cache` and `eval-cache = false`
    /// forbid it).
    pub use_caches: bool,
    /// Whether the module system is watched at its work, to tell where definitions come from ([`crate::observe`]).
    pub observe: bool,
    /// Whether known functions of nixpkgs' library run natively (`HMEVAL_NATIVE`). Changes no answer.
    pub native: crate::native::Mode,
    /// Bytes of stack that the evaluating thread has.
    pub stack_size: usize,
    /// How inputs are fetched.
    pub fetch: FetchSettings,
    /// The home directory, for `~/…`.
    pub home: Vec<u8>,
    /// The folder that relative entries of the search path start from.
    pub current_dir: Vec<u8>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            pure_eval: false,
            restrict_eval: false,
            show_trace: false,
            trace_verbose: false,
            max_call_depth: 10_000,
            current_system: format!("{}-{}", std::env::consts::ARCH, system_name()),
            nix_path: Vec::new(),
            library: None,
            store_dir: "/nix/store".to_owned(),
            features: vec!["nix-command".to_owned(), "flakes".to_owned()],
            read_write: false,
            abort_on_warn: false,
            lint_url_literals: Lint::Ignore,
            lint_absolute_path_literals: Lint::Ignore,
            lint_short_path_literals: Lint::Ignore,
            max_memory: 0,
            use_caches: true,
            observe: false,
            native: crate::native::Mode::On,
            stack_size: 8 << 20,
            fetch: FetchSettings::default(),
            home: Vec::new(),
            current_dir: b"/".to_vec(),
        }
    }
}

impl Settings {
    /// Whether an experimental feature is on.
    pub fn has_feature(&self, name: &str) -> bool {
        self.features.iter().any(|feature| feature == name)
    }
}

/// The system's name as Nix has it.
fn system_name() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        other => other,
    }
}
