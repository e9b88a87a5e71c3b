# `nix.buildMachines`: other machines that build.
{ config, lib, ... }:
let
  inherit (lib) concatStringsSep mkIf types;
  inherit (lib.hm.library) flag maybe need opt words;
  cfg = config.nix;

  machine = types.submodule {
    options = {
      hostName = need types.str "Name of the machine.";
      protocol = opt (types.enum [
        null
        "ssh"
        "ssh-ng"
      ]) "ssh" "How it is talked to; `null` for this machine.";
      systems = words "Systems that it builds for.";
      sshUser = maybe types.str "User to log in as.";
      sshKey = maybe types.str "File with the key, which has no passphrase; not a path of the store.";
      maxJobs = opt types.int 1 "How many builds may run at once.";
      speedFactor = opt types.int 1 "How fast it is, compared with others.";
      mandatoryFeatures = words "Features without which nothing is built there.";
      supportedFeatures = words "Features that it has.";
      publicHostKey = maybe types.str "The machine's public key, in base 64.";
    };
  };

  list = concatStringsSep ",";
  listOrNone = values: if values == [ ] then "-" else list values;
  textOrNone = value: if value == null then "-" else value;
  line =
    m:
    concatStringsSep " " (
      [
        "${lib.optionalString (m.protocol != null) "${m.protocol}://"}${
          lib.optionalString (m.sshUser != null) "${m.sshUser}@"
        }${m.hostName}"
        (list m.systems)
        (textOrNone m.sshKey)
        (toString m.maxJobs)
        (toString m.speedFactor)
        (listOrNone (m.supportedFeatures ++ m.mandatoryFeatures))
        (listOrNone m.mandatoryFeatures)
      ]
      ++ lib.optional (lib.versionAtLeast (lib.getVersion cfg.package) "2.4pre") (
        textOrNone m.publicHostKey
      )
    )
    + "\n";
in
{
  options.nix = {
    buildMachines = opt (types.listOf machine) [ ] "Machines that builds are given to.";
    distributedBuilds = flag "Whether builds are given to {option}`nix.buildMachines`.";
  };

  config = mkIf cfg.enable {
    xdg.configFile."nix/machines" = mkIf (cfg.buildMachines != [ ]) {
      text = lib.concatMapStrings line cfg.buildMachines;
    };
    nix.settings = mkIf cfg.distributedBuilds {
      builders = "@${config.xdg.configHome}/nix/machines";
    };
  };
}
