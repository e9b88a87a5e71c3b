# The types of systemd's user units.
{ lib }:
let
  inherit (lib) mkOption types;
  inherit (lib.hm.library) maybe opt;

  atom =
    with types;
    oneOf [
      bool
      int
      str
      path
    ];
  sections = kind:
    types.attrsOf (types.attrsOf (types.either atom (types.listOf atom)))
    // {
      description = "systemd ${kind} unit configuration";
    };
  listOrOne = types.coercedTo types.str lib.toList (types.listOf types.str);

  unit =
    kind: more:
    types.attrsOf (
      types.submodule {
        freeformType = sections kind;
        imports = [
          {
            options.Unit = {
              Description = maybe types.str "What the unit is, in a few words.";
              Documentation = opt listOrOne [ ] "Where the unit is documented.";
            };
          }
          more
        ];
      }
    );

  triggers =
    what: opt (with types; listOf (either package str)) [ ] "Texts whose change makes the activation ${what} the service.";
  command = types.either types.package types.str;
in
{
  of = kind: unit kind { };
  service = unit "service" {
    options = {
      Unit = {
        X-Reload-Triggers = triggers "reload";
        X-Restart-Triggers = triggers "restart";
        X-SwitchMethod = opt (types.enum [
          null
          "reload"
          "restart"
          "stop-start"
          "keep-old"
        ]) null "How the activation goes from the old service to the new one.";
      };
      Service = {
        Environment = opt listOrOne [ ] "Variables of the service's environment.";
        ExecStart = mkOption {
          type = types.either command (types.listOf command);
          apply = lib.toList;
          default = [ ];
          description = "The command that starts the service.";
        };
      };
    };
  };
}
