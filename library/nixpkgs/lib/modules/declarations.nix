# The declarations of one option made one.
#
# hmeval knows these functions by their text and runs them natively (`docs/modules.md`).
lib: modules:
let
  inherit (builtins) foldl' length;
  inherit (lib) types;
  inherit (lib.options) showFiles showOption;
  inherit (modules) setDefaultModuleLocation;
in
{
  mergeOptionDecls =
    location: declarations:
    let
      placeOf =
        declaration:
        if declaration.pos == null then
          {
            file = declaration._file;
            line = null;
            column = null;
          }
        else
          declaration.pos;
      # The modules of submodules wait in `options` until all declarations are known.
      submodulesOf =
        declaration:
        let
          modules = declaration.options.type.getSubModules or null;
        in
        if modules == null then [ ] else map (setDefaultModuleLocation declaration._file) modules;
      step =
        merged: declaration:
        let
          option = declaration.options;
          twice = attribute: option ? ${attribute} && merged ? ${attribute};
          refuse = throw "The option `${showOption location}' in `${declaration._file}' is already declared in ${showFiles merged.declarations}.";
          type = merged.type.typeMerge option.type.functor;
        in
        if twice "default" || twice "example" || twice "description" || twice "apply" then
          refuse
        else
          option
          // merged
          // {
            declarations = merged.declarations ++ [ declaration._file ];
            declarationPositions = merged.declarationPositions ++ [ (placeOf declaration) ];
            options = submodulesOf declaration ++ merged.options;
          }
          // (
            if !twice "type" then
              { }
            else if type == null then
              refuse
            else
              { inherit type; }
          );
    in
    foldl' step {
      loc = location;
      declarations = [ ];
      declarationPositions = [ ];
      options = [ ];
    } declarations;

  # Gives the type of an option the modules that all its declarations have.
  fixupOptionType =
    _location: option:
    if option.type.getSubModules or null == null then
      option // { type = option.type or types.unspecified; }
    else
      option
      // {
        type = option.type.substSubModules option.options;
        options = [ ];
      };

  # For something with a `_type` in the place of a declaration.
  notADeclaration =
    location: type: file:
    let
      name = lib.strings.escapeNixIdentifier (lib.last location);
      comment = lib.optionalString (length location > 1) "\n    # ${showOption location}";
      advice = ''
        When declaring an option, you must wrap the type in a `mkOption` call. It should look somewhat like:
            ${comment}
            ${name} = lib.mkOption {
              description = ...;
              type = <the type you wrote for ${name}>;
              ...
            };
      '';
    in
    throw (
      builtins.concatStringsSep "\n\n" (
        [
          "In module ${file}: expected an option declaration at option path `${showOption location}` but got an attribute set with type ${type}"
        ]
        ++ lib.optional (type == "option-type") advice
      )
    );
}
