# Options of GitLab.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  gitlab = {
    backup = {
      keepTime = opt int 0 "Hours that backups are kept." // { apply = hours: hours * 60 * 60; };
      path = opt str "${config.services.gitlab.statePath}/backup" "Folder of backups.";
      skip = opt (either (enum [ ]) (listOf (enum [ "db" "uploads" "builds" "artifacts" "lfs" "registry" "pages" "repositories" "tar" ]))) [ ] "What backups leave out." // { apply = lib.concatStringsSep ","; };
      startAt = opt (either str (listOf str)) [ ] "Start at of backup.";
      uploadOptions = opt attrs { } "Upload options of backup.";
    };
    databaseCreateLocally = enabled "Whether gitlab has this: database create locally.";
    databaseHost = opt str "" "Database host of gitlab.";
    databaseName = opt str "gitlab" "Database name of gitlab.";
    databasePasswordFile = maybe path "Database password file of gitlab.";
    databasePool = opt int 5 "Database pool of gitlab.";
    databaseUsername = opt str "gitlab" "Database username of gitlab.";
    enable = flag "Whether gitlab is there.";
    extraConfig = opt yaml { } "More text of its file.";
    extraDatabaseConfig = opt attrs { } "Extra database config of gitlab.";
    extraEnv = opt (attrsOf str) { } "Extra env of gitlab.";
    extraGitlabRb = opt str "" "Extra gitlab rb of gitlab.";
    extraShellConfig = opt attrs { } "Extra shell config of gitlab.";
    group = opt str "gitlab" "The group that runs it.";
    host = described "config.networking.hostName" (opt str config.networking.hostName "Where it listens.");
    https = flag "Whether gitlab has this: https.";
    initialRootEmail = opt str "admin@local.host" "Initial root email of gitlab.";
    initialRootPasswordFile = maybe path "Initial root password file of gitlab.";
    logrotate = {
      enable = enabled "Whether logrotate is there.";
      frequency = opt str "daily" "Frequency of logrotate.";
      keep = opt int 30 "Keep of logrotate.";
    };
    packages = {
      gitaly = packaged "gitaly";
      gitlab = packaged "gitlab";
      gitlab-shell = packaged "gitlab-shell";
      gitlab-workhorse = packaged "gitlab-workhorse";
      pages = packaged "gitlab-pages";
    };
    pages = {
      enable = flag "Whether pages is there.";
      settings = need (submodule {
        freeformType = attrsOf (nullOr (oneOf [ str int bool attrs ]));
        options = {
          api-secret-key = opt (nullOr str) "/var/gitlab/state/gitlab_pages_secret" "Api secret key of settings." // { internal = true; };
          artifacts-server = opt (nullOr str) "http${lib.optionalString config.services.gitlab.https "s"}://${config.services.gitlab.host}/api/v4" "Where artifacts are.";
          gitlab-server = opt (nullOr str) "http${lib.optionalString config.services.gitlab.https "s"}://${config.services.gitlab.host}" "Where GitLab is.";
          internal-gitlab-server = maybe str "Where it is from within.";
          listen-http = words "Listen http of settings.";
          listen-https = words "Listen https of settings.";
          listen-proxy = opt (listOf str) [ "127.0.0.1:8090" ] "Listen proxy of settings.";
          pages-domain = need (nullOr str) "Pages domain of settings.";
          pages-root = opt str "${config.services.gitlab.statePath}/shared/pages" "Folder of the pages.";
        };
      }) "Its settings.";
    };
    port = opt port 8080 "Its port.";
    puma = {
      threadsMax = opt int 4 "Threads max of puma." // { apply = value: if value == null then null else toString value; };
      threadsMin = opt int 0 "Threads min of puma." // { apply = value: if value == null then null else toString value; };
      workers = opt int 2 "Workers of puma." // { apply = value: if value == null then null else toString value; };
    };
    redisUrl = opt str "unix:/run/gitlab/redis.sock" "Redis url of gitlab.";
    registry = {
      certFile = need path "Cert file of registry.";
      defaultForProjects = described "config.services.gitlab.registry.enable" (opt bool config.services.gitlab.registry.enable "Whether registry has this: default for projects.");
      enable = flag "Whether registry is there.";
      externalAddress = opt str "" "External address of registry.";
      externalPort = need int "External port of registry.";
      host = described "config.services.gitlab.host" (opt str config.services.gitlab.host "Where it listens.");
      issuer = opt str "gitlab-issuer" "Issuer of registry.";
      keyFile = need path "Key file of registry.";
      package = packaged "docker-distribution";
      port = opt port 4567 "Its port.";
      serviceName = opt str "container_registry" "Service name of registry.";
    };
    secrets = {
      dbFile = maybe path "Db file of secrets.";
      jwsFile = maybe path "Jws file of secrets.";
      otpFile = maybe path "Otp file of secrets.";
      secretFile = maybe path "Secret file of secrets.";
    };
    sidekiq = {
      concurrency = maybe int "Concurrency of sidekiq.";
      memoryKiller = {
        enable = enabled "Whether memoryKiller is there.";
        graceTime = opt int 900 "Grace time of memory killer." // { apply = value: if value == null then null else toString value; };
        maxMemory = opt int 2000 "Max memory of memory killer." // { apply = value: if value == null then null else toString value; };
        shutdownWait = opt int 30 "Shutdown wait of memory killer." // { apply = value: if value == null then null else toString value; };
      };
    };
    smtp = {
      address = opt str "localhost" "Where it listens.";
      authentication = maybe str "Authentication of smtp.";
      domain = opt str "localhost" "Its domain.";
      enable = flag "Whether smtp is there.";
      enableStartTLSAuto = enabled "Whether smtp has this: start tlsauto.";
      opensslVerifyMode = opt str "peer" "Openssl verify mode of smtp.";
      passwordFile = maybe path "File with the password.";
      port = opt port 25 "Its port.";
      tls = flag "Whether smtp has this: tls.";
      username = maybe str "Username of smtp.";
    };
    statePath = opt str "/var/gitlab/state" "State path of gitlab.";
    user = opt str "gitlab" "Who runs it.";
    workhorse = {
      config = opt toml { } "Its configuration.";
    };
  };
}
