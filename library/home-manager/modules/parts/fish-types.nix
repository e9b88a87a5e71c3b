# The types of fish's options.
{ lib }:
let
  inherit (lib) types;
  inherit (lib.hm.library)
    flag
    maybe
    need
    opt
    ;
  submodule = options: types.submodule { inherit options; };
  strOrList = types.either types.str (types.listOf types.str);
  strOrInt = types.either types.str types.int;
  mode = types.either (types.enum [
    "default"
    "insert"
    "paste"
  ]) types.str;
in
{
  plugin = submodule {
    src = need types.path "Folder of the plugin.";
    name = need types.str "Name of the plugin.";
  };
  completion = submodule { body = need types.lines "Text of the file."; };
  function = submodule {
    body = need types.lines "What the function does.";
    argumentNames = maybe strOrList "Names of its arguments.";
    description = maybe types.str "What it is for.";
    wraps = maybe types.str "Command whose completions it has.";
    onEvent = maybe strOrList "Events on which it runs.";
    onVariable = maybe types.str "Variable on whose change it runs.";
    onJobExit = maybe strOrInt "Job at whose end it runs.";
    onProcessExit = maybe strOrInt "Process at whose end it runs.";
    onSignal = maybe strOrInt "Signal on which it runs.";
    noScopeShadowing = flag "Whether it sees its caller's variables.";
    inheritVariable = maybe types.str "Variable whose value it keeps.";
  };
  abbreviation = submodule {
    name = maybe types.str "What is typed.";
    expansion = maybe types.str "What it becomes.";
    position = maybe types.str "Where it holds: `command` or `anywhere`.";
    regex = maybe types.str "Pattern in place of the name.";
    command = maybe strOrList "Commands whose argument it has to be.";
    setCursor = opt (types.either types.bool types.str) false "Mark of the place where the cursor goes.";
    function = maybe types.str "Function that gives the expansion.";
  };
  bind = types.submodule (
    { config, ... }:
    let
      command = types.nullOr (
        types.oneOf [
          types.str
          (types.listOf types.str)
        ]
      );
    in
    {
      options = {
        name = maybe types.str "The key; the attribute's name if not given.";
        enable = lib.mkEnableOption "the binding" // {
          default = true;
        };
        mode = maybe mode "Mode in which it holds.";
        command =
          opt (
            command
            // {
              description = "string or list of string (optional when erase is set to true)";
              check = value: (value != null || config.erase) && command.check value;
            }
          ) null "What the key does.";
        setsMode = maybe mode "Mode that follows.";
        erase = lib.mkEnableOption "removing what the key did";
        silent = lib.mkEnableOption "working without a message";
        repaint = lib.mkEnableOption "showing the prompt anew";
        operate = maybe (types.enum [
          "preset"
          "user"
        ]) "Whose bindings are meant.";
      };
    }
  );
}
