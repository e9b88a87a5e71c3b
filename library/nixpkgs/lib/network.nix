# `lib.network`: addresses of IPv6.
lib:
let
  inherit (builtins)
    elemAt
    filter
    length
    match
    ;
  inherit (lib) concatMapStringsSep hasPrefix hasSuffix splitString;
  groups = 8;
  bits = 128;
  highestGroup = 65535;

  # The eight groups of an address, zeros put in where it leaves them out.
  expand =
    text:
    let
      parts = splitString ":" text;
      given = filter (part: part != "") parts;
      isShort = lib.hasInfix "::" text;
      atEnd = hasPrefix "::" text || hasSuffix "::" text;
      # Two colons leave one part empty, and two at the ends.
      expectedEmpty =
        if !isShort then
          0
        else if atEnd then
          2
        else
          1;
      zeros = lib.genList (_index: "0") (groups - length given);
      isWhole = if isShort then length given < groups else length given == groups;
    in
    if match "[0-9A-Fa-f:]+" text == null then
      throw "${text} contains malformed characters for IPv6 address"
    else if text == "::" then
      zeros
    else if length parts - length given != expectedEmpty || !isWhole then
      throw "${text} is not a valid IPv6 address"
    else if hasPrefix "::" text then
      zeros ++ given
    else if hasSuffix "::" text then
      given ++ zeros
    else
      lib.concatMap (part: if part == "" then zeros else [ part ]) parts;
  group =
    hex:
    let
      number = lib.fromHexString hex;
    in
    if number <= highestGroup then number else throw "0x${hex} is not a valid u16 integer";
  address = text: concatMapStringsSep ":" (hex: lib.toLower (lib.toHexString (group hex))) (expand text);
  prefixLength =
    text: given:
    let
      number = lib.toInt given;
    in
    if 1 <= number && number <= bits then
      number
    else
      throw "${text} IPv6 subnet should be in range [1;${toString bits}], got ${toString number}";

  octet = "([0-9A-Fa-f]{2})";
in
{
  ipv6 = {
    fromString =
      text:
      let
        parts = splitString "/" text;
      in
      if length parts == 1 then
        {
          address = address text;
          prefixLength = bits;
        }
      else if length parts == 2 then
        {
          address = address (elemAt parts 0);
          prefixLength = prefixLength text (elemAt parts 1);
        }
      else
        throw "${text} is not a valid IPv6 address in CIDR notation";

    # The end of an address out of that of the network card: one bit turned over, and ff:fe in the middle.
    mkEUI64Suffix =
      mac:
      let
        octets = match (lib.concatStringsSep "[-:.]?" (lib.genList (_index: octet) 6)) mac;
        at = elemAt octets;
        turned = lib.toHexString (lib.bitXor 512 (lib.fromHexString (at 0 + at 1)));
      in
      if octets == null then
        throw ''"${mac}" is not a valid MAC address (expected 6 octets of hex digits)''
      else
        lib.toLower "${turned}:${at 2}ff:fe${at 3}:${at 4}${at 5}";
  };
}
