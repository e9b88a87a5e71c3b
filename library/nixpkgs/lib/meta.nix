# `lib.meta`: what a package says of itself.
lib:
let
  inherit (builtins)
    any
    isString
    mapAttrs
    match
    ;
  bySpdxId = builtins.listToAttrs (
    builtins.concatMap (
      license: lib.optional (license.spdxId or null != null && !license.deprecated) (lib.nameValuePair (lib.toLower license.spdxId) license)
    ) (builtins.attrValues lib.licenses)
  );
in
rec {
  addMetaAttrs =
    changes: package:
    if package ? overrideAttrs then
      package.overrideAttrs (old: { meta = old.meta or { } // changes; })
    else
      package // { meta = package.meta or { } // changes; };
  dontDistribute = addMetaAttrs { hydraPlatforms = [ ]; };
  setName = name: package: package // { inherit name; };
  updateName = update: package: package // { name = update package.name; };
  appendToName =
    suffix:
    updateName (
      name:
      let
        parts = builtins.parseDrvName name;
      in
      "${parts.name}-${suffix}${lib.optionalString (parts.version != "") "-${parts.version}"}"
    );
  mapDerivationAttrset =
    function: set:
    mapAttrs (_name: package: if lib.isDerivation package then function package else package) set;

  # Lower numbers win where two packages have the same file.
  defaultPriority = 5;
  setPrio = priority: addMetaAttrs { inherit priority; };
  lowPrio = setPrio 10;
  hiPrio = setPrio (-10);
  lowPrioSet = mapDerivationAttrset lowPrio;
  hiPrioSet = mapDerivationAttrset hiPrio;

  # A platform is matched by the name of a system or by a pattern of attributes.
  platformMatch =
    platform: pattern:
    if isString pattern then
      platform.system or null == pattern
    else
      lib.matchAttrs (if pattern ? parsed then pattern else { parsed = pattern; }) platform;
  availableOn =
    platform: package:
    (
      if package ? meta.platforms then any (platformMatch platform) package.meta.platforms else true
    )
    && !any (platformMatch platform) (package.meta.badPlatforms or [ ]);

  licensesSpdx = mapAttrs (_id: license: license) (
    lib.mapAttrs' (_id: license: lib.nameValuePair license.spdxId license) bySpdxId
  );
  getLicenseFromSpdxId =
    id:
    getLicenseFromSpdxIdOr id (
      lib.warn "getLicenseFromSpdxId: No license matches the given SPDX ID: ${id}" { shortName = id; }
    );
  getLicenseFromSpdxIdOr = id: default: bySpdxId.${lib.toLower id} or default;

  getExe =
    package:
    getExe' package (
      package.meta.mainProgram or (lib.warn
        "getExe: Package ${lib.strings.escapeNixIdentifier package.meta.name or package.pname or package.name} does not have the meta.mainProgram attribute. We'll assume that the main program has the same name for now, but this behavior is deprecated, because it leads to surprising errors when the assumption does not hold. If the package has a main program, please set `meta.mainProgram` in its definition to make this warning go away. Otherwise, if the package does not have a main program, or if you don't control its definition, use getExe' to specify the name to the program, such as lib.getExe' foo \"bar\"."
        (lib.getName package)
      )
    );
  getExe' =
    package: name:
    assert lib.assertMsg (lib.isDerivation package)
      "lib.meta.getExe': The first argument is of type ${builtins.typeOf package}, but it should be a derivation instead.";
    assert lib.assertMsg (isString name)
      "lib.meta.getExe': The second argument is of type ${builtins.typeOf name}, but it should be a string instead.";
    assert lib.assertMsg (match "[^/]*" name != null)
      "lib.meta.getExe': The second argument \"${name}\" is a nested path with a \"/\" character, but it should just be the name of the executable instead.";
    "${lib.getBin package}/bin/${name}";
  cpeFullVersionWithVendor = vendor: version: {
    inherit vendor version;
    update = "*";
  };
}
