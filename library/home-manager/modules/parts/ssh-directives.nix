# Writes blocks of ssh_config(5). Most directives may be repeated; some take one list.
{ lib }:
let
  inherit (lib) concatStringsSep isAttrs toList;

  value = v: if lib.isBool v then lib.hm.booleans.yesNo v else toString v;
  joined = separator: values: concatStringsSep separator (map value (toList values));

  # ssh uses the first of several lines of these, so a list is one line.
  separators =
    lib.genAttrs [
      "CASignatureAlgorithms"
      "Ciphers"
      "HostbasedAcceptedAlgorithms"
      "HostbasedKeyTypes"
      "HostKeyAlgorithms"
      "IgnoreUnknown"
      "KbdInteractiveDevices"
      "KexAlgorithms"
      "MACs"
      "PreferredAuthentications"
      "ProxyJump"
      "PubkeyAcceptedAlgorithms"
      "PubkeyAcceptedKeyTypes"
    ] (_: ",")
    // lib.genAttrs [
      "CanonicalDomains"
      "CanonicalizePermittedCNAMEs"
      "ChannelTimeout"
      "GlobalKnownHostsFile"
      "PermitRemoteOpen"
      "SendEnv"
      "UserKnownHostsFile"
    ] (_: " ");

  # One end of a forward: a port, a socket, or an address with a port.
  end =
    e:
    let
      address = e.address or "localhost";
      port = toString (e.port or null);
    in
    if address == null then
      " ${port}"
    else if lib.hasPrefix "/" address then
      " ${address}"
    else
      " [${address}]:${port}";
  forward = f: if isAttrs f then end f.bind + end f.host else " ${value f}";
  dynamic = f: if isAttrs f then end f else " ${value f}";
  setting = name: v: "${name}=\"${lib.escape [ "\"" "\\" ] (toString v)}\"";

  repeated = indent: name: show: values: concatStringsSep "\n" (map (v: "${indent}${name}${show v}") (toList values));

  directive =
    indent: name: v:
    if v == null || v == [ ] || v == { } then
      ""
    else if separators ? ${name} then
      "${indent}${name} ${joined separators.${name} v}"
    else if name == "SetEnv" then
      "${indent}SetEnv ${concatStringsSep " " (lib.mapAttrsToList setting v)}"
    else if name == "LocalForward" || name == "RemoteForward" then
      repeated indent name forward v
    else if name == "DynamicForward" then
      repeated indent name dynamic v
    else
      repeated indent name (item: " ${value item}") v;

  # What earlier configurations gave as free text.
  older = lib.generators.toKeyValue {
    mkKeyValue = lib.generators.mkKeyValueDefault { } " ";
    listsAsDuplicateKeys = true;
    indent = "  ";
  };

  block =
    b:
    let
      directives = removeAttrs b [
        "header"
        "extraOptions"
        "__extraOptions"
      ];
      extra = b.__extraOptions or { };
      # It concerns only the lines after it.
      first = lib.intersectLists [ "IgnoreUnknown" ] (lib.attrNames directives);
      names = first ++ lib.subtractLists first (lib.attrNames directives);
    in
    concatStringsSep "\n" (
      [ b.header ]
      ++ lib.filter (line: line != "") (map (name: directive "  " name directives.${name}) names)
      ++ lib.optional (extra != { }) (older extra)
    );
in
{
  inherit block directive;
}
