# `programs.browserpass`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  isDarwin = pkgs.stdenv.hostPlatform.isDarwin;
  chromium = mac: linux: {
    kind = "chromium";
    folder = (if isDarwin then "Library/Application Support/${mac}" else ".config/${linux}") + "/NativeMessagingHosts";
  };
  mozilla = mac: linux: {
    kind = "firefox";
    folder = if isDarwin then "Library/Application Support/${mac}/NativeMessagingHosts" else "${linux}/native-messaging-hosts";
  };
  known = {
    # Brave reads no policies of a home.
    brave = chromium "BraveSoftware/Brave-Browser" "BraveSoftware/Brave-Browser";
    chrome = chromium "Google/Chrome" "google-chrome" // { hasPolicies = true; };
    chromium = chromium "Chromium" "chromium" // { hasPolicies = true; };
    firefox = mozilla "Mozilla" ".mozilla";
    librewolf = mozilla "LibreWolf" ".librewolf";
    vivaldi = chromium "Vivaldi" "vivaldi" // { hasPolicies = true; };
  };
  names = lib.attrNames known;
  file = "com.github.browserpass.native.json";
in
lib.hm.library.program args "browserpass" {
  title = "what browsers get passwords with";
  install = false;
  options.browsers = lib.hm.library.opt (types.listOf (types.enum names)) names "Browsers that use it.";
  config =
    cfg:
    let
      files =
        name:
        let
          browser = known.${name};
        in
        {
          "${browser.folder}/${file}".source = "${cfg.package}/lib/browserpass/hosts/${browser.kind}/${file}";
        }
        // lib.optionalAttrs (browser.hasPolicies or false) {
          "${browser.folder}/../policies/managed/${file}".source = "${cfg.package}/lib/browserpass/policies/chromium/${file}";
        };
    in
    {
      home.file = lib.mergeAttrsList (map files cfg.browsers);
    };
}
