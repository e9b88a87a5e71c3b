# Modules about options that were renamed, removed, changed or have another name.
lib:
let
  inherit (builtins) any foldl';
  inherit (lib)
    attrByPath
    getAttrFromPath
    mkIf
    mkMerge
    mkOption
    mkOverride
    optional
    optionalAttrs
    recursiveUpdate
    setAttrByPath
    ;
  inherit (lib.modules) defaultOverridePriority;
  inherit (lib.options) showFiles showOption;

  renamed = from: to: "Obsolete option `${showOption from}' is used. It was renamed to `${showOption to}'.";
  # Stands for "not defined" in options whose definitions are merged into another.
  untouched = "_mkMergedOptionModule";
in
rec {
  # The definitions of one option, as definitions of another.
  mkAliasDefinitions = mkAliasAndWrapDefinitions (definition: definition);
  mkAliasAndWrapDefinitions =
    wrap: option:
    mkIf option.isDefined (wrap (mkMerge option.definitions));
  mkAliasAndWrapDefsWithPriority =
    wrap: option:
    let
      priority = option.highestPrio or defaultOverridePriority;
    in
    mkIf option.isDefined (wrap (mkMerge (map (mkOverride priority) option.definitions)));
  mkAliasIfDef = lib.warn "Usage of 'mkAliasIfDef' has been deprecated. Use 'mkIf option.isDefined' instead." (
    option: mkIf option.isDefined
  );
  mkDerivedConfig =
    option: function:
    mkOverride (option.highestPrio or defaultOverridePriority) (function option.value);

  doRename =
    {
      from,
      to,
      visible,
      warn,
      use,
      withPriority ? true,
      condition ? true,
    }:
    { config, options, ... }:
    let
      old = getAttrFromPath from options;
      value = attrByPath to (abort "Renaming error: option `${showOption to}' does not exist.") config;
      type = (attrByPath to { } options).type or (lib.types.submodule { });
      alias = if withPriority then mkAliasAndWrapDefsWithPriority else mkAliasAndWrapDefinitions;
    in
    {
      options = setAttrByPath from (
        mkOption {
          inherit visible;
          description = "Alias of {option}`${showOption to}`.";
          apply = _own: use value;
        }
        // optionalAttrs (type != null) { inherit type; }
      );
      config = mkIf condition (mkMerge [
        (optionalAttrs (options ? warnings) {
          warnings =
            optional (warn && old.isDefined)
              "The option `${showOption from}' defined in ${showFiles old.files} has been renamed to `${showOption to}'.";
        })
        (alias (setAttrByPath to) old)
      ]);
    };

  mkAliasOptionModule =
    from: to:
    doRename {
      inherit from to;
      visible = true;
      warn = false;
      use = value: value;
    };
  mkAliasOptionModuleMD = lib.warn "mkAliasOptionModuleMD is deprecated and will be removed in 26.05; please use mkAliasOptionModule." mkAliasOptionModule;
  mkRenamedOptionModule =
    from: to:
    doRename {
      inherit from to;
      visible = false;
      warn = true;
      use = builtins.trace (renamed from to);
    };
  # As the former, but silent as long as releases are supported that have only the old name.
  mkRenamedOptionModuleWith =
    {
      from,
      to,
      sinceRelease,
    }:
    let
      isOld = lib.oldestSupportedReleaseIsAtLeast sinceRelease;
    in
    doRename {
      inherit from to;
      visible = false;
      warn = isOld;
      use = lib.warnIf isOld (renamed from to);
    };

  mkRemovedOptionModule =
    path: instead:
    { options, ... }:
    let
      option = getAttrFromPath path options;
    in
    {
      options = setAttrByPath path (mkOption {
        visible = false;
        apply =
          _value:
          throw "The option `${showOption path}' can no longer be used since it's been removed. ${instead}";
      });
      config.assertions = [
        {
          assertion = !option.isDefined;
          message = ''
            The option definition `${showOption path}' in ${showFiles option.files} no longer has any effect; please remove it.
            ${instead}
          '';
        }
      ];
    };

  mkChangedOptionModule = from: to: change: mkMergedOptionModule [ from ] to change;
  mkMergedOptionModule =
    from: to: merge:
    { config, options, ... }:
    let
      isTouched = path: getAttrFromPath path config != untouched;
      hidden =
        path:
        setAttrByPath path (mkOption {
          visible = false;
          default = untouched;
        });
      warning =
        path:
        "The option `${showOption path}' defined in ${
          showFiles (getAttrFromPath path options).files
        } has been changed to `${showOption to}' that has a different type. Please read `${showOption to}' documentation and update your configuration accordingly.";
    in
    {
      options = foldl' recursiveUpdate { } (map hidden from);
      config = {
        warnings = map warning (builtins.filter isTouched from);
      }
      // setAttrByPath to (mkMerge (optional (any isTouched from) (merge config)));
    };
}
