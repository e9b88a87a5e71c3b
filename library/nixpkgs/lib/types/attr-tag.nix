# `types.attrTag`: sets of exactly one attribute out of several options.
lib: given:
let
  inherit (builtins)
    addErrorContext
    attrNames
    head
    intersectAttrs
    isAttrs
    length
    mapAttrs
    unsafeGetAttrPos
    ;
  inherit (lib.options) getFiles showFiles showOption;
  inherit (lib.strings) escapeNixIdentifier escapeNixString;

  checkTag =
    name: option:
    let
      position = unsafeGetAttrPos name given;
      place =
        if position == null then
          ""
        else
          " at ${position.file}:${toString position.line}:${toString position.column}";
      what =
        if !option ? _type then
          "was not."
        else if option._type == "option-type" then
          "was a bare type, not wrapped in mkOption."
        else
          "was of type ${escapeNixString option._type}.";
      orNone = value: if position == null then [ ] else [ value ];
    in
    addErrorContext "while checking that attrTag tag ${escapeNixIdentifier name} is an option with a type${place}" (
      lib.throwIf (option._type or null != "option")
        "In attrTag, each tag value must be an option, but tag ${escapeNixIdentifier name} ${what}"
        option
      // {
        declarations = option.declarations or (orNone position.file);
        declarationPositions = option.declarationPositions or (orNone position);
      }
    );
  tags = mapAttrs checkTag given;
  choices = lib.concatMapStringsSep ", " escapeNixIdentifier (attrNames tags);
  tagOf = definition: head (attrNames definition.value);
  asDeclaration = option: {
    _file = "<attrTag {...}>";
    pos = null;
    options = option;
  };
in
lib.types.mkOptionType {
  name = "attrTag";
  description = "attribute-tagged union with choices: ${choices}";
  descriptionClass = "noun";
  getSubOptions = prefix: mapAttrs (name: option: option // { loc = prefix ++ [ name ]; }) tags;
  check = value: isAttrs value && length (attrNames value) == 1 && tags ? ${head (attrNames value)};
  merge =
    location: definitions:
    let
      choice = tagOf (head definitions);
      quoted = escapeNixIdentifier choice;
      files = showFiles (getFiles definitions);
      inner =
        definition:
        assert length (attrNames definition.value) == 1;
        if tagOf definition == choice then
          {
            inherit (definition) file;
            value = definition.value.${choice};
          }
        else
          throw "The option `${showOption location}` is defined both as `${choice}` and `${tagOf definition}`, in ${files}.";
    in
    if tags ? ${choice} then
      {
        ${choice} =
          (lib.modules.evalOptionValue (location ++ [ choice ]) tags.${choice} (map inner definitions)).value;
      }
    else
      throw "The option `${showOption location}` is defined as ${quoted}, but ${quoted} is not among the valid choices (${choices}). Value ${choice} was defined in ${files}.";
  nestedTypes = tags;
  functor = lib.types.defaultFunctor "attrTag" // {
    type = payload: lib.finalTypes.attrTag payload.tags;
    payload = { inherit tags; };
    binOp = left: right: {
      tags =
        left.tags
        // right.tags
        // mapAttrs (
          name: option:
          lib.mergeOptionDecls [ name ] [
            (asDeclaration left.tags.${name})
            (asDeclaration option)
          ]
          // {
            declarations = left.tags.${name}.declarations ++ option.declarations;
            declarationPositions = left.tags.${name}.declarationPositions ++ option.declarationPositions;
          }
        ) (intersectAttrs left.tags right.tags);
    };
  };
}
