# `lib.customisation`: packages with changed arguments, and sets of packages that refer to each other.
lib:
let
  inherit (builtins)
    all
    attrNames
    attrValues
    filter
    head
    intersectAttrs
    isAttrs
    length
    listToAttrs
    mapAttrs
    removeAttrs
    unsafeGetAttrPos
    ;
  inherit (lib)
    extends
    functionArgs
    isFunction
    makeOverridable
    mirrorFunctionArgs
    nameValuePair
    optionalAttrs
    ;

  toFunction = value: if isFunction value then value else import value;

  # What is said of a required argument that the package set does not have.
  missingArgument =
    packages: arguments: formals: unpassed:
    let
      name = head (filter (name: !formals.${name}) (attrNames unpassed));
      position = unsafeGetAttrPos name formals;
      place =
        if position == null then "<unknown location>" else "${position.file}:${toString position.line}";
      close = filter (lib.strings.levenshteinAtMost 2 name) (attrNames (packages // arguments));
      best = map (other: "\"${other}\"") (lib.take 3 (lib.sortOn (lib.strings.levenshtein name) close));
      suggestion =
        if best == [ ] then
          ""
        else if length best == 1 then
          ", did you mean ${head best}?"
        else
          ", did you mean ${builtins.concatStringsSep ", " (lib.init best)} or ${lib.last best}?";
    in
    "lib.customisation.callPackageWith: Function called without required argument \"${name}\" at ${place}${suggestion}";
in
{
  makeOverridable =
    function:
    let
      mirror = mirrorFunctionArgs function;
      again = change: arguments: makeOverridable (mirror (newer: change (function newer))) arguments;
      overridable =
        arguments:
        let
          result = function arguments;
          override = mirror (
            changes:
            makeOverridable function (
              arguments // (if isFunction changes then changes arguments else changes)
            )
          );
        in
        if isAttrs result then
          result
          // {
            inherit override;
            overrideDerivation = change: again (package: lib.overrideDerivation package change) arguments;
          }
          // optionalAttrs (result ? overrideAttrs) {
            overrideAttrs = change: again (package: package.overrideAttrs change) arguments;
          }
        else if isFunction result then
          lib.setFunctionArgs result (functionArgs result) // { inherit override; }
        else
          result;
    in
    if isAttrs function then
      function
      // mirror overridable
      // optionalAttrs (function ? override) {
        override = change: makeOverridable (function.override change);
      }
    else
      mirror overridable;

  overrideDerivation =
    package: change:
    lib.extendDerivation (builtins.seq package.drvPath true) (
      {
        meta = package.meta or { };
        passthru = package.passthru or { };
      }
      // package.passthru or { }
    ) (derivation (package.drvAttrs // change package));

  callPackageWith =
    packages: function: arguments:
    let
      f = toFunction function;
      formals = functionArgs f;
      passed = intersectAttrs formals packages // arguments;
      unpassed = removeAttrs formals (attrNames passed);
    in
    if all (optional: optional) (attrValues unpassed) then
      makeOverridable f passed
    else
      abort (missingArgument packages arguments formals unpassed);
  callPackagesWith =
    packages: function: arguments:
    let
      f = toFunction function;
      passed = intersectAttrs (functionArgs f) packages // arguments;
      results = f passed;
      mirror = mirrorFunctionArgs f;
    in
    if lib.isDerivation results then
      throw "function `callPackages` was called on a *single* derivation \"${results.name or "<unknown-name>"}\"; did you mean to use `callPackage` instead?"
    else
      mapAttrs (
        name: _result: makeOverridable (mirror (newer: (f newer).${name})) passed
      ) results;

  # A derivation with more attributes, on each of its outputs too.
  extendDerivation =
    condition: passthru: package:
    let
      guarded = path: assert condition; path;
      common =
        package
        // listToAttrs outputs
        // { all = map (output: output.value) outputs; }
        // passthru
        // {
          drvPath = guarded package.drvPath;
          outPath = guarded package.outPath;
        };
      output =
        name:
        nameValuePair name (
          common
          // {
            inherit (package.${name}) type outputName;
            outputSpecified = true;
            drvPath = guarded package.${name}.drvPath;
            outPath = guarded package.${name}.outPath;
          }
          // optionalAttrs (passthru ? overrideAttrs) {
            overrideAttrs = change: (passthru.overrideAttrs change).${name};
          }
        );
      outputs = map output (package.outputs or [ "out" ]);
    in
    common;
  hydraJob =
    package:
    let
      common = {
        inherit (package) name system meta;
        outputs = package.outputs or [ "out" ];
      }
      // optionalAttrs (package._hydraAggregate or false) {
        _hydraAggregate = true;
        constituents = map lib.hydraJob (lib.flatten package.constituents);
      }
      // listToAttrs outputs;
      outputs = map (
        name:
        nameValuePair name (
          common
          // {
            inherit (package.${name}) outPath drvPath;
            type = "derivation";
            outputName = name;
          }
        )
      ) (package.outputs or [ "out" ]);
      job = (head outputs).value;
    in
    if package == null then null else builtins.deepSeq job job;

  # A set of packages whose functions are called with each other.
  makeScope =
    newScope: function:
    let
      scope =
        {
          callPackage = scope.newScope { };
        }
        // function scope
        // {
          newScope = extra: newScope (scope // extra);
          overrideScope = overlay: lib.makeScope newScope (extends overlay function);
          packages = function;
        };
    in
    scope;
  makeScopeWithSplicing =
    splicePackages: newScope: otherSplices: keep: extra: f:
    lib.makeScopeWithSplicing' { inherit splicePackages newScope; } {
      inherit
        otherSplices
        keep
        extra
        f
        ;
    };
  makeScopeWithSplicing' =
    tools@{ splicePackages, newScope }:
    arguments@{
      otherSplices,
      keep ? (_scope: { }),
      extra ? (_spliced: { }),
      f,
    }:
    let
      splicedFirst = splicePackages {
        pkgsBuildBuild = otherSplices.selfBuildBuild;
        pkgsBuildHost = otherSplices.selfBuildHost;
        pkgsBuildTarget = otherSplices.selfBuildTarget;
        pkgsHostHost = otherSplices.selfHostHost;
        pkgsHostTarget = scope;
        pkgsTargetTarget = otherSplices.selfTargetTarget;
      };
      spliced = extra splicedFirst // splicedFirst // keep scope;
      scope = f scope // {
        newScope = more: newScope (spliced // more);
        callPackage = newScope spliced;
        overrideScope = overlay: lib.makeScopeWithSplicing' tools (arguments // { f = extends overlay f; });
        packages = f;
      };
    in
    scope;

  # A builder of packages out of another, whose arguments may be a function of the final ones.
  extendMkDerivation =
    {
      constructDrv,
      excludeDrvArgNames ? [ ],
      excludeFunctionArgNames ? [ ],
      extendDrvArgs,
      inheritFunctionArgs ? true,
      transformDrv ? (package: package),
    }:
    {
      __functor =
        _self: given:
        transformDrv (
          constructDrv (
            final:
            let
              previous = if isFunction given then given final else given;
            in
            removeAttrs previous excludeDrvArgNames // extendDrvArgs final previous
          )
        );
      __functionArgs = removeAttrs (
        optionalAttrs inheritFunctionArgs (removeAttrs (functionArgs constructDrv) excludeDrvArgNames)
        // functionArgs (extendDrvArgs { })
      ) excludeFunctionArgNames;
      inherit
        constructDrv
        excludeDrvArgNames
        extendDrvArgs
        transformDrv
        ;
    };
}
// import ./cross-index.nix lib
