//! The settings of nix.conf: names and kinds, as `nix config show` of Nix 2.34 lists them.
//!
//! Most of them concern stores and builds and change nothing here; they are known so that scripts which set them work,
//! and so that a misspelt one is told.

/// What values a setting has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `true` or `false`; as a flag it stands alone (`--show-trace`, `--no-show-trace`).
    Bool,
    /// A number.
    Int,
    /// Words separated by white space; `extra-NAME` adds to them.
    List,
    /// Any text.
    Text,
}

/// What kind of setting this is, if it is one.
pub(super) fn kind(name: &str) -> Option<Kind> {
    let listed = |names: &str| names.split_whitespace().any(|known| known == name);
    [(BOOLS, Kind::Bool), (INTS, Kind::Int), (LISTS, Kind::List), (TEXTS, Kind::Text)]
        .into_iter()
        .find_map(|(names, kind)| listed(names).then_some(kind))
}

/// Whether an experimental feature exists (Nix manual, "Experimental Features").
pub(super) fn is_feature(name: &str) -> bool {
    FEATURES.split_whitespace().any(|known| known == name)
}

const BOOLS: &str = "
    abort-on-warn accept-flake-config allow-dirty allow-dirty-locks allow-import-from-derivation
    allow-new-privileges allow-symlinked-store allow-unsafe-native-code-during-evaluation
    always-allow-substitutes auto-allocate-uids auto-optimise-store build-compress-log
    build-fallback build-impersonate-linux-26 build-keep-log build-use-chroot build-use-sandbox
    build-use-substitutes builders-use-substitutes compress-build-log debugger-on-trace
    debugger-on-warn env-keep-derivations eval-cache fallback filter-syscalls fsync-metadata
    fsync-store-paths gc-keep-derivations gc-keep-outputs http2 ignore-try impersonate-linux-26
    keep-build-log keep-derivations keep-env-derivations keep-failed keep-going keep-outputs
    nix-shell-always-looks-for-shell-nix nix-shell-shebang-arguments-relative-to-script
    preallocate-contents print-missing pure-eval require-drop-supplementary-groups require-sigs
    restrict-eval run-diff-hook sandbox sandbox-fallback show-trace substitute
    sync-before-registering trace-function-calls trace-import-from-derivation trace-verbose
    trust-tarballs-from-git-forges use-case-hack use-cgroups use-registries use-sqlite-wal
    use-xdg-base-directories warn-dirty warn-short-path-literals
";

const INTS: &str = "
    binary-caches-parallel-connections build-cores build-max-jobs build-max-log-size
    build-max-silent-time build-poll-interval build-timeout connect-timeout cores download-attempts
    download-buffer-size download-speed eval-attrset-update-layer-rhs-threshold
    eval-profiler-frequency gc-reserved-space http-connections id-count log-lines max-build-log-size
    max-call-depth max-free max-jobs max-silent-time max-substitution-jobs min-free
    min-free-check-interval nar-buffer-size narinfo-cache-meta-ttl narinfo-cache-negative-ttl
    narinfo-cache-positive-ttl stalled-download-timeout start-id substitution-max-jobs tarball-ttl
    timeout warn-large-path-threshold
";

const LISTS: &str = "
    access-tokens allowed-impure-host-deps allowed-uris allowed-users binary-cache-public-keys
    binary-caches build-chroot-dirs build-hook build-sandbox-paths experimental-features
    external-builders extra-platforms hashed-mirrors ignored-acls impure-env nix-path plugin-files
    sandbox-paths secret-key-files substituters system-features trusted-binary-caches
    trusted-public-keys trusted-substituters trusted-users
";

const TEXTS: &str = "
    bash-prompt bash-prompt-prefix bash-prompt-suffix build-dir build-users-group builders
    commit-lock-file-summary commit-lockfile-summary diff-hook eval-profile-file eval-profiler
    eval-system flake-registry json-log-path lint-absolute-path-literals lint-short-path-literals
    lint-url-literals netrc-file post-build-hook pre-build-hook sandbox-build-dir
    sandbox-dev-shm-size ssl-cert-file store system upgrade-nix-store-path-url user-agent-suffix
";

const FEATURES: &str = "
    auto-allocate-uids blake3-hashes ca-derivations cgroups
    configurable-impure-env daemon-trust-override dynamic-derivations external-builders
    fetch-closure fetch-tree flakes git-hashing impure-derivations local-overlay-store
    mounted-ssh-store nix-command no-url-literals parse-toml-timestamps pipe-operators
    read-only-local-store recursive-nix verified-fetches
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_have_kinds() {
        assert_eq!(kind("pure-eval"), Some(Kind::Bool));
        assert_eq!(kind("build-cores"), Some(Kind::Int));
        assert_eq!(kind("nix-path"), Some(Kind::List));
        assert_eq!(kind("system"), Some(Kind::Text));
        assert_eq!(kind("pure"), None);
        assert!(is_feature("pipe-operators") && !is_feature("pipe"));
    }
}
