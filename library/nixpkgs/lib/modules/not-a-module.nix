# What is said of a value that stands among modules and is something else: a flake, a whole configuration.
lib:
{
  class,
  file,
  type,
  prefix,
}:
let
  inherit (lib.options) showOption unknownModule;
  escape = builtins.fromJSON ''"\u001b"'';
  wrong = text: "${escape}[1;35m${text}${escape}[0m";
  right = text: "${escape}[1;32m${text}${escape}[0m";
  code = text: "${escape}[1m${text}${escape}[0m";
  intoFile =
    lib.optionalString (file != null && file != unknownModule)
      ", while trying to load a module into ${toString file}";
  intoPrefix =
    lib.optionalString (prefix != [ ])
      ", while trying to load a module into ${code (showOption prefix)}";
  what = ''
    Expected a module, but found a value of type ${wrong (lib.strings.escapeNixString type)}${intoFile}${intoPrefix}.
    A module is typically loaded by adding it to the ${code "imports = [ ... ];"} attribute of an existing module, or in the ${code "modules = [ ... ];"} argument of various functions.
    Please make sure that each of the list items is a module, and not a different kind of value.
  '';
  attribute = if class == null then ".modules.someApp.default" else ".modules.${class}.default";
  orElse =
    set: "or\n    ${wrong "inputs.someflake"}${right ".${set}.default"}";
  advice = {
    configuration = [
      ''
        If you really mean to import this configuration, instead please only import the modules that make up the configuration.
        You may have to create a `let` binding, file or attribute to give yourself access to the relevant modules.
        While loading a configuration into the module system is a very sensible idea, it can not be done cleanly in practice.
      ''
    ];
    flake = [
      (lib.concatMapStringsSep "\n" lib.trim (
        [
          ''
            Perhaps you forgot to select an attribute name?
            Instead of, for example,
                ${wrong "inputs.someflake"}
            you need to write something like
                ${wrong "inputs.someflake"}${right attribute}
          ''
        ]
        ++ lib.optional (class == "nixos") (orElse "nixosModules")
        ++ lib.optional (class == "darwin") (orElse "darwinModules")
      ))
    ];
  };
in
lib.concatMapStringsSep "\n\n" lib.trim ([ what ] ++ advice.${type} or [ ])
