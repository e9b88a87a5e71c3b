# How this home is part of a host, and the arguments that only a host gives.
{ lib, ... }:
let
  hidden = text: lib.hm.library.flag text // { internal = true; };
in
{
  options.submoduleSupport = {
    enable = hidden "Whether this home is part of a host's configuration.";
    externalPackageInstall = hidden "Whether the host installs {option}`home.packages`.";
  };

  # With a default each can be asked for in a home of its own.
  config._module.args = lib.genAttrs [ "osConfig" "nixosConfig" "darwinConfig" ] (_: lib.mkDefault null);
}
