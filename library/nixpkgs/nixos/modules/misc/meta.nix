# What a module says of itself: maintainers and documentation.
{ lib, ... }:
{
  options.meta = {
    maintainers = lib.mkOption {
      type = lib.types.listOf lib.types.raw;
      internal = true;
      default = [ ];
      description = "Who looks after the module.";
    };
    teams = lib.mkOption {
      type = lib.types.listOf lib.types.raw;
      internal = true;
      default = [ ];
      description = "The teams that look after the module.";
    };
    doc = lib.mkOption {
      type = lib.types.nullOr lib.types.path;
      internal = true;
      default = null;
      description = "A chapter of the manual about the module.";
    };
    buildDocsInSandbox = lib.mkOption {
      type = lib.types.bool;
      internal = true;
      default = true;
      description = "Whether the options can be documented without the rest of the configuration.";
    };
  };
}
