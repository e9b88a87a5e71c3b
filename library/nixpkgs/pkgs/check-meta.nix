# Whether the settings allow a package: its license, its state, its platforms.
{
  lib,
  config,
  hostPlatform,
}:
let
  licensesOf = meta: lib.toList (meta.license or [ ]);
  isUnfree = license: builtins.isAttrs license && license ? free && !license.free;
  shownLicenses =
    meta:
    let
      names = map (license: license.shortName or (toString license)) (licensesOf meta);
    in
    if builtins.isList (meta.license or null) then "[ ${toString names} ]" else toString names;
  refuse = name: meta: what: setting: throw ''
    Package ‘${name}’ in ${meta.position or "<unknown-file>"} ${what}, refusing to evaluate.

    To allow it, set `${setting} = true;` in the `config` of nixpkgs (`nixpkgs.config` in NixOS and Home Manager).
  '';
in
{
  describe =
    meta:
    let
      isSupported = lib.meta.availableOn hostPlatform { inherit meta; };
    in
    meta
    // {
      unfree = builtins.any isUnfree (licensesOf meta);
      broken = meta.broken or false;
      insecure = meta.knownVulnerabilities or [ ] != [ ];
      unsupported = !isSupported;
      available = isSupported && !(meta.broken or false);
    };
  # True, or an error.
  valid =
    attrs: meta:
    let
      package = attrs // { inherit meta; inherit (meta) name; };
    in
    if meta.unfree && !config.allowUnfree && !config.allowUnfreePredicate package then
      refuse meta.name meta "has an unfree license (‘${shownLicenses meta}’)" "allowUnfree"
    else if meta.broken && !config.allowBroken then
      refuse meta.name meta "is marked as broken" "allowBroken"
    else if meta.unsupported && !config.allowUnsupportedSystem then
      refuse meta.name meta "is not available on the requested hostPlatform ‘${hostPlatform.system}’" "allowUnsupportedSystem"
    else if meta.insecure && !config.allowInsecure && !config.allowInsecurePredicate package then
      refuse meta.name meta "is marked as insecure" "allowInsecure"
    else
      true;
}
