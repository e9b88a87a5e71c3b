# Further builders of programs in one language, and what hands their dependencies over.
{ lib, pkgs }:
let
  inherit (pkgs.stdenv) mkDerivation;
  names = [
    "buildBazelPackage"
    "buildDartApplication"
    "buildGo124Module"
    "buildGo125Module"
    "buildGoPackage"
    "buildGraalvmNativeImage"
    "buildRubyGem"
    "buildMaven"
    "mkYarnPackage"
    "mkYarnModules"
  ];
  hook = name: pkgs.makeSetupHook { inherit name; } ./frameworks.nix;
  # Dependencies that are fetched by their lock file.
  dependencies =
    name: arguments:
    pkgs.fetchzip (
      {
        inherit name;
        url = "";
      }
      // builtins.intersectAttrs {
        hash = null;
        sha256 = null;
        name = null;
      } arguments
    );
in
lib.genAttrs names (_name: mkDerivation)
// lib.genAttrs [
  "yarnConfigHook"
  "yarnBuildHook"
  "yarnInstallHook"
  "npmHooks"
  "pnpmConfigHook"
  "wrapGAppsHook"
  "wrapGAppsNoGuiHook"
  "desktopToDarwinBundle"
  "addDriverRunpath"
  "autoAddDriverRunpath"
  "udevCheckHook"
  "versionCheckHook"
  "validatePkgConfig"
  "fixDarwinDylibNames"
  "stripJavaArchivesHook"
  "breakpointHook"
] hook
// {
  fetchNpmDeps = dependencies "npm-deps";
  fetchYarnDeps = dependencies "yarn-deps";
  fetchPnpmDeps = dependencies "pnpm-deps";
  fetchDebianPatch = arguments: pkgs.fetchpatch ({ url = "https://salsa.debian.org/${arguments.pname}"; } // arguments);
  fetchFirefoxAddon = arguments: pkgs.fetchurl (removeAttrs arguments [ "fixedExtid" ]);
  fetchCrate =
    arguments:
    pkgs.fetchzip (
      { url = "https://crates.io/api/v1/crates/${arguments.pname}/${arguments.version}/download"; }
      // builtins.intersectAttrs { hash = null; sha256 = null; } arguments
    );
  fetchFromRepoOrCz = arguments: pkgs.fetchgit { url = "https://repo.or.cz/${arguments.repo}.git"; inherit (arguments) rev; hash = arguments.hash or arguments.sha256 or ""; };
  importNpmLock = arguments: pkgs.linkFarm "npm-lock" { lock = "${arguments.npmRoot or arguments}"; };
  importCargoLock = arguments: pkgs.linkFarm "cargo-vendor-dir" (lib.optionalAttrs (arguments ? lockFile) { "Cargo.lock" = arguments.lockFile; });
  bundlerEnv = arguments: mkDerivation ({ name = "bundler-env"; } // removeAttrs arguments [ "gemdir" ]);
  bundlerApp = arguments: mkDerivation ({ version = "0"; } // removeAttrs arguments [ "gemdir" "exes" ]);
  buildFHSEnvBubblewrap = pkgs.buildFHSEnv;
  buildFHSUserEnv = pkgs.buildFHSEnv;
  makeAutostartItem =
    { name, package, ... }:
    pkgs.runCommand "autostart-${name}" { } ''
      mkdir -p $out/etc/xdg/autostart
      ln -s ${package}/share/applications/${name}.desktop $out/etc/xdg/autostart/
    '';
  stdenvAdapters = {
    useMoldLinker = stdenv: stdenv;
    overrideCC = stdenv: _compiler: stdenv;
    keepDebugInfo = stdenv: stdenv;
    withCFlags = _flags: stdenv: stdenv;
  };
  overrideCC = stdenv: _compiler: stdenv;
  overrideSDK = stdenv: _version: stdenv;
  ccacheStdenv = pkgs.stdenv;
  llvmStdenv = pkgs.stdenv;
  gcc13Stdenv = pkgs.stdenv;
  gcc14Stdenv = pkgs.stdenv;
  gcc15Stdenv = pkgs.stdenv;
}
