# `programs.radicle`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkDefault mkEnableOption mkIf types;
  inherit (lib.hm.library) need opt words;
  json = pkgs.formats.json { };
  cfg = config.programs.radicle;
  suffix = "$rid$path";
  hasSuffix = lib.hasSuffix suffix cfg.settings.publicExplorer;
  inherit (pkgs.stdenv.hostPlatform) isLinux;

  browsers = {
    librewolf = "librewolf.desktop";
    firefox = "firefox.desktop";
    chromium = "chromium-browser.desktop";
  };
  found = lib.attrValues (lib.filterAttrs (name: _: config.programs.${name}.enable or false) browsers);
  settings = types.submodule {
    freeformType = json.type;
    options = {
      publicExplorer = opt types.str "https://app.radicle.xyz/nodes/$host/$rid$path" "Addresses of repositories in the web.";
      node = {
        alias = lib.hm.library.described "config.home.username" (opt types.str config.home.username "Name of the node.");
        listen = words "Where the node listens.";
      };
    };
  };

  # `rad` checks the file, for which it wants a key.
  file = pkgs.runCommand "config.json" { nativeBuildInputs = [ cfg.cli.package ]; } ''
    mkdir keys
    echo "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID/this/is/not/a/real/key/only/a/placeholder" \
      > keys/radicle.pub
    cp ${json.generate "config.json" cfg.settings} config.json
    RAD_HOME=$PWD rad config
    cp config.json $out
  '';
  handler = name: command: prefix: {
    name = "Open Radicle URIs with ${name}";
    genericName = "Code Forge";
    categories = [ "Development" "RevisionControl" ];
    exec = lib.getExe (
      pkgs.writeShellApplication {
        name = command;
        meta.mainProgram = command;
        text = ''xdg-open "${prefix}$1"'';
      }
    );
    mimeType = [ "x-scheme-handler/rad" ];
    noDisplay = true;
  };
in
lib.hm.library.program args "radicle" {
  package = null;
  options = {
    cli.package = lib.mkPackageOption pkgs "radicle-node" { };
    uri = {
      rad = {
        browser = {
          enable = lib.mkOption {
            default = hasSuffix && isLinux;
            defaultText = "`true` if a suitable public explorer is detected.";
            description = "Whether the browser opens addresses of the kind `rad:`.";
          };
          preferredNode = opt types.str "iris.radicle.xyz" "Node that it asks.";
        };
        vscode = {
          enable = mkEnableOption "opening addresses of the kind `rad:` with Visual Studio Code";
          extension = opt types.str "radicle-ide-plugins-team.radicle" "Extension that does it.";
        };
      };
      web-rad = {
        enable = mkEnableOption "opening addresses of the kind `web+rad:` with the browser";
        browser = opt (types.nullOr types.str) (if found == [ ] then null else lib.head found) "The browser." // {
          defaultText = "Automatically detected browser.";
        };
      };
    };
    settings = opt settings { } "Contents of {file}`~/.radicle/config.json`.";
  };
  config =
    cfg:
    let
      inherit (cfg.uri) web-rad;
      inherit (cfg.uri.rad) browser vscode;
      explorer = lib.replaceStrings [ "$host" suffix ] [ browser.preferredNode "" ] cfg.settings.publicExplorer;
    in
    {
      assertions = [
        {
          assertion = isLinux || !(browser.enable || vscode.enable);
          message = "Addresses that begin with `rad:` can be opened on Linux only.";
        }
        {
          assertion = web-rad.enable -> web-rad.browser != null;
          message = "Could not detect preferred browser. Please set `programs.radicle.uri.web-rad.browser`.";
        }
        {
          assertion = !(browser.enable && vscode.enable);
          message = "More than one program is to open addresses that begin with `rad:`.";
        }
        {
          assertion = browser.enable -> hasSuffix;
          message = "programs.radicle.uri.rad.browser.enable is only compatible with a public explorer URL ending in '${suffix}' but '${cfg.settings.publicExplorer}' does not end with '${suffix}'.";
        }
      ];
      home.packages = [ cfg.cli.package ];
      home.file.".radicle/config.json".source = file;
      xdg.mimeApps.defaultApplications = {
        "x-scheme-handler/rad" = mkIf (browser.enable || vscode.enable) (
          mkDefault (if browser.enable then "rad-to-browser.desktop" else "rad-to-vscode.desktop")
        );
        "x-scheme-handler/web+rad" = mkIf web-rad.enable (mkDefault web-rad.browser);
      };
      xdg.desktopEntries = {
        rad-to-browser = mkIf browser.enable (handler "Web Browser" "rad-to-browser" explorer);
        rad-to-vscode = mkIf vscode.enable (handler "VSCode" "rad-to-vscode" "vscode://${vscode.extension}/");
      };
    };
}
