# What `import <nix/fetchurl.nix>` gives: a download without any program. Every attribute is part of the path, as in Nix.
{
  url,
  name ? baseNameOf (toString url),
  system ? "",
  hash ? "",
  sha512 ? "",
  sha256 ? "",
  sha1 ? "",
  md5 ? "",
  outputHash ? null,
  outputHashAlgo ? null,
  executable ? false,
  unpack ? false,
  impure ? false,
}:

let
  # The first hash that is given, the strongest kinds first; SHA-256 is what is expected if there is none.
  legacy =
    if hash != "" then
      { value = hash; algo = ""; }
    else if sha512 != "" then
      { value = sha512; algo = "sha512"; }
    else if sha1 != "" then
      { value = sha1; algo = "sha1"; }
    else if md5 != "" then
      { value = md5; algo = "md5"; }
    else
      { value = sha256; algo = "sha256"; };

  fixed = {
    outputHash = if outputHash != null then outputHash else legacy.value;
    outputHashAlgo = if outputHashAlgo != null then outputHashAlgo else legacy.algo;
  };
in
derivation (
  {
    inherit name url unpack executable;
    urls = [ url ];
    builder = "builtin:fetchurl";
    system = "builtin";
    outputHashMode = if executable || unpack then "recursive" else "flat";
    preferLocalBuild = true;
    impureEnvVars = [ "http_proxy" "https_proxy" "ftp_proxy" "all_proxy" "no_proxy" ];
  }
  // (if impure then { __impure = true; } else fixed)
)
