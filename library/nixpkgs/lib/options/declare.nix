# Options declared.
lib: {
  isOption = lib.isType "option";
  mkOption =
    option@{
      default ? null,
      defaultText ? null,
      example ? null,
      description ? null,
      relatedPackages ? null,
      type ? null,
      apply ? null,
      internal ? null,
      visible ? null,
      readOnly ? null,
    }:
    option // { _type = "option"; };

  mkEnableOption =
    what:
    lib.mkOption {
      type = lib.types.bool;
      default = false;
      example = true;
      description = "Whether to enable ${what}.";
    };

  # The name, and a default or example that is not that name, may be paths: lists of names.
  mkPackageOption =
    packages: name:
    {
      nullable ? false,
      default ? name,
      example ? null,
      extraDescription ? "",
      pkgsText ? "pkgs",
    }:
    let
      inherit (lib) literalExpression optionalAttrs showAttrPath;
      path = lib.toList default;
      shown = showAttrPath path;
      title = if builtins.isList name then lib.last name else name;
    in
    lib.mkOption (
      {
        type = if nullable then lib.types.nullOr lib.types.package else lib.types.package;
        description =
          "The ${title} package to use." + lib.optionalString (extraDescription != "") " ${extraDescription}";
      }
      // optionalAttrs (default != null) {
        default = lib.attrByPath path (throw "${shown} cannot be found in ${pkgsText}") packages;
        defaultText = literalExpression "${pkgsText}.${shown}";
      }
      // optionalAttrs (default == null && nullable) { default = null; }
      // optionalAttrs (example != null) {
        example = literalExpression (
          if builtins.isList example then "${pkgsText}.${showAttrPath example}" else example
        );
      }
    );

  mkSinkUndeclaredOptions =
    option:
    lib.mkOption (
      {
        internal = true;
        visible = false;
        default = false;
        description = "Takes definitions and ignores them.";
        type = lib.types.mkOptionType {
          name = "sink";
          check = _value: true;
          merge = _location: _definitions: false;
        };
        apply = _value: throw "Option value is not readable because the option is not declared.";
      }
      // option
    );
}
