# Rarer options of services that are declared elsewhere.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
let
  spaced = words: if words == [ ] then null else toString words;
  # The type of the settings of Sonarr and its kin.
  servarr = its: submodule {
    freeformType = attrsOf section;
    options = {
      log.analyticsEnabled = flag "Whether its makers learn how it is used.";
      server.port = opt port its "Its port.";
      update.automatically = flag "Whether it updates itself.";
      update.mechanism = opt (nullOr (enum [ "external" "builtIn" "script" ])) "external" "How.";
    };
  };
in
{
  actkbd = {
    bindings = opt (listOf (submodule {
      options = {
        attributes = opt (listOf str) [ "exec" ] "Attributes of bindings.";
        command = opt str "" "Command of bindings.";
        events = opt (listOf (enum [ "key" "rep" "rel" ])) [ "key" ] "Events of bindings.";
        keys = need (listOf int) "Keys of bindings.";
      };
    })) [ ] "Bindings of actkbd.";
  };
  avahi = {
    allowInterfaces = maybe (listOf str) "Allow interfaces of avahi.";
    cacheEntriesMax = maybe int "Cache entries max of avahi.";
    denyInterfaces = maybe (listOf str) "Deny interfaces of avahi.";
    extraServiceFiles = opt (attrsOf (either str path)) { } "Extra service files of avahi.";
    hostName = described "config.networking.hostName" (opt str config.networking.hostName "Its name.");
    ipv6 = flag "Whether avahi has this: ipv6.";
    reflector = flag "Whether avahi has this: reflector.";
  };
  cockpit = {
    allowed-origins = words "Pages that may use it.";
  };
  greetd = {
    useTextGreeter = flag "Whether the login is on a console.";
    package = packaged "greetd";
    greeterManagesPlymouth = internal (flag "Whether the login ends the picture of the start.");
  };
  homepage-dashboard = {
    allowedHosts = opt str "localhost:8082,127.0.0.1:8082" "Names that it is found by.";
  };
  journald = {
    gateway = {
      cert = maybe str "Cert of gateway.";
      enable = flag "Whether gateway is there.";
      key = maybe str "Key of gateway.";
      merge = flag "Whether gateway has this: merge.";
      port = opt port 19531 "Its port.";
      system = enabled "Whether gateway has this: system.";
      trust = maybe str "Trust of gateway.";
      user = enabled "Who runs it.";
    };
    upload = {
      enable = flag "Whether upload is there.";
      settings = opt (submodule {
        freeformType = attrsOf section;
        options = {
          Upload = {
            NetworkTimeoutSec = maybe str "Network timeout sec of upload.";
            ServerCertificateFile = maybe str "Server certificate file of upload.";
            ServerKeyFile = maybe str "Server key file of upload.";
            TrustedCertificateFile = maybe str "Trusted certificate file of upload.";
            URL = need str "URL of upload.";
          };
        };
      }) { } "Its settings.";
    };
  };
  k3s = {
    autoDeployCharts = opt (attrsOf anything) { } "Charts of Helm that are installed.";
  };
  kanata = {
    package = packaged "kanata";
  };
  kanidm = {
    provision = {
      acceptInvalidCerts = flag "Whether its certificate need not hold.";
      adminPasswordFile = maybe path "File with the password of `admin`.";
      autoRemove = enabled "Whether what is no longer here is removed.";
      enable = flag "Whether groups, persons and systems are made.";
      extraJsonFile = maybe path "File with more of them.";
      groups = opt (attrsOf (submodule {
        options = {
          members = words "Who belongs to it.";
          overwriteMembers = enabled "Whether others are removed.";
          present = enabled "Whether it is there.";
        };
      })) { } "Groups by name.";
      idmAdminPasswordFile = maybe path "File with the password of `idm_admin`.";
      instanceUrl = opt str "https://localhost:443" "Where it is.";
      persons = opt (attrsOf (submodule {
        options = {
          displayName = need str "The name that is shown.";
          groups = words "Groups.";
          legalName = maybe str "The whole name.";
          mailAddresses = words "Addresses.";
          present = enabled "Whether the person is there.";
        };
      })) { } "Persons by name.";
      systems.oauth2 = opt (attrsOf (submodule {
        options = {
          allowInsecureClientDisablePkce = flag "Whether it need not prove itself.";
          basicSecretFile = maybe path "File with its secret.";
          claimMaps = opt (attrsOf (submodule {
            options = {
              joinType = opt (enum [ "array" "csv" "ssv" ]) "array" "How several are written.";
              valuesByGroup = opt (attrsOf (listOf str)) { } "Values by group.";
            };
          })) { } "What it learns of persons.";
          displayName = need str "The name that is shown.";
          enableLegacyCrypto = flag "Whether older keys are used.";
          enableLocalhostRedirects = flag "Whether it may be on the user's machine.";
          imageFile = maybe path "Its picture.";
          originLanding = need str "Where one begins.";
          originUrl = need (either (strMatching "^.*://.*$") (nonEmptyListOf (strMatching "^.*://.*$"))) "Where one comes back to.";
          preferShortUsername = flag "Whether it gets short names.";
          present = enabled "Whether it is there.";
          public = flag "Whether it has no secret.";
          removeOrphanedClaimMaps = enabled "Whether other claims are removed.";
          scopeMaps = opt (attrsOf (listOf str)) { } "Rights by group.";
          supplementaryScopeMaps = opt (attrsOf (listOf str)) { } "More rights by group.";
        };
      })) { } "Systems by name.";
    };
  };
  kmscon = {
    config = opt (attrsOf (oneOf [ bool int float str ])) { } "Contents of {file}`kmscon.conf`.";
    package = packaged "kmscon";
  };
  komga = {
    settings = opt (submodule {
      freeformType = yaml;
      options.server.port = opt port config.services.komga.port "Its port.";
    }) { } "Its settings.";
  };
  libinput = {
    touchpad = {
      additionalOptions = opt lines "" "Additional options of touchpad.";
    };
  };
  lidarr = {
    environmentFiles = opt (listOf path) [ ] "Files with variables that nobody else may read.";
    settings = opt (servarr 8686) { } "Its settings.";
  };
  paperless = {
    domain = maybe str "Its name for others.";
    configureTika = flag "Whether Tika and Gotenberg read other documents.";
    database.createLocally = flag "Whether its database is made.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    exporter = {
      directory = opt str "${config.services.paperless.dataDir}/export" "Where documents are copied to.";
      enable = flag "Whether documents are copied from time to time.";
      onCalendar = opt (nullOr str) "01:30:00" "When.";
      settings = opt (attrsOf anything) {
        no-progress-bar = true;
        no-color = true;
        compare-checksums = true;
        delete = true;
      } "Arguments.";
    };
  };
  pipewire = {
    configPackages = opt (listOf package) [ ] "Config packages of pipewire.";
  };
  printing = {
    browsedConf = opt lines "" "Browsed conf of printing.";
    clientConf = opt lines "" "Client conf of printing.";
    logLevel = opt str "info" "How much it records.";
    stateless = flag "Whether printing has this: stateless.";
  };
  prowlarr = {
    dataDir = opt str "/var/lib/prowlarr" "Folder of its data.";
    environmentFiles = opt (listOf path) [ ] "Files with variables that nobody else may read.";
    settings = opt (servarr 9696) { } "Its settings.";
  };
  pulseaudio = {
    configFile = maybe path "Its file.";
    extraClientConf = opt lines "" "More text of the clients' file.";
    extraModules = opt (listOf package) [ ] "Packages with modules.";
    systemWide = flag "Whether it is one for all users.";
    tcp = {
      anonymousClients.allowAll = flag "Whether everyone may play.";
      anonymousClients.allowedIpRanges = words "Who may play.";
      enable = flag "Whether it plays for other machines.";
      openFirewall = flag "Whether its port is open.";
    };
    zeroconf.discovery.enable = flag "Whether it finds others.";
    zeroconf.publish.enable = flag "Whether others find it.";
    daemon.config = opt (attrsOf unspecified) { } "Contents of {file}`daemon.conf`.";
    daemon.logLevel = opt str "notice" "How much it records.";
  };
  radarr = {
    environmentFiles = opt (listOf path) [ ] "Files with variables that nobody else may read.";
    settings = opt (servarr 7878) { } "Its settings.";
  };
  readarr = {
    environmentFiles = opt (listOf path) [ ] "Files with variables that nobody else may read.";
    settings = opt (servarr 8787) { } "Its settings.";
  };
  resolved = {
    settings = opt (submodule {
      freeformType = attrsOf sectionWithDuplicates;
      options.Resolve = {
        DNS = opt (listOf str) config.networking.nameservers "Servers of names." // { apply = spaced; };
        DNSOverTLS = opt (either bool (enum [ "true" "opportunistic" "false" ])) config.services.resolved.dnsovertls "Whether questions are secret.";
        DNSSEC = opt (either bool (enum [ "true" "allow-downgrade" "false" ])) config.services.resolved.dnssec "Whether answers are checked.";
        Domains = opt (coercedTo str lib.singleton (listOf str)) (if config.services.resolved.domains == [ ] then config.networking.search else config.services.resolved.domains) "Domains that names are looked for in." // { apply = spaced; };
        FallbackDNS = opt (nullOr (listOf str)) config.services.resolved.fallbackDns "Servers if there is no other." // { apply = servers: if servers == null then null else toString servers; };
        LLMNR = opt (either bool (enum [ "true" "resolve" "false" ])) config.services.resolved.llmnr "Whether the network is asked.";
      };
    }) { } "Its settings.";
  };
  searx = {
    configureUwsgi = flag "Whether it is run by uWSGI.";
    faviconsSettings = opt toml { } "Settings of sites' pictures.";
  };
  sonarr = {
    environmentFiles = opt (listOf path) [ ] "Files with variables that nobody else may read.";
    settings = opt (servarr 8989) { } "Its settings.";
  };
  syncthing = {
    all_proxy = maybe str "All proxy of syncthing.";
    cert = maybe str "Cert of syncthing.";
    databaseDir = described "config.services.syncthing.configDir" (opt path config.services.syncthing.configDir "Database dir of syncthing.");
    extraFlags = words "More arguments.";
    key = maybe str "Key of syncthing.";
    relay = {
      enable = flag "Whether relay is there.";
      extraOptions = words "More arguments.";
      globalRateBps = maybe ints.positive "Global rate bps of relay.";
      listenAddress = opt str "" "Where it listens.";
      perSessionRateBps = maybe ints.positive "Per session rate bps of relay.";
      pools = maybe (listOf str) "Pools of relay.";
      port = opt port 22067 "Its port.";
      providedBy = opt str "" "Provided by of relay.";
      statusListenAddress = opt str "" "Status listen address of relay.";
      statusPort = opt port 22070 "Status port of relay.";
    };
    systemService = enabled "Whether syncthing has this: system service.";
  };
  timesyncd = {
    extraConfig = opt lines "" "More text of its file.";
  };
  udisks2 = {
    mountOnMedia = flag "Whether udisks2 has this: mount on media.";
    settings = opt (attrsOf (ini { listToValue = lib.concatStringsSep ","; }).type) {
      "udisks2.conf" = {
        udisks2 = {
          modules = [ "*" ];
          modules_load_preference = "ondemand";
        };
        defaults.encryption = "luks2";
      };
    } "Files below {file}`/etc/udisks2`.";
  };
}
