# `services.emacs`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described flag opt words;
  cfg = config.services.emacs;
  emacs = config.programs.emacs;
  version = lib.getVersion cfg.package;
  # Older ones take their socket away when they end (bug 47511 of Emacs).
  keepsNoSocket = lib.versionOlder version "28" && cfg.socketActivation.enable;
  folder = "%t/emacs";
  socket = "${folder}/server";
  about = {
    Description = "Emacs text editor";
    Documentation = "info:emacs man:emacs(1) https://gnu.org/software/emacs/";
  };
  kinds = [
    "english"
    "plain"
    "x-makefile"
    "x-c++hdr"
    "x-c++src"
    "x-chdr"
    "x-csrc"
    "x-java"
    "x-moc"
    "x-pascal"
    "x-tcl"
    "x-tex"
  ];
  client = pkgs.writeTextDir "share/applications/emacsclient.desktop" (
    lib.generators.toINI { } {
      "Desktop Entry" = {
        Type = "Application";
        Exec = "${cfg.package}/bin/emacsclient ${lib.concatStringsSep " " cfg.client.arguments} %F";
        Terminal = false;
        Name = "Emacs Client";
        Icon = "emacs";
        Comment = "Edit text";
        GenericName = "Text Editor";
        MimeType =
          lib.concatMapStrings (kind: "text/${kind};") kinds + "application/x-shellscript;text/x-c;text/x-c++;";
        Categories = "Development;TextEditor;";
        Keywords = "Text;Editor;";
        StartupWMClass = if lib.versionAtLeast version "28" then "Emacsd" else "Emacs";
      };
    }
  );
  editor = lib.getBin (
    pkgs.writeShellScript "editor" "exec ${lib.getBin cfg.package}/bin/emacsclient \"\${@:---create-frame}\""
  );
  ofSession = lib.optional (cfg.startWithUserSession == "graphical") "graphical-session.target";
  daemon = lib.optionalString cfg.socketActivation.enable "=${lib.escapeShellArg socket}";
in
{
  options.services.emacs = {
    enable = lib.mkEnableOption "the server of Emacs";
    package = described ''
      if config.programs.emacs.enable then config.programs.emacs.finalPackage
      else pkgs.emacs
    '' (opt types.package (if emacs.enable then emacs.finalPackage else pkgs.emacs) "The Emacs.");
    extraOptions = words "More arguments of {command}`emacs`.";
    client = {
      enable = lib.mkEnableOption "an entry of the client in menus";
      arguments = opt (types.listOf types.str) [ "-c" ] "Arguments of {command}`emacsclient` there.";
    };
    socketActivation.enable = lib.mkEnableOption "starting the server when it is first asked";
    startWithUserSession = described "!config.services.emacs.socketActivation.enable" (
      opt (types.either types.bool (types.enum [ "graphical" ])) (
        !cfg.socketActivation.enable
      ) "Whether it starts with the session of the user, or with the graphical one."
    );
    defaultEditor = flag "Whether {command}`emacsclient` is {env}`EDITOR` and {env}`VISUAL`.";
  };

  config = mkIf cfg.enable {
    home.sessionVariables = mkIf cfg.defaultEditor {
      EDITOR = editor;
      VISUAL = editor;
    };
    home.packages = lib.optional (cfg.client.enable && pkgs.stdenv.hostPlatform.isLinux) (lib.hiPrio client);

    systemd.user.services.emacs = {
      Unit =
        about
        // {
          After = ofSession;
          PartOf = ofSession;
          # A restart would lose what is not saved.
          X-RestartIfChanged = false;
        }
        // lib.optionalAttrs keepsNoSocket { RefuseManualStart = true; };
      Service = {
        Type = "notify";
        # A login shell brings the environment of the user.
        ExecStart = "${pkgs.runtimeShell} -l -c \"${cfg.package}/bin/emacs --fg-daemon${daemon} ${lib.escapeShellArgs cfg.extraOptions}\"";
        SuccessExitStatus = 15;
        Restart = "on-failure";
      }
      // lib.optionalAttrs keepsNoSocket {
        ExecStartPost = "${pkgs.coreutils}/bin/chmod --changes -w ${folder}";
        ExecStopPost = "${pkgs.coreutils}/bin/chmod --changes +w ${folder}";
      };
    }
    // lib.optionalAttrs (cfg.startWithUserSession != false) {
      Install.WantedBy = [
        (if cfg.startWithUserSession == true then "default.target" else "graphical-session.target")
      ];
    };
    systemd.user.sockets.emacs = mkIf cfg.socketActivation.enable {
      Unit = about;
      Socket = {
        ListenStream = socket;
        FileDescriptorName = "server";
        SocketMode = "0600";
        DirectoryMode = "0700";
        FlushPending = true;
      };
      Install = {
        WantedBy = [ "sockets.target" ];
        RequiredBy = [ "emacs.service" ];
      };
    };
    launchd.agents.emacs = {
      enable = true;
      config = {
        ProgramArguments = [
          "${cfg.package}/bin/emacs"
          "--fg-daemon"
        ]
        ++ cfg.extraOptions;
        RunAtLoad = true;
        KeepAlive = {
          Crashed = true;
          SuccessfulExit = false;
        };
      };
    };
  };
}
