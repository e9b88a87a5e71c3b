# Sources from elsewhere: derivations whose result is known beforehand by its hash.
{ lib, pkgs }:
let
  inherit (lib) optionalAttrs;
  # Whichever way the hash was given.
  hashOf = arguments: {
    inherit (lib.fetchers.normalizeHash { required = false; } (builtins.intersectAttrs {
      hash = null;
      sha256 = null;
      sha512 = null;
      outputHash = null;
      outputHashAlgo = null;
    } arguments)) outputHash outputHashAlgo;
  };
  hasHash = arguments: arguments ? hash || arguments ? sha256 || arguments ? sha512 || arguments ? outputHash;
  fixed =
    name: mode: arguments: environment:
    pkgs.stdenv.mkDerivation (
      {
        inherit name;
        buildCommand = ''
          echo "hmeval's built-in library downloads nothing: ${name}" >&2
          exit 1
        '';
        preferLocalBuild = true;
        impureEnvVars = lib.fetchers.proxyImpureEnvVars;
        passthru = arguments.passthru or { };
        meta = arguments.meta or { };
      }
      // optionalAttrs (hasHash arguments) (
        lib.filterAttrs (_name: value: value != null) (hashOf arguments) // { outputHashMode = mode; }
      )
      // environment
    );
  archive =
    arguments: url: name:
    fixed name "recursive" arguments { urls = [ url ]; }
    // builtins.intersectAttrs {
      rev = null;
      tag = null;
      owner = null;
      repo = null;
    } arguments;
  # A repository on a server with the address scheme of GitHub and its like.
  forge =
    domain: archiveOf: arguments:
    let
      rev = lib.revOrTag (arguments.rev or null) (arguments.tag or null);
      base = "https://${domain arguments}/${arguments.owner}/${arguments.repo}";
    in
    archive arguments (archiveOf base arguments.repo rev) (arguments.name or "source")
    // {
      gitRepoUrl = "${base}.git";
      meta.homepage = base;
      inherit rev;
    };
  domainOr = domain: arguments: arguments.domain or domain;
in
{
  fetchurl =
    arguments:
    let
      urls = arguments.urls or [ arguments.url ];
    in
    fixed (arguments.name or (lib.strings.sanitizeDerivationName (baseNameOf (toString (builtins.head urls)))))
      (if arguments.recursiveHash or false || arguments.executable or false then "recursive" else "flat")
      arguments
      ({ inherit urls; } // optionalAttrs (arguments ? postFetch) { inherit (arguments) postFetch; })
    // optionalAttrs (arguments ? url) { inherit (arguments) url; };
  fetchzip =
    arguments:
    fixed (arguments.name or "source") "recursive" arguments { urls = arguments.urls or [ arguments.url ]; };
  fetchTarball = pkgs.fetchzip;
  fetchpatch =
    arguments:
    fixed (arguments.name or (lib.strings.sanitizeDerivationName (baseNameOf arguments.url))) "flat" arguments {
      urls = [ arguments.url ];
    };
  fetchpatch2 = pkgs.fetchpatch;
  fetchgit =
    arguments:
    let
      rev = lib.revOrTag (arguments.rev or null) (arguments.tag or null);
    in
    fixed (arguments.name or (lib.sources.urlToName arguments.url)) "recursive" arguments {
      inherit (arguments) url;
      inherit rev;
    };
  fetchhg = arguments: fixed (arguments.name or "hg-archive") "recursive" arguments { inherit (arguments) url; };
  fetchsvn = arguments: fixed (arguments.name or "svn-export") "recursive" arguments { inherit (arguments) url; };

  fetchFromGitHub = lib.makeOverridable (
    forge (arguments: arguments.githubBase or "github.com") (base: _repo: rev: "${base}/archive/${rev}.tar.gz")
  );
  fetchFromGitLab = lib.makeOverridable (
    forge (domainOr "gitlab.com") (base: _repo: rev: "${base}/-/archive/${rev}.tar.gz")
  );
  fetchFromGitea = lib.makeOverridable (
    forge (domainOr "gitea.com") (base: _repo: rev: "${base}/archive/${rev}.tar.gz")
  );
  fetchFromForgejo = pkgs.fetchFromGitea;
  fetchFromCodeberg = arguments: pkgs.fetchFromGitea ({ domain = "codeberg.org"; } // arguments);
  fetchFromSourcehut = lib.makeOverridable (
    forge (domainOr "git.sr.ht") (base: _repo: rev: "${base}/archive/${rev}.tar.gz")
  );
  fetchFromBitbucket = lib.makeOverridable (
    forge (domainOr "bitbucket.org") (base: _repo: rev: "${base}/get/${rev}.tar.gz")
  );
  fetchPypi =
    arguments:
    pkgs.fetchurl (
      {
        url = "https://files.pythonhosted.org/packages/source/${builtins.substring 0 1 arguments.pname}/${arguments.pname}/${arguments.pname}-${arguments.version}.tar.gz";
      }
      // arguments
    );
  requireFile =
    arguments:
    fixed arguments.name "flat" arguments { url = arguments.url or ""; };
}
