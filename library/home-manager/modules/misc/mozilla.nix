# Programs that browsers and Thunderbird may talk to, as their modules collect them.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf;
  cfg = config.mozilla;
  isDarwin = pkgs.stdenv.hostPlatform.isDarwin;
  hosts = what: lib.hm.library.packages "Programs that ${what} may talk to." // { internal = true; };
  linked =
    name: packages:
    let
      joined = pkgs.symlinkJoin {
        inherit name;
        # The folder has to be one of its own, even where one package has it.
        paths = [ (pkgs.writeTextDir "lib/mozilla/native-messaging-hosts/.keep" "") ] ++ packages;
      };
    in
    mkIf (packages != [ ]) {
      source = "${joined}/lib/mozilla/native-messaging-hosts";
      recursive = true;
      ignorelinks = true;
    };
in
{
  options.mozilla = {
    firefoxNativeMessagingHosts = hosts "Firefox";
    thunderbirdNativeMessagingHosts = hosts "Thunderbird";
  };
  # On Linux both have one folder.
  config.home.file =
    if isDarwin then
      {
        "Library/Mozilla/NativeMessagingHosts" = linked "th-native-messaging-hosts" cfg.thunderbirdNativeMessagingHosts;
        "Library/Application Support/Mozilla/NativeMessagingHosts" = linked "ff-native-messaging-hosts" cfg.firefoxNativeMessagingHosts;
      }
    else
      {
        ".mozilla/native-messaging-hosts" = linked "mozilla-native-messaging-hosts" (
          cfg.firefoxNativeMessagingHosts ++ cfg.thunderbirdNativeMessagingHosts
        );
      };
}
