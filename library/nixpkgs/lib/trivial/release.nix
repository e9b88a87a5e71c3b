# Which release of nixpkgs this library speaks for, and what depends on it.
lib: rec {
  release = "26.11";
  codeName = "Yarara";
  versionSuffix = "pre-git";
  version = release + versionSuffix;
  nixpkgsVersion = lib.warn "lib.nixpkgsVersion is a deprecated alias of lib.version." version;
  oldestSupportedRelease = 2511;
  # Releases are compared as numbers: 25.11 is 2511.
  oldestSupportedReleaseIsAtLeast = number: number <= oldestSupportedRelease;
  isInOldestRelease = lib.warn "lib.isInOldestRelease is deprecated. Use lib.oldestSupportedReleaseIsAtLeast instead." oldestSupportedReleaseIsAtLeast;
  revisionWithDefault = default: default;

  inNixShell = builtins.getEnv "IN_NIX_SHELL" != "";
  inPureEvalMode = !builtins ? currentSystem;
}
