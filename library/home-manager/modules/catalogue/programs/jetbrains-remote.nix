# `programs.jetbrains-remote`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "jetbrains-remote" {
  title = "development on this computer from JetBrains' programs elsewhere";
  package = null;
  options.ides = lib.hm.library.packages "Programs of JetBrains that others may use from afar.";
  config = cfg: {
    home.activation = lib.mkIf (cfg.ides != [ ]) {
      jetBrainsRemote = lib.hm.dag.entryAfter [ "writeBoundary" ] (
        # Those of an earlier home are in the way.
        lib.concatStringsSep "\n" (
          [ "rm $HOME/.cache/JetBrains/RemoteDev/userProvidedDist/_nix_store* || true" ]
          ++ map (
            ide: "${ide}/bin/${ide.meta.mainProgram}-remote-dev-server registerBackendLocationForGateway || true"
          ) cfg.ides
        )
      );
    };
  };
}
