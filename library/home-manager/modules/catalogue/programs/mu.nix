# `programs.mu`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) described opt;
  accounts = lib.filter (a: a.enable && a.mu.enable) (lib.attrValues config.accounts.email.accounts);
  addresses = lib.sort lib.lessThan (
    map (a: a.address) accounts ++ map (alias: alias.address or alias) (lib.concatMap (a: a.aliases) accounts)
  );
in
lib.hm.library.program args "mu" {
  options.home = described ''config.xdg.cacheHome + "/mu"'' (
    opt lib.types.path "${config.xdg.cacheHome}/mu" "Folder of the index."
  );
  config =
    cfg:
    let
      mu = lib.getExe cfg.package;
    in
    {
      home.sessionVariables.MUHOME = cfg.home;
      # The index is made anew where the addresses are others.
      home.activation.runMuInit = lib.hm.dag.entryAfter [ "writeBoundary" ] ''
        muAddresses=$((${mu} info store | ${lib.getExe pkgs.gawk} '/personal-address/{print $4}' | LC_ALL=C sort | paste -sd ' ') || exit 0)
        if [[ ! -d "${cfg.home}" || "$muAddresses" != "${lib.concatStringsSep " " addresses}" ]]; then
          run ${mu} init --maildir=${config.accounts.email.maildirBasePath} --muhome "${lib.escapeShellArg cfg.home}" ${
            lib.concatMapStringsSep " " (address: "--my-address=${address}") addresses
          } $VERBOSE_ARG
        fi
      '';
    };
}
