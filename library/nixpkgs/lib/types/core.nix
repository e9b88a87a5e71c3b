# What an option type is, and how two declarations' types become one.
lib:
let
  inherit (lib.types) defaultFunctor defaultTypeMerge isType;
in
{
  isType = type: value: (value._type or "") == type;
  setType = type: value: value // { _type = type; };
  isOptionType = value: value._type or "" == "option-type";

  mkOptionType =
    {
      name,
      description ? null,
      # The word class of the description: noun, conjunction, composite, nonRestrictiveClause.
      descriptionClass ? null,
      check ? (_value: true),
      merge ? lib.options.mergeDefaultOption,
      # Has an attribute `value` if the option needs no definition.
      emptyValue ? { },
      getSubOptions ? (_prefix: { }),
      getSubModules ? null,
      substSubModules ? (_modules: null),
      typeMerge ? defaultTypeMerge functor,
      functor ? defaultFunctor name,
      deprecationMessage ? null,
      nestedTypes ? { },
    }:
    {
      _type = "option-type";
      inherit
        name
        descriptionClass
        check
        merge
        emptyValue
        getSubOptions
        getSubModules
        substSubModules
        typeMerge
        functor
        deprecationMessage
        nestedTypes
        ;
      description = if description == null then name else description;
    };

  # How a type is made from its payload; two types merge if their payloads do.
  defaultFunctor = name: {
    inherit name;
    type = lib.finalTypes.${name} or null;
    payload = null;
    binOp = _left: _right: null;
  };
  defaultTypeMerge =
    left: right:
    if left.name != right.name then
      null
    else
      assert (left.payload == null) == (right.payload == null);
      if left.payload == null then
        left.type
      else
        let
          payload = left.binOp left.payload right.payload;
        in
        if payload == null then null else left.type payload;
  mergeTypes =
    left: right:
    assert lib.isOptionType left && lib.isOptionType right;
    let
      merged = left.typeMerge right.functor;
    in
    if merged == null then
      lib.types.setType "merge-error" { error = "Cannot merge types"; }
    else
      merged;

  optionDescriptionPhrase =
    standsAlone: type:
    if standsAlone (type.descriptionClass or null) then type.description else "(${type.description})";
  noCheckForDocsModule = {
    _file = "<built-in module that disables checks for the purpose of documentation generation>";
    config._module.check = lib.mkForce false;
  };
}
