# Options of a host that its modules ask for and that do nothing where NixOS is not.
{ lib, pkgs, ... }:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    attrs
    enabled
    flag
    maybe
    need
    opt
    packages
    text
    words
    ;
in
{
  options = {
    boot.isContainer = flag "Whether the machine is a container.";
    networking = {
      enableIPv6 = enabled "Whether IPv6 is used.";
      useNetworkd = flag "Whether systemd manages the network.";
      firewall = {
        allowedTCPPorts = opt (types.listOf types.port) [ ] "Open ports of TCP.";
        allowedUDPPorts = opt (types.listOf types.port) [ ] "Open ports of UDP.";
      };
    };
    programs.ssh.package = lib.mkOption {
      type = types.package;
      description = "The package of SSH.";
    };
    services.logrotate = attrs "Not used.";
    system = {
      activationScripts = attrs "Not used.";
      userActivationScripts = attrs "Not used.";
      build = opt (types.lazyAttrsOf types.unspecified) { } "What can be built.";
      checks = packages "Packages that have to build.";
      etc.overlay.enable = flag "Whether {file}`/etc` is an overlay.";
      stateVersion = maybe types.str "Not used.";
      nixos = {
        label = opt types.str "system-manager" "Name of the system.";
        distroId = opt types.str "system-manager" "Name of the distribution.";
      };
    };
    documentation = attrs "Not used.";
    fonts.fontconfig.enable = flag "Not used.";
    i18n = {
      defaultLocale = opt types.str "en_US.UTF-8" "Not used.";
      glibcLocales = lib.mkOption {
        type = types.path;
        default = pkgs.glibcLocales;
        defaultText = lib.literalExpression "pkgs.glibcLocales";
        description = "Package with the locales.";
      };
    };
  };
}
