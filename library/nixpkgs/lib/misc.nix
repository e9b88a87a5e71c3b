# `lib.misc`: older functions that are still in use.
lib: rec {
  maybeEnv =
    name: default:
    let
      value = builtins.getEnv name;
    in
    if value == "" then default else value;
  maybeAttr = name: default: set: set.${name} or default;
  maybeAttrNullable = maybeAttr;
  ifEnable = condition: value: if condition then value else null;
  condConcat =
    name: list: checker:
    let
      go =
        text: items:
        if items == [ ] then
          text
        else if checker (builtins.head items) then
          go (text + builtins.head (builtins.tail items)) (lib.drop 2 items)
        else
          go text (lib.drop 2 items);
    in
    go name list;
  setAttr =
    set: name: value:
    set // { ${name} = value; };
  setAttrMerge =
    name: default: set: function:
    setAttr set name (function (maybeAttr name default set));
  nvs = name: value: lib.listToAttrs [ (lib.nameValuePair name value) ];
  nixType = builtins.typeOf;
  imap = lib.imap1;

  # All dependencies that packages propagate.
  closePropagation =
    packages:
    map (entry: entry.package) (
      builtins.genericClosure {
        startSet = entriesOf packages;
        operator = entry: entriesOf (propagatedOf entry.package);
      }
    );
  propagatedOf =
    package: package.propagatedBuildInputs or [ ] ++ package.propagatedNativeBuildInputs or [ ];
  entriesOf =
    packages:
    map (package: {
      key = package.outPath;
      inherit package;
    }) (builtins.filter (package: package != null && package ? outPath) (lib.flatten packages));

  fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  fakeSha256 = lib.strings.replicate 64 "0";
  fakeSha512 = lib.strings.replicate 128 "0";
}
