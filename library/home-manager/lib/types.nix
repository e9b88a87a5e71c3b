# Types of options (`lib.hm.types`).
{ lib }:
let
  inherit (lib)
    mkOption
    mkOptionType
    showOption
    types
    ;
  gv = lib.hm.gvariant;

  allSame = list: lib.all (x: x == builtins.head list) list;
in
rec {
  inherit (import ./types-dag.nix { inherit lib; }) dagOf;

  selectorFunction = mkOptionType {
    name = "selectorFunction";
    description = "Function that takes an attribute set and returns a list containing a selection of the values of the input set";
    check = lib.isFunction;
    merge = _: defs: set: lib.concatMap (def: def.value set) defs;
  };

  overlayFunction = mkOptionType {
    name = "overlayFunction";
    description = "An overlay function, takes self and super and returns an attribute set overriding the desired attributes.";
    check = lib.isFunction;
    merge =
      _: defs: final: prev:
      lib.foldl' (all: def: all // def.value final prev) { } defs;
  };

  fontType = types.submodule {
    options = {
      package = mkOption {
        type = types.nullOr types.package;
        default = null;
        example = lib.literalExpression "pkgs.dejavu_fonts";
        description = "Package with the font, installed into the profile; `null` if the font is there already.";
      };
      name = mkOption {
        type = types.str;
        example = "DejaVu Sans";
        description = "Family name of the font.";
      };
      size = mkOption {
        type = types.nullOr types.number;
        default = null;
        example = "8";
        description = "Size of the font.";
      };
    };
  };

  gvariant = mkOptionType {
    name = "gvariant";
    description = "GVariant value";
    check = v: gv.mkValue v != null;
    merge =
      loc: defs:
      let
        typed = map (def: def // { value = gv.mkValue def.value; }) defs;
        kinds = map (def: def.value.type) typed;
        kind = builtins.head kinds;
        one =
          gv.isTuple kind || gv.isMaybe kind || gv.isDictionaryEntry kind || kind == gv.type.variant;
      in
      if !allSame kinds then
        throw "Cannot merge definitions of `${showOption loc}' with mismatched GVariant types given in ${lib.showFiles (lib.getFiles defs)}."
      else if gv.isArray kind then
        gv.mkValue (
          (types.listOf gvariant).merge loc (map (def: def // { inherit (def.value) value; }) typed)
        )
        // {
          type = kind;
        }
      else if one then
        lib.mergeOneOption loc defs
      else if kind == gv.type.string then
        types.str.merge loc defs
      else if kind == gv.type.double then
        types.float.merge loc defs
      else
        lib.mergeDefaultOption loc defs;
  };

  nushellValue =
    let
      inline = mkOptionType {
        name = "nushell";
        description = "Nushell inline value";
        descriptionClass = "name";
        check = lib.isType "nushell-inline";
      };
      called = description: type: type // { inherit description; descriptionClass = "name"; };
      value = types.nullOr (
        types.oneOf [
          inline
          types.bool
          types.int
          types.float
          types.str
          types.path
          (called "attribute set of Nushell values" (types.attrsOf value))
          (called "list of Nushell values" (types.listOf value))
        ]
      );
    in
    value;

  # A file given by its path, or by its text; `target` is where it goes.
  sourceFile =
    folder: file:
    types.submodule (
      { config, ... }:
      {
        options = {
          target = mkOption {
            type = types.singleLineStr;
            internal = true;
            readOnly = true;
          };
          source = mkOption {
            type = types.nullOr types.path;
            default = null;
            description = "What is linked: a folder to `${folder}`, a file to `${folder}/${file}`.";
          };
          text = mkOption {
            type = types.lines;
            default = "";
            description = "Text of `${folder}/${file}`.";
          };
          recursive = lib.mkEnableOption "linking each file of the folder {option}`source` on its own";
        };
        config.target =
          if config.source != null && lib.pathIsDirectory config.source then folder else "${folder}/${file}";
      }
    );

  sourceFileOrLines =
    folder: file:
    let
      asFile = sourceFile folder file;
      fromText = text: {
        inherit text;
        source = null;
        recursive = false;
      };
      convert =
        def:
        if types.lines.check def.value then
          {
            inherit (def) file;
            value = fromText def.value;
          }
        else
          def;
    in
    types.either types.lines asFile // { merge = loc: defs: asFile.merge loc (map convert defs); };

  SCFGDirectives = types.anything;
}
