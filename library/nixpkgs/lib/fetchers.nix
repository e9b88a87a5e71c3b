# `lib.fetchers`: what functions that download have in common.
lib:
let
  inherit (builtins)
    attrNames
    head
    intersectAttrs
    length
    listToAttrs
    removeAttrs
    ;
  defaultHashTypes = [
    "sha256"
    "sha512"
  ];
  # Besides the algorithms, `hash` for a hash that names its own.
  asSet = names: listToAttrs (map (name: lib.nameValuePair name { }) names);
  hashNames = types: [ "hash" ] ++ types;
  fake = {
    hash = lib.fakeHash;
    sha256 = lib.fakeSha256;
    sha512 = lib.fakeSha512;
  };
in
{
  proxyImpureEnvVars = [
    "http_proxy"
    "https_proxy"
    "ftp_proxy"
    "all_proxy"
    "no_proxy"
    "HTTP_PROXY"
    "HTTPS_PROXY"
    "FTP_PROXY"
    "ALL_PROXY"
    "NO_PROXY"
    "NIX_SSL_CERT_FILE"
  ];
  # Whichever way the hash was given, as `outputHash` and `outputHashAlgo`.
  normalizeHash =
    {
      hashTypes ? defaultHashTypes,
      required ? true,
    }:
    let
      names = hashNames hashTypes;
    in
    arguments:
    let
      given = attrNames (intersectAttrs (asSet names) arguments);
      name = head given;
      value = arguments.${name};
      rest = removeAttrs arguments names;
    in
    if arguments ? outputHash then
      arguments
    else if given == [ ] then
      lib.throwIf required "fetcher called without `hash`" rest
    else if length given > 1 then
      throw "fetcher called with mutually-incompatible arguments: ${builtins.concatStringsSep ", " given}"
    else
      rest
      // {
        outputHashAlgo = if name == "hash" then null else name;
        outputHash =
          if value == "" then fake.${name} or (throw "no “fake hash” defined for ${name}") else value;
      };
  withNormalizedHash =
    {
      hashTypes ? defaultHashTypes,
    }:
    fetcher:
    let
      formals = lib.functionArgs fetcher;
      normalize = lib.fetchers.normalizeHash {
        inherit hashTypes;
        required = !formals.outputHash;
      };
    in
    assert formals ? outputHash && formals ? outputHashAlgo;
    assert intersectAttrs formals (asSet (hashNames hashTypes)) == { };
    lib.setFunctionArgs (arguments: fetcher (normalize arguments)) (
      removeAttrs formals [
        "outputHash"
        "outputHashAlgo"
      ]
      // {
        hash = formals.outputHash;
      }
    );
}
