# `programs.newsboat`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf optionalString types;
  inherit (lib.hm.library) flag maybe need opt strings text words;
  isSince = lib.versionAtLeast config.home.stateVersion;

  feed = types.submodule {
    options = {
      url = need types.str "Where it is.";
      tags = words "Its tags.";
      title = maybe types.str "Its title.";
    };
  };
  job = what: onCalendar: {
    enable = lib.mkEnableOption what;
    onCalendar = opt types.str onCalendar "When, as {manpage}`systemd.time(7)` writes it.";
  };

  urls =
    cfg:
    let
      quoted = map (word: "\"${word}\"");
      feeds = map (
        feed: lib.concatStringsSep " " ([ feed.url ] ++ quoted (feed.tags ++ lib.optional (feed.title != null) "~${feed.title}"))
      ) cfg.urls;
      queries = lib.mapAttrsToList (name: query: "\"query:${name}:${lib.escape [ "\"" ] query}\"") cfg.queries;
    in
    lib.concatStringsSep "\n" (if isSince "20.03" then queries ++ feeds else feeds ++ queries) + "\n";
  settings = cfg: ''
    max-items ${toString cfg.maxItems}
    browser ${cfg.browser}
    reload-threads ${toString cfg.reloadThreads}
    auto-reload ${lib.hm.booleans.yesNo cfg.autoReload}
    ${optionalString (cfg.reloadTime != null) "reload-time ${toString cfg.reloadTime}"}
    prepopulate-query-feeds yes

    ${cfg.extraConfig}
  '';

  # A job that runs while the machine has nothing else to do, and never beside another of them.
  service = cfg: description: argument: {
    Unit = {
      Description = description;
      Documentation = [ "man:newsboat(1)" ];
    };
    Service = {
      Type = "oneshot";
      ExecStart = "${lib.getExe pkgs.flock} %t/newsboat.lock ${lib.getExe cfg.package} ${argument}";
      Slice = "background.slice";
      CPUSchedulingPolicy = "idle";
      IOSchedulingClass = "idle";
      RuntimeDirectory = "newsboat";
    };
  };
  timer = name: description: onCalendar: unit: {
    Unit = {
      Description = description;
      Documentation = [ "man:newsboat(1)" ];
    }
    // unit;
    Timer = {
      Unit = "${name}.service";
      OnCalendar = onCalendar;
      Persistent = true;
    };
    Install.WantedBy = [ "timers.target" ];
  };
in
lib.hm.library.program args "newsboat" {
  title = "the reader of feeds Newsboat";
  nullable = true;
  options = {
    urls = opt (types.listOf feed) [ ] "Feeds; none, to keep the list by hand.";
    maxItems = opt types.int 0 "Items that are kept of a feed; 0: all.";
    reloadThreads = opt types.int 5 "Feeds that are read at the same time.";
    autoReload = flag "Whether feeds are read again while it runs.";
    reloadTime = opt (types.nullOr types.int) 60 "Minutes between that.";
    browser = lib.hm.library.described "\${pkgs.xdg-utils}/bin/xdg-open" (
      opt types.str "${pkgs.xdg-utils}/bin/xdg-open" "What opens pages."
    );
    queries = strings "Feeds that are searches, by name.";
    extraConfig = text "More text of {file}`newsboat/config`.";
    autoFetchArticles = job "reading feeds from time to time" "daily";
    autoVacuum = job "tidying its store from time to time" "weekly";
  };
  config =
    cfg:
    let
      needsPackage = option: {
        assertion = !cfg.${option}.enable || cfg.package != null;
        message = "`programs.newsboat.${option}` needs `programs.newsboat.package`.";
      };
      files = {
        urls = mkIf (cfg.urls != [ ]) { text = urls cfg; };
        config.text = settings cfg;
      };
      below = folder: lib.mapAttrs' (name: lib.nameValuePair "${folder}/${name}") files;
      fetching = "Automatic Newsboat Article Fetcher";
      cleaning = "Automatic Newsboat Cache Cleaner";
    in
    {
      assertions = [
        {
          assertion = cfg.queries == { } || cfg.urls != [ ];
          message = "`programs.newsboat.queries` stand in the file of `programs.newsboat.urls`, which is made only where there are some.";
        }
        (needsPackage "autoFetchArticles")
        (needsPackage "autoVacuum")
      ];
      home.file = mkIf (!isSince "21.05") (below ".newsboat");
      xdg.configFile = mkIf (isSince "21.05") (below "newsboat");
      systemd.user = {
        services = {
          newsboat-fetch-articles = mkIf cfg.autoFetchArticles.enable (service cfg fetching "--execute=reload");
          newsboat-vacuum = mkIf cfg.autoVacuum.enable (service cfg cleaning "--vacuum");
        };
        timers = {
          newsboat-fetch-articles = mkIf cfg.autoFetchArticles.enable (
            timer "newsboat-fetch-articles" fetching cfg.autoFetchArticles.onCalendar { After = [ "network.target" ]; }
          );
          newsboat-vacuum = mkIf cfg.autoVacuum.enable (timer "newsboat-vacuum" cleaning cfg.autoVacuum.onCalendar { });
        };
      };
    };
}
