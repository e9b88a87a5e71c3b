# Rarer options of systemd.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  network = {
    config = opt (lazyAttrsOf anything) { } "Contents of {file}`networkd.conf`.";
    units = internal (opt (lazyAttrsOf anything) { } "Files of the network by name.");
    wait-online = {
      extraArgs = words "More arguments.";
      ignoredInterfaces = words "Ignored interfaces of wait online.";
    };
  };
  oomd = {
    extraConfig = opt (attrsOf (oneOf [ str int bool ])) { } "More text of its file.";
    settings.OOM = opt (attrsOf (nullOr (oneOf [ bool int float str (listOf (oneOf [ bool int float str ])) ]))) { } "Settings of {manpage}`oomd.conf(5)`.";
  };
  repart = {
    enable = flag "Whether repart is there.";
    partitions = opt (attrsOf (attrsOf (oneOf [ str int bool ]))) { } "Partitions of repart.";
  };
  sleep = {
    settings.Sleep = opt (attrsOf (nullOr (oneOf [ bool int float str (listOf (oneOf [ bool int float str ])) ]))) { } "Settings of {manpage}`sleep.conf.d(5)`.";
  };
  sysupdate = {
    enable = flag "Whether sysupdate is there.";
    reboot = {
      enable = flag "Whether reboot is there.";
      timerConfig = opt (attrsOf (attrsOf anything)) { } "Timer config of reboot.";
    };
    timerConfig = opt (attrsOf (attrsOf anything)) { } "Timer config of sysupdate.";
    transfers = opt (attrsOf (attrsOf section)) { } "Transfers of sysupdate.";
  };
  tpm2 = {
    enable = enabled "Whether systemd uses the machine's safe.";
  };
  user = {
    generators = opt (attrsOf path) { } "Generators of user.";
    tmpfiles = {
      users = opt (attrsOf (submodule {
        options = {
          rules = words "Rules of users.";
        };
      })) { } "Users of tmpfiles.";
    };
  };
}
