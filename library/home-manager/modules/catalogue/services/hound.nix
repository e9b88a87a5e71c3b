# `services.hound`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt;
  format = pkgs.formats.json { };
in
lib.hm.library.service args "hound" {
  title = "the code search Hound";
  options = {
    maxConcurrentIndexers = opt types.ints.positive 2 "How many repositories it reads at a time.";
    databasePath = described ''"$XDG_DATA_HOME/hound"'' (opt types.path "${config.xdg.dataHome}/hound" "Folder of its data.");
    listenAddress = opt types.str "localhost:6080" "Address that it listens at.";
    repositories = opt (types.attrsOf format.type) { } "The repositories.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.hound" pkgs lib.platforms.linux) ];
    systemd.user.services.hound = {
      Unit.Description = "Hound source code search engine";
      Service = {
        Environment = [ "PATH=${lib.makeBinPath [ pkgs.mercurial pkgs.git ]}" ];
        ExecStart =
          let
            file = format.generate "hound-config.json" {
              max-concurrent-indexers = cfg.maxConcurrentIndexers;
              dbpath = cfg.databasePath;
              repos = cfg.repositories;
              health-check-url = "/healthz";
            };
          in
          "${lib.getExe' cfg.package "houndd"} --addr ${cfg.listenAddress} --conf ${file}";
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
