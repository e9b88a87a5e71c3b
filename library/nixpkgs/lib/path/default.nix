# `lib.path`: path values and relative paths, without looking at the disk.
lib:
let
  inherit (builtins)
    concatStringsSep
    elemAt
    filter
    foldl'
    isPath
    isString
    length
    split
    substring
    typeOf
    ;
  problem =
    text:
    if !isString text then
      "The given value is of type ${typeOf text}, but a string was expected"
    else if text == "" then
      "The given string is empty"
    else if substring 0 1 text == "/" then
      "The given string \"${text}\" starts with a `/`, representing an absolute path"
    else if builtins.match "(.*/)?\\.\\.(/.*)?" text != null then
      "The given string \"${text}\" contains a `..` component, which is not allowed in subpaths"
    else
      null;
  components = text: filter (part: isString part && part != "" && part != ".") (split "/+" text);
  join = parts: "./" + (if parts == [ ] then "." else concatStringsSep "/" parts);
  # The root of the file system that a path lies in, and the names below it.
  deconstruct =
    path:
    let
      go =
        names: base:
        if base == dirOf base then
          {
            root = base;
            components = names;
          }
        else
          go ([ (baseNameOf base) ] ++ names) (dirOf base);
    in
    go [ ] path;
  storeParts = (deconstruct (/. + builtins.storeDir)).components;
  mustBePath =
    function: which: value:
    lib.assertMsg (isPath value)
      "lib.path.${function}: The ${which} argument is of type ${typeOf value}, but a path was expected";
in
{
  append =
    path: subpath:
    assert mustBePath "append" "first" path;
    assert lib.assertMsg (problem subpath == null) ''
      lib.path.append: Second argument is not a valid subpath string:
          ${problem subpath}'';
    path + ("/" + subpath);
  hasPrefix =
    prefix:
    assert mustBePath "hasPrefix" "first" prefix;
    let
      first = deconstruct prefix;
    in
    path:
    assert mustBePath "hasPrefix" "second" path;
    let
      second = deconstruct path;
    in
    assert lib.assertMsg (first.root == second.root) ''
      lib.path.hasPrefix: Filesystem roots must be the same for both paths, but paths with different roots were given:
          first argument: "${toString prefix}" with root "${toString first.root}"
          second argument: "${toString path}" with root "${toString second.root}"'';
    lib.take (length first.components) second.components == first.components;
  removePrefix =
    prefix:
    assert mustBePath "removePrefix" "first" prefix;
    let
      first = deconstruct prefix;
      size = length first.components;
    in
    path:
    assert mustBePath "removePrefix" "second" path;
    let
      second = deconstruct path;
    in
    assert lib.assertMsg (first.root == second.root) ''
      lib.path.removePrefix: Filesystem roots must be the same for both paths, but paths with different roots were given:
          first argument: "${toString prefix}" with root "${toString first.root}"
          second argument: "${toString path}" with root "${toString second.root}"'';
    if lib.take size second.components == first.components then
      join (lib.drop size second.components)
    else
      throw ''lib.path.removePrefix: The first path argument "${toString prefix}" is not a component-wise prefix of the second path argument "${toString path}".'';
  splitRoot =
    path:
    assert mustBePath "splitRoot" "first" path;
    let
      parts = deconstruct path;
    in
    {
      inherit (parts) root;
      subpath = join parts.components;
    };
  hasStorePathPrefix =
    path:
    let
      parts = deconstruct path;
      depth = length storeParts;
      name = elemAt parts.components depth;
    in
    assert
      builtins.isPath path
      || throw "lib.path.hasStorePathPrefix: Argument is of type ${builtins.typeOf path}, but a path was expected";
    lib.take depth parts.components == storeParts
    && length parts.components > depth
    && builtins.match "[0-9a-z]{32}-.+|[0-9a-z]{52}" name != null;

  subpath = {
    isValid = value: problem value == null;
    join =
      subpaths:
      join (
        foldl' (
          parts: text:
          if problem text == null then
            parts ++ components text
          else
            throw ''
              lib.path.subpath.join: Element at index ${
                toString (lib.lists.findFirstIndex (other: problem other != null) 0 subpaths)
              } is not a valid subpath string:
                  ${problem text}''
        ) [ ] subpaths
      );
    components =
      text:
      assert lib.assertMsg (problem text == null) ''
        lib.path.subpath.components: Argument is not a valid subpath string:
            ${problem text}'';
      components text;
    normalise =
      text:
      assert lib.assertMsg (problem text == null) ''
        lib.path.subpath.normalise: Argument is not a valid subpath string:
            ${problem text}'';
      join (components text);
  };
}
