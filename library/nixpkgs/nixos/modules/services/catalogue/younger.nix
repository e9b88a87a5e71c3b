# Options of services that are younger than the lists beside it, and younger options of older ones.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
let
  sambaValue = nullOr (oneOf [
    bool
    int
    str
    (listOf str)
  ]);
in
{
  immich = {
    enable = flag "Whether Immich keeps photos.";
    package = packaged "immich";
    host = opt str "localhost" "Where it listens.";
    port = opt port 2283 "Its port.";
    openFirewall = flag "Whether its port is open.";
    mediaLocation = opt path "/var/lib/immich" "Folder of the photos.";
    user = opt str "immich" "Who runs it.";
    group = opt str "immich" "The group that runs it.";
    environment = opt (attrsOf str) { } "Its variables.";
    secretsFile = maybe (either str pathInStore) "File with variables that nobody else may read.";
    secretSettings = opt anything { } "Settings that are read from files.";
    settings = maybe json "Its settings; with them they cannot be changed by browser.";
    accelerationDevices = opt (nullOr (listOf str)) [ ] "Graphics cards that it may use.";
    machine-learning = {
      enable = enabled "Whether it knows what photos show.";
      environment = opt (attrsOf str) { } "Variables of that.";
    };
    database = {
      enable = enabled "Whether the database is made.";
      createDB = enabled "Whether it is made if it is missing.";
      enableVectorChord = enabled "Whether it searches by VectorChord.";
      enableVectors = opt bool false "Whether it searches by pgvecto.rs.";
      name = opt str "immich" "Name of the database.";
      host = opt str "/run/postgresql" "Where the database is.";
      port = opt port 5432 "Port of the database.";
      user = opt str "immich" "User of the database.";
    };
    redis = {
      enable = enabled "Whether a Redis is made for it.";
      host = opt str "/run/redis-immich/redis.sock" "Where Redis is.";
      port = opt port 0 "Port of Redis.";
    };
  };
  open-webui = {
    enable = flag "Whether language models have a page.";
    package = packaged "open-webui";
    stateDir = opt path "/var/lib/open-webui" "Folder of its state.";
    host = opt str "127.0.0.1" "Where it listens.";
    port = opt port 8080 "Its port.";
    environment = opt (attrsOf str) {
      SCARF_NO_ANALYTICS = "True";
      DO_NOT_TRACK = "True";
      ANONYMIZED_TELEMETRY = "False";
    } "Its variables.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    openFirewall = flag "Whether its port is open.";
  };
  stirling-pdf = {
    enable = flag "Whether Stirling-PDF changes documents.";
    package = packaged "stirling-pdf";
    environment = opt (attrsOf (oneOf [ str int ])) { } "Its variables.";
    environmentFiles = opt (listOf path) [ ] "Files with variables that nobody else may read.";
  };
  glances = {
    enable = flag "Whether Glances shows the machine.";
    package = packaged "glances";
    port = opt port 61208 "Its port.";
    openFirewall = flag "Whether its port is open.";
    extraArgs = opt (listOf str) [ "--webserver" ] "Arguments.";
  };
  actual = {
    enable = flag "Whether Actual keeps accounts.";
    package = packaged "actual-server";
    openFirewall = flag "Whether its port is open.";
    user = maybe str "Who runs it.";
    group = maybe str "The group that runs it.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    settings = opt (submodule {
      freeformType = json;
      options = {
        hostname = opt str "::" "Where it listens.";
        port = opt port 3000 "Its port.";
        dataDir = opt str "/var/lib/actual" "Folder of its data.";
      };
    }) { } "Its settings.";
  };
  lact = {
    enable = flag "Whether graphics cards can be set.";
    package = packaged "lact";
    settings = opt yaml { } "Contents of {file}`/etc/lact/config.yaml`.";
  };
  scx = {
    enable = flag "Whether processes are scheduled by a program.";
    package = opt package pkgs.scx.full "Its package.";
    scheduler = opt (enum [
      "scx_bpfland"
      "scx_central"
      "scx_flash"
      "scx_flatcg"
      "scx_lavd"
      "scx_layered"
      "scx_nest"
      "scx_p2dq"
      "scx_pair"
      "scx_qmap"
      "scx_rlfifo"
      "scx_rustland"
      "scx_rusty"
      "scx_sdt"
      "scx_simple"
      "scx_userland"
    ]) "scx_rustland" "Which program.";
    extraArgs = words "Arguments.";
  };
  samba = {
    settings = opt (attrsOf (attrsOf sambaValue)) { } "Contents of {file}`smb.conf`, by section.";
    smbd.enable = enabled "Whether files are offered.";
    smbd.extraArgs = words "Arguments of that.";
    nmbd.enable = enabled "Whether names are answered.";
    nmbd.extraArgs = words "Arguments of that.";
    winbindd.enable = enabled "Whether users of a domain are known.";
    winbindd.extraArgs = words "Arguments of that.";
    usershares = {
      enable = flag "Whether users may offer folders.";
      group = opt str "samba" "Who may.";
    };
  };
  qbittorrent = {
    enable = flag "Whether qBittorrent is there.";
    package = packaged "qbittorrent-nox";
    user = opt str "qbittorrent" "Who runs it.";
    group = opt str "qbittorrent" "The group that runs it.";
    profileDir = opt path "/var/lib/qBittorrent/" "Folder of its data.";
    openFirewall = flag "Whether its ports are open.";
    webuiPort = opt (nullOr port) 8080 "Port of its page.";
    torrentingPort = maybe port "Port for others.";
    serverConfig = opt anything { } "Its settings.";
    extraArgs = words "Arguments.";
  };
  atticd = {
    enable = flag "Whether Attic keeps builds.";
    package = packaged "attic-server";
    environmentFile = maybe path "File with variables that nobody else may read.";
    user = opt str "atticd" "Who runs it.";
    group = opt str "atticd" "The group that runs it.";
    settings = opt toml { } "Its settings.";
    mode = opt (enum [ "monolithic" "api-server" "garbage-collector" ]) "monolithic" "What it does.";
  };
  karakeep = {
    enable = flag "Whether Karakeep keeps bookmarks.";
    package = packaged "karakeep";
    extraEnvironment = opt (attrsOf str) { } "Its variables.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    meilisearch.enable = enabled "Whether it searches by Meilisearch.";
    browser.enable = enabled "Whether it takes pictures of pages.";
  };
  postfix = {
    settings = {
      main = opt (attrsOf anything) { } "Contents of {file}`main.cf`.";
      master = opt (attrsOf anything) { } "Contents of {file}`master.cf`.";
    };
  };
  harmonia = {
    signKeyPaths = opt (listOf path) [ ] "Files with its keys.";
  };
  dnscrypt-proxy = {
    enable = flag "Whether names are looked up in secret.";
    package = packaged "dnscrypt-proxy";
    settings = opt toml { } "Its settings.";
    upstreamDefaults = enabled "Whether its own example is the base of them.";
    configFile = maybe path "Its file, in place of the settings.";
  };
  wivrn = {
    enable = flag "Whether WiVRn shows worlds.";
    package = packaged "wivrn";
    openFirewall = flag "Whether its ports are open.";
    defaultRuntime = flag "Whether programs use it.";
    autoStart = flag "Whether it starts by itself.";
  };
  samba-wsdd = {
    enable = flag "Whether Windows finds this machine.";
    openFirewall = flag "Whether its ports are open.";
    interface = maybe str "The interface where it listens.";
    hoplimit = maybe int "How far its messages go.";
    workgroup = maybe str "The group of machines.";
    hostname = maybe str "The name of this machine.";
    domain = maybe str "The domain of this machine.";
    discovery = flag "Whether other machines are looked for.";
    listen = opt str "/run/wsdd/wsdd.sock" "Where it is asked.";
    extraOptions = opt (listOf str) [ "--shortlog" ] "Arguments.";
  };
  gatus = {
    enable = flag "Whether Gatus watches services.";
    package = packaged "gatus";
    configFile = maybe path "Its file.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    openFirewall = flag "Whether its port is open.";
    settings = opt (submodule {
      freeformType = yaml;
      options.web.port = opt port 8080 "Its port.";
    }) { } "Its settings.";
  };
  immich-public-proxy = {
    enable = flag "Whether albums of Immich are shown to everybody.";
    package = packaged "immich-public-proxy";
    immichUrl = need str "Where Immich is.";
    port = opt port 3000 "Its port.";
    openFirewall = flag "Whether its port is open.";
    settings = opt json { } "Its settings.";
  };
  recyclarr = {
    enable = flag "Whether Recyclarr runs from time to time.";
    package = packaged "recyclarr";
    command = opt str "sync" "What it does.";
    configuration = opt yaml { } "Its settings.";
    group = opt str "recyclarr" "The group that runs it.";
    schedule = opt str "daily" "When.";
    user = opt str "recyclarr" "Who runs it.";
  };
  seatd = {
    enable = flag "Whether seatd manages seats.";
    user = opt str "root" "Who owns its socket.";
    group = opt str "seat" "The group of its socket.";
    logLevel = opt (enum [ "debug" "info" "error" "silent" ]) "info" "How much it records.";
  };
  seerr = {
    enable = flag "Whether Seerr takes wishes for films.";
    package = packaged "seerr";
    configDir = opt path "/var/lib/seerr" "Folder of its settings.";
    openFirewall = flag "Whether its port is open.";
    port = opt port 5055 "Its port.";
  };
  speechd = {
    enable = flag "Whether programs can speak.";
    package = packaged "speechd";
    clients = opt (attrsOf lines) { } "Files with settings of programs.";
    config = maybe lines "Its file.";
    modules = opt (attrsOf lines) { } "Files with settings of voices.";
  };
  tinc.networks = opt (attrsOf (submodule {
    options = {
      bindToAddress = maybe str "Where it sends from.";
      chroot = flag "Whether it sees its own folder only.";
      debugLevel = opt (ints.between 0 5) 0 "How much it records.";
      ed25519PrivateKeyFile = maybe path "File with its newer key.";
      extraConfig = opt lines "" "More text of its file.";
      hosts = opt (attrsOf lines) { } "Files of the other machines.";
      hostSettings = opt (attrsOf anything) { } "Settings of the other machines.";
      interfaceType = opt (enum [ "tun" "tap" ]) "tun" "The kind of its interface.";
      listenAddress = maybe str "Where it listens.";
      name = maybe str "Its name.";
      package = packaged "tinc_pre";
      rsaPrivateKeyFile = maybe path "File with its older key.";
      settings = opt (attrsOf anything) { } "Its settings.";
    };
  })) { } "Networks by name.";
  uwsgi = {
    enable = flag "Whether uWSGI serves programs.";
    package = packaged "uwsgi";
    capabilities = words "What it may though it is not root.";
    group = opt str "uwsgi" "The group that runs it.";
    instance = opt (attrsOf anything) { type = "normal"; } "What it serves.";
    plugins = words "Its plugins.";
    runDir = opt path "/run/uwsgi" "Folder of its sockets.";
    user = opt str "uwsgi" "Who runs it.";
  };
  zwave-js-ui = {
    enable = flag "Whether Z-Wave JS UI is there.";
    package = packaged "zwave-js-ui";
    serialPort = need path "The device.";
    settings = opt (attrsOf (nullOr (oneOf [ bool int str ]))) { } "Its variables.";
  };
}
