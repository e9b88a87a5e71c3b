# What became of older names and defaults (`lib.hm.deprecations`).
{ lib }:
let
  inherit (lib) showOption toList;
in
{
  mkDeprecatedOptionValueWarning =
    {
      option,
      old,
      replacement,
      details ? "",
    }:
    "Using `${showOption option}` as ${old} is deprecated and will be\nremoved in a future release. Please use ${replacement} instead.\n"
    + lib.optionalString (details != "") "\n${details}\n";

  mkDeprecatedOptionValueRenameWarning =
    {
      option,
      old,
      replacement,
    }:
    "The value ${old} for `${showOption option}` is deprecated and will be\nremoved in a future release. Please use ${replacement} instead.\n";

  # Renames `OLD.x` to `NEW.transform x`, for each of a list of `x`, paths, or `{ old, new }`.
  mkSettingsRenamedOptionModules =
    old: new:
    {
      transform ? lib.hm.strings.toSnakeCase,
    }:
    map (
      entry:
      let
        from = toList (entry.old or entry);
        to = if lib.isAttrs entry then toList entry.new else map transform from;
      in
      lib.mkRenamedOptionModule (old ++ from) (new ++ to)
    );

  # Renames the keys that `pred` finds, at any depth, and warns of each.
  remapAttrsRecursive =
    {
      pred,
      transform,
      ignore ? [ ],
    }:
    let
      renamed =
        path: name: value:
        let
          to = if pred name && !(builtins.elem name ignore) then transform name else name;
          pair = lib.nameValuePair to (walk "${path}.${name}" value);
        in
        lib.warnIf (to != name)
          "home-manager: The setting '${name}' in '${path}' was automatically renamed to '${to}'. Please update your configuration."
          pair;
      walk =
        path: value:
        if lib.isAttrs value then
          lib.mapAttrs' (renamed path) value
        else if lib.isList value then
          lib.imap0 (index: walk "${path}.[${toString index}]") value
        else
          value;
    in
    walk;

  # A default that depends on the state version; the older one comes with a warning, either at once
  # or, with `deferWarningToConfig`, as `warning` to be given where `shouldWarn` says so.
  mkStateVersionOptionDefault =
    {
      stateVersion,
      since,
      optionPath,
      legacy,
      current,
      extraWarning ? "",
      config ? null,
      options ? null,
      warningPriority ? (lib.mkOptionDefault { }).priority,
      shouldWarn ? null,
      deferWarningToConfig ? false,
    }:
    let
      text = side: side.text or (lib.generators.toPretty { } side.value);
      option = showOption optionPath;
      isOld = lib.versionOlder stateVersion since;
      differs = legacy.value != current.value;
      canDefer = config != null && options != null;
      info = lib.optionalAttrs canDefer (lib.getAttrFromPath optionPath options);
      isDefault = canDefer && info.highestPrio >= warningPriority;
      warning =
        ''
          The default value of `${option}` has changed from `${text legacy}` to `${text current}`.
          You are currently using the legacy default (`${text legacy}`) because `home.stateVersion` is less than "${since}".
          To silence this warning and keep legacy behavior, set:
            ${option} = ${text legacy};
          To adopt the new default behavior, set:
            ${option} = ${text current};
        ''
        + lib.optionalString (extraWarning != "") "\n${extraWarning}";
    in
    assert lib.assertMsg (!deferWarningToConfig || canDefer)
      "mkStateVersionOptionDefault needs `config` and `options` to defer its warning.";
    {
      default =
        if isOld && differs && !deferWarningToConfig then lib.warn warning legacy.value else current.value;
      defaultText = lib.literalExpression "if lib.versionAtLeast config.home.stateVersion \"${since}\" then ${text current} else ${text legacy}\n";
      effectiveDefault = if isOld then legacy.value else current.value;
      inherit warning;
      optionUsesDefaultPriority = isDefault;
      shouldWarn =
        deferWarningToConfig
        && isOld
        && differs
        && (
          if lib.isFunction shouldWarn then
            shouldWarn {
              optionInfo = info;
              optionUsesDefaultPriority = isDefault;
            }
          else
            isDefault
        );
    };

  # Whether an entry of a list says `triggerField` and leaves `omittedField` to its default.
  mkListEntryOmittedFieldPredicate =
    {
      omittedField,
      triggerField,
      triggerPredicate ? (value: value != null && value != ""),
    }:
    entry:
    lib.isAttrs entry.value
    && entry.value ? ${triggerField}
    && triggerPredicate entry.value.${triggerField}
    && !(entry.value ? ${omittedField});

  # A warning for each entry of a list's definitions that leans on an older default.
  mkStateVersionListSubmoduleWarnings =
    {
      stateVersion,
      since,
      baseWarning,
      definitions,
      shouldWarnEntry,
      describeEntry ? (_: "an entry"),
      extraEntryWarning ? (_: ""),
    }:
    let
      entriesOf =
        def:
        lib.imap1 (index: value: {
          inherit index value;
          file = baseNameOf (toString def.file);
        }) def.value;
      warn =
        entry:
        lib.concatStringsSep "\n" (
          [
            (lib.removeSuffix "\n" baseWarning)
            "Triggered by ${describeEntry entry} defined in `${entry.file}` at list index ${toString entry.index}."
          ]
          ++ lib.optional (extraEntryWarning entry != "") (extraEntryWarning entry)
        );
    in
    lib.optionals (lib.versionOlder stateVersion since) (
      map warn (lib.filter shouldWarnEntry (lib.concatMap entriesOf definitions))
    );
}
