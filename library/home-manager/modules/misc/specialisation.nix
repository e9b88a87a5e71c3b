# `specialisation`: variants of a home, each with an activation of its own.
{
  config,
  extendModules,
  lib,
  name ? null,
  ...
}:
let
  inherit (lib) mkOption types;
  variant = extendModules {
    modules = [
      {
        # A variant has no variants; its modules see the user's name, not the variant's.
        specialisation = lib.mkOverride 0 { };
        _module.args.name = lib.mkForce name;
      }
    ];
  };
  all = config.specialisation;
in
{
  imports = [ (lib.mkRenamedOptionModule [ "specialization" ] [ "specialisation" ]) ];

  options.specialisation = mkOption {
    type = types.attrsOf (
      types.submodule {
        options.configuration = mkOption {
          inherit (variant) type;
          default = { };
          visible = "shallow";
          description = "What the variant adds to the home.";
        };
      }
    );
    default = { };
    description = "Variants of this home by name; each is activated by its own script below {file}`specialisation/`.";
  };

  config = lib.mkIf (all != { }) {
    assertions = map (n: {
      assertion = !lib.hasInfix "/" n;
      message = "<name> in specialisation.<name> cannot contain a forward slash.";
    }) (lib.attrNames all);

    home.extraBuilderCommands = ''
      mkdir $out/specialisation
    ''
    + lib.concatLines (
      lib.mapAttrsToList (
        n: v:
        "ln -s ${v.configuration.home.activationPackage} $out/specialisation/${lib.escapeShellArg n}"
      ) all
    );
  };
}
