# Several licenses at once, and what holds for them together.
lib:
let
  inherit (builtins) all any elem;
  compound = operator: licenses: {
    licenseType = "compound";
    inherit operator licenses;
  };
  # Of alternatives, a permissive property needs one license that has it; of licenses that all apply, each.
  evaluate =
    predicate: permissive:
    let
      go = evaluate predicate permissive;
      combine = {
        OR = if permissive then any else all;
        AND = if permissive then all else any;
      };
      kinds = {
        simple = predicate;
        plus = license: go license.license;
        exception = license: go license.license && go license.exception;
        compound =
          license: (combine.${license.operator} or (throw "Unknown license operator")) go license.licenses;
      };
    in
    license: (kinds.${license.licenseType} or (throw "Unknown license type or legacy license")) license;
  spdx =
    license:
    let
      inner =
        part: if part.licenseType == "compound" || part.licenseType == "exception" then "(${spdx part})" else spdx part;
    in
    {
      simple = license.spdxId or "LicenseRef-nixos-${license.shortName}";
      compound = lib.concatMapStringsSep " ${license.operator} " inner license.licenses;
      exception = "${inner license.license} ${license.operator} ${inner license.exception}";
      plus = inner license.license + license.operator;
    }
    .${license.licenseType} or (throw "Unknown license type");
in
{
  OR = compound "OR";
  AND = compound "AND";
  WITH = license: exception: {
    licenseType = "exception";
    operator = "WITH";
    inherit license exception;
  };
  PLUS = license: {
    licenseType = "plus";
    operator = "+";
    inherit license;
  };
  evaluateProperty = evaluate;
  evaluateNamedProperty = name: evaluate (license: license.${name});
  isFree = evaluate (license: license.free) true;
  isRedistributable = evaluate (license: license.redistributable) true;
  containsLicenses = licenses: evaluate (license: elem license licenses) false;
  toSPDX = spdx;
}
