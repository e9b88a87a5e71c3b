# Properties: what a definition can be wrapped in. A condition, a priority, an order, several at once.
lib: rec {
  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };
  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };
  # The lower the number, the stronger the definition.
  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };
  # The lower the number, the earlier the definition stands in a list or text.
  mkOrder = priority: content: {
    _type = "order";
    inherit priority content;
  };
  # A definition that says itself in which file it stands.
  mkDefinition = definition@{ file, value, ... }: definition // { _type = "definition"; };
  mkAssert =
    assertion: message:
    mkIf (if assertion then true else throw "\nFailed assertion: ${message}");

  defaultOverridePriority = 100;
  mkOptionDefault = mkOverride 1500;
  mkDefault = mkOverride 1000;
  mkImageMediaOverride = mkOverride 60;
  mkForce = mkOverride 50;
  mkVMOverride = mkOverride 10;

  defaultOrderPriority = 1000;
  mkBefore = mkOrder 500;
  mkAfter = mkOrder 1500;

  mkFixStrictness = lib.warn "lib.mkFixStrictness has no effect and will be removed. It returns its argument unmodified, so you can just remove any calls." (
    value: value
  );

  # Applies a function to the value inside of the properties.
  mapDefinitionValue =
    function: definition:
    let
      go = mapDefinitionValue function;
    in
    {
      merge = definition // {
        contents = map go definition.contents;
      };
      "if" = definition // {
        content = go definition.content;
      };
      override = definition // {
        content = go definition.content;
      };
      order = definition // {
        content = go definition.content;
      };
      definition = definition // {
        value = go definition.value;
      };
    }
    .${definition._type or ""} or (function definition);
}
