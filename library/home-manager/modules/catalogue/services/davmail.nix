# `services.davmail`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.javaProperties { };
  # Tokens have a file of their own, for nobody can write into that of the settings.
  usual = {
    "davmail.server" = true;
    "davmail.disableUpdateCheck" = true;
    "davmail.logFilePath" = "${config.xdg.stateHome}/davmail.log";
    "davmail.logFileSize" = "1MB";
    "davmail.mode" = "auto";
    "davmail.url" = "https://outlook.office365.com/EWS/Exchange.asmx";
    "davmail.caldavPort" = 1080;
    "davmail.imapPort" = 1143;
    "davmail.ldapPort" = 1389;
    "davmail.popPort" = 1110;
    "davmail.smtpPort" = 1025;
    "davmail.oauth.tokenFilePath" = "${config.xdg.stateHome}/davmail-tokens";
    "log4j.logger.davmail" = "WARN";
    "log4j.logger.httpclient.wire" = "WARN";
    "log4j.logger.org.apache.commons.httpclient" = "WARN";
    "log4j.rootLogger" = "WARN";
  };
  outlook = lib.optionalAttrs config.services.davmail.imitateOutlook {
    "davmail.oauth.clientId" = "d3590ed6-52b3-4102-aeff-aad2292ab01c";
    "davmail.oauth.redirectUri" = "urn:ietf:wg:oauth:2.0:oob";
  };
  # As the type keeps them.
  asText = lib.mapAttrs (_: value: if lib.isBool value then lib.boolToString value else toString value);
in
lib.hm.library.service args "davmail" {
  options = {
    imitateOutlook = lib.hm.library.flag "Whether it says that it is Outlook." // {
      example = true;
    };
    settings = lib.mkOption {
      inherit (format) type;
      default = { };
      apply = given: asText (usual // outlook) // given;
      description = "Contents of {file}`davmail.properties`, over what is there.";
    };
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.davmail" pkgs lib.platforms.linux) ];
    systemd.user.services.davmail = {
      Unit = {
        Description = "DavMail POP/IMAP/SMTP Exchange Gateway";
        After = [ "graphical-session.target" "network.target" ];
      };
      Install.WantedBy = [ "graphical-session.target" ];
      Service = {
        Type = "exec";
        ExecStart = "${lib.getExe cfg.package} ${format.generate "davmail.properties" cfg.settings}";
        Restart = "on-failure";
        CapabilityBoundingSet = [ "" ];
        DeviceAllow = [ "" ];
        LockPersonality = true;
        NoNewPrivileges = true;
        PrivateDevices = true;
        PrivateTmp = true;
        PrivateUsers = true;
        ProtectClock = true;
        ProtectControlGroups = true;
        ProtectSystem = "strict";
        ProtectHostname = true;
        ProtectKernelLogs = true;
        ProtectKernelModules = true;
        ProtectKernelTunables = true;
        ProtectProc = "invisible";
        RemoveIPC = true;
        RestrictAddressFamilies = [ "AF_INET" "AF_INET6" "AF_UNIX" ];
        RestrictNamespaces = true;
        RestrictRealtime = true;
        RestrictSUIDSGID = true;
        SystemCallArchitectures = "native";
        SystemCallFilter = "@system-service";
        SystemCallErrorNumber = "EPERM";
        UMask = "0077";
      };
    };
  };
}
