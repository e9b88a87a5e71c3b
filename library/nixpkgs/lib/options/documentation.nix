# Options as plain data, for manuals.
lib:
let
  inherit (builtins)
    addErrorContext
    concatMap
    filter
    isAttrs
    isBool
    isList
    isString
    mapAttrs
    removeAttrs
    ;
  inherit (lib) optionalAttrs;
  inherit (lib.options) renderOptionValue showOption unknownModule;

  literal = kind: text: {
    _type = kind;
    inherit text;
  };

  describe =
    option:
    let
      name = showOption option.loc;
      type = option.type or { };
      visible = option.visible or true;
      hasDefault =
        option ? defaultText
        || option ? default
        || ((type.emptyValue or { }) ? value && type.getSubModules or null == null);
      during = what: addErrorContext "while evaluating the ${what} of option `${name}`";
    in
    {
      inherit name;
      inherit (option) loc;
      description = option.description or null;
      declarations = filter (file: file != unknownModule) option.declarations;
      internal = option.internal or false;
      visible = if isBool visible then visible else visible == "shallow";
      readOnly = option.readOnly or false;
      type = type.description or "unspecified";
    }
    // optionalAttrs (option ? example) {
      example = during "example" (renderOptionValue option.example);
    }
    // optionalAttrs hasDefault {
      default = during (if option ? defaultText then "defaultText" else "default value") (
        renderOptionValue (option.defaultText or option.default or type.emptyValue.value)
      );
    }
    // optionalAttrs (option.relatedPackages or null != null) { inherit (option) relatedPackages; };
in
{
  optionAttrSetToDocList = lib.optionAttrSetToDocList' [ ];
  optionAttrSetToDocList' =
    _prefix: options:
    concatMap (
      option:
      let
        visible = option.visible or true;
        inside = option.type.getSubOptions option.loc;
        showsInside = if isBool visible then visible else visible == "transparent";
      in
      [ (describe option) ]
      ++ lib.optionals (showsInside && inside != { }) (lib.optionAttrSetToDocList' option.loc inside)
    ) (lib.collect lib.isOption options);

  # Derivations by name only, so that a manual does not depend on them.
  scrubOptionValue =
    value:
    if lib.isDerivation value then
      {
        type = "derivation";
        drvPath = value.name;
        outPath = value.name;
        inherit (value) name;
      }
    else if isList value then
      map lib.scrubOptionValue value
    else if isAttrs value then
      mapAttrs (_name: lib.scrubOptionValue) (removeAttrs value [ "_args" ])
    else
      value;
  renderOptionValue =
    value:
    if value ? _type && value ? text then
      value
    else
      lib.literalExpression (
        lib.generators.toPretty {
          multiline = true;
          allowPrettyValues = true;
        } value
      );

  literalExpression =
    text:
    if isString text then
      literal "literalExpression" text
    else
      throw "literalExpression expects a string.";
  literalMD =
    text: if isString text then literal "literalMD" text else throw "literalMD expects a string.";
  literalCode =
    language: text:
    lib.literalMD ''
      ```${language}
      ${text}
      ```
    '';
}
