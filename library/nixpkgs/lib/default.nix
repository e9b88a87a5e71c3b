# `lib`: the library of functions that nixpkgs, NixOS and Home Manager are written with.
#
# Written anew for this project after what nixpkgs' lib does: names, arguments, results, messages.
# A file holds one subject and gets the whole of `lib`, so that an extension of it is seen everywhere. It is read when
# something of it is needed; so that looking up a name does not read all of them, the names at the top are listed here.
let
  # `lib.extend`, without the function beside the result.
  extensible =
    function:
    let
      final = function final // {
        extend = overlay: extensible ((import ./fixed-points.nix final).extends overlay function);
      };
    in
    final;
in
extensible (final: {
  trivial = import ./trivial final;
  fixedPoints = import ./fixed-points.nix final;
  attrsets = import ./attrsets final;
  lists = import ./lists final;
  strings = import ./strings final;
  stringsWithDeps = import ./strings-with-deps.nix final;
  customisation = import ./customisation.nix final;
  derivations = import ./derivations.nix final;
  meta = import ./meta.nix final;
  versions = import ./versions.nix final;

  modules = import ./modules final;
  options = import ./options final;
  types = import ./types final;

  licenses = import ./licenses.nix final;
  maintainers = import ./maintainers.nix;
  teams = { };
  sourceTypes = import ./source-types.nix final;
  systems = import ./systems final;
  platforms = final.systems.doubles;

  asserts = import ./asserts.nix final;
  debug = import ./debug.nix final;
  misc = import ./misc.nix final;
  cli = import ./cli.nix final;
  generators = import ./generators final;
  gvariant = import ./gvariant.nix final;
  fetchers = import ./fetchers.nix final;
  fileset = import ./fileset final;
  filesystem = import ./filesystem.nix final;
  flakes = import ./flakes.nix final;
  kernel = import ./kernel.nix final;
  network = import ./network.nix final;
  path = import ./path final;
  sources = import ./sources final;

  inherit (final.generators) mkLuaInline;
  inherit (final.network.ipv6) mkEUI64Suffix;
  inherit (builtins)
    convertHash
    getContext
    hasContext
    hashString
    placeholder
    toFile
    toString
    splitVersion
    toXML
    tryEval
    ;
  inherit (builtins) fromTOML;
  inherit (final.trivial)
    add
    and
    bitAnd
    bitNot
    bitOr
    bitXor
    boolToString
    boolToYesNo
    ceil
    checkListOfEnum
    compare
    concat
    const
    deepSeq
    defaultTo
    div
    flip
    floor
    fromHexString
    functionArgs
    genericClosure
    id
    importJSON
    importTOML
    inNixShell
    inPureEvalMode
    info
    isBool
    isFloat
    isFunction
    isInOldestRelease
    isInt
    lessThan
    mapNullable
    max
    mergeAttrs
    min
    mirrorFunctionArgs
    mod
    mul
    nixpkgsVersion
    oldestSupportedReleaseIsAtLeast
    or
    pathExists
    pipe
    readFile
    seq
    setFunctionArgs
    showWarnings
    splitByAndCompare
    sub
    throwIf
    throwIfNot
    toBaseDigits
    toFunction
    toHexString
    version
    warn
    warnIf
    warnIfNot
    xor
    ;
  inherit (final.fixedPoints)
    composeExtensions
    composeManyExtensions
    converge
    extends
    fix
    fix'
    makeExtensible
    makeExtensibleWithCustomName
    toExtension
    ;
  inherit (final.attrsets)
    attrByPath
    attrNames
    attrVals
    attrValues
    attrsToList
    cartesianProduct
    catAttrs
    chooseDevOutputs
    collect
    concatMapAttrs
    dontRecurseIntoAttrs
    filterAttrs
    filterAttrsRecursive
    foldAttrs
    foldlAttrs
    genAttrs
    genAttrs'
    getAttr
    getAttrFromPath
    getAttrs
    getBin
    getDev
    getFirstOutput
    getInclude
    getLib
    getMan
    getOutput
    getStatic
    hasAttr
    hasAttrByPath
    intersectAttrs
    isAttrs
    isDerivation
    listToAttrs
    mapAttrs
    mapAttrs'
    mapAttrsRecursive
    mapAttrsRecursiveCond
    mapAttrsToList
    mapAttrsToListRecursive
    mapAttrsToListRecursiveCond
    mapCartesianProduct
    matchAttrs
    mergeAttrsList
    nameValuePair
    optionalAttrs
    overrideExisting
    recurseIntoAttrs
    recursiveUpdate
    recursiveUpdateUntil
    removeAttrs
    setAttrByPath
    showAttrPath
    toDerivation
    updateManyAttrsByPath
    zipAttrs
    zipAttrsWith
    zipAttrsWithNames
    ;
  inherit (final.lists)
    all
    allUnique
    any
    compareLists
    concatAttrValues
    concatLists
    concatMap
    count
    crossLists
    drop
    dropEnd
    elem
    elemAt
    filter
    findFirst
    findSingle
    flatten
    fold
    foldl
    foldl'
    foldr
    forEach
    genList
    groupBy
    groupBy'
    head
    ifilter0
    imap0
    imap1
    init
    intersectLists
    isList
    last
    length
    listDfs
    map
    mutuallyExclusive
    naturalSort
    optional
    optionals
    partition
    range
    remove
    replaceElemAt
    replicate
    reverseList
    singleton
    sort
    sortOn
    sublist
    subtractLists
    tail
    take
    takeEnd
    toList
    toposort
    unique
    uniqueStrings
    zipLists
    zipListsWith
    ;
  inherit (final.strings)
    addContextFrom
    appendContext
    cmakeBool
    cmakeFeature
    cmakeOptionType
    compareVersions
    concatImapStrings
    concatImapStringsSep
    concatLines
    concatMapAttrsStringSep
    concatMapStrings
    concatMapStringsSep
    concatStrings
    concatStringsSep
    enableFeature
    enableFeatureAs
    escape
    escapeRegex
    escapeShellArg
    escapeShellArgs
    escapeURL
    escapeXML
    fileContents
    fixedWidthNumber
    fixedWidthString
    fromJSON
    getName
    getVersion
    hasInfix
    hasPrefix
    hasSuffix
    intersperse
    isPath
    isStorePath
    isString
    isStringLike
    isValidPosixName
    join
    lowerChars
    makeBinPath
    makeIncludePath
    makeLibraryPath
    makeSearchPath
    makeSearchPathOutput
    match
    mesonBool
    mesonEnable
    mesonOption
    nameFromURL
    optionalString
    parseDrvName
    removePrefix
    removeSuffix
    replaceString
    replaceStrings
    split
    splitString
    splitStringBy
    stringAsChars
    stringLength
    stringToCharacters
    substring
    toCamelCase
    toInt
    toIntBase10
    toJSON
    toLower
    toSentenceCase
    toShellVar
    toShellVars
    toUpper
    trim
    trimWith
    typeOf
    unsafeDiscardStringContext
    upperChars
    versionAtLeast
    versionOlder
    withFeature
    withFeatureAs
    ;
  inherit (final.stringsWithDeps)
    fullDepEntry
    noDepEntry
    packEntry
    stringAfter
    textClosureList
    textClosureMap
    ;
  inherit (final.customisation)
    callPackageWith
    callPackagesWith
    extendDerivation
    extendMkDerivation
    hydraJob
    makeOverridable
    makeScope
    makeScopeWithSplicing
    makeScopeWithSplicing'
    mapCrossIndex
    overrideDerivation
    renameCrossIndexFrom
    renameCrossIndexTo
    ;
  inherit (final.derivations)
    addDrvOutputDependencies
    lazyDerivation
    optionalDrvAttr
    unsafeDiscardOutputDependency
    warnOnInstantiate
    ;
  inherit (final.meta)
    addMetaAttrs
    appendToName
    dontDistribute
    getExe
    getExe'
    getLicenseFromSpdxId
    getLicenseFromSpdxIdOr
    hiPrio
    hiPrioSet
    licensesSpdx
    lowPrio
    lowPrioSet
    mapDerivationAttrset
    setName
    setPrio
    updateName
    ;
  inherit (final.filesystem)
    baseNameOf
    dirOf
    hashFile
    packagesFromDirectoryRecursive
    pathIsDirectory
    pathIsRegularFile
    pathType
    readDir
    readFileType
    ;
  inherit (final.sources)
    canCleanSource
    cleanSource
    cleanSourceFilter
    cleanSourceWith
    commitIdFromGitRepo
    filterSource
    pathHasContext
    pathIsGitRepo
    repoRevToName
    revOrTag
    sourceByRegex
    sourceFilesBySuffices
    trace
    ;
  inherit (final.modules)
    applyModuleArgsIfFunction
    dischargeProperties
    doRename
    evalModules
    evalOptionValue
    filterOverrides
    fixMergeModules
    fixupOptionType
    mergeDefinitions
    mergeModules
    mergeModules'
    mergeOptionDecls
    mkAfter
    mkAliasAndWrapDefinitions
    mkAliasDefinitions
    mkAliasOptionModule
    mkAliasOptionModuleMD
    mkAssert
    mkBefore
    mkChangedOptionModule
    mkDefault
    mkDefinition
    mkDerivedConfig
    mkFixStrictness
    mkForce
    mkIf
    mkImageMediaOverride
    mkMerge
    mkMergedOptionModule
    mkOptionDefault
    mkOrder
    mkOverride
    mkRemovedOptionModule
    mkRenamedOptionModule
    mkRenamedOptionModuleWith
    mkVMOverride
    pushDownProperties
    setDefaultModuleLocation
    sortProperties
    unifyModuleSyntax
    ;
  inherit (final.options)
    getFiles
    getValues
    isOption
    literalExpression
    literalMD
    mergeDefaultOption
    mergeEqualOption
    mergeOneOption
    mergeUniqueOption
    mkEnableOption
    mkOption
    mkPackageOption
    mkSinkUndeclaredOptions
    optionAttrSetToDocList
    optionAttrSetToDocList'
    scrubOptionValue
    showFiles
    showOption
    showOptionWithDefLocs
    unknownModule
    ;
  inherit (final.types)
    defaultFunctor
    defaultTypeMerge
    isOptionType
    isType
    mkOptionType
    setType
    ;
  inherit (final.asserts)
    assertMsg
    assertOneOf
    ;
  inherit (final.debug)
    addErrorContext
    runTests
    testAllTrue
    traceFnSeqN
    traceIf
    traceSeq
    traceSeqN
    traceVal
    traceValFn
    traceValSeq
    traceValSeqFn
    traceValSeqN
    traceValSeqNFn
    unsafeGetAttrPos
    ;
  inherit (final.misc)
    closePropagation
    condConcat
    fakeHash
    fakeSha256
    fakeSha512
    ifEnable
    imap
    maybeAttr
    maybeAttrNullable
    maybeEnv
    nixType
    nvs
    setAttr
    setAttrMerge
    ;
  inherit (final.flakes)
    flakeRefToString
    parseFlakeRef
    ;
})
