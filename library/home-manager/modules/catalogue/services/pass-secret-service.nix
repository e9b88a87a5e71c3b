# `services.pass-secret-service`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  bus = "org.freedesktop.secrets";
in
lib.hm.library.service args "pass-secret-service" {
  title = "the secrets of pass for programs";
  install = false;
  options.storePath = lib.hm.library.described "config.programs.password-store.settings.PASSWORD_STORE_DIR" (
    lib.hm.library.maybe lib.types.str "Folder of the passwords."
  );
  config =
    cfg:
    let
      program = "${cfg.package}/bin/pass_secret_service";
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "services.pass-secret-service" pkgs lib.platforms.linux)
        {
          assertion = !config.services.gnome-keyring.enable;
          message = ''
            Another service keeps the secrets of this user, too; there can be one.
            Other services enabled:
            - gnome-keyring
          '';
        }
      ];
      xdg.dataFile."dbus-1/services/${bus}.service".source = "${cfg.package}/share/dbus-1/services/${bus}.service";
      systemd.user.services.pass-secret-service = {
        Unit = {
          AssertFileIsExecutable = program;
          Description = "Pass libsecret service";
          Documentation = "https://github.com/mdellweg/pass_secret_service";
          PartOf = [ "default.target" ];
        };
        Service = {
          Type = "dbus";
          ExecStart = program + lib.optionalString (cfg.storePath != null) " --path ${cfg.storePath}";
          BusName = bus;
          Environment = [ "GNUPGHOME=${config.programs.gpg.homedir}" ];
        };
        Install.WantedBy = [ "default.target" ];
      };
    };
}
