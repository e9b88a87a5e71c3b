# `i18n.inputMethod`, with fcitx5.
{ config, options, pkgs, lib, ... }:
let
  inherit (lib) mkIf mkMerge types;
  inherit (lib.hm.library)
    described
    enabled
    flag
    maybe
    opt
    packages
    ;
  method = config.i18n.inputMethod;
  cfg = method.fcitx5;
  kinds = types.enum [ "fcitx" "fcitx5" "nabi" "uim" "hime" "kime" ];
  ini = pkgs.formats.ini { };
  iniWithGlobal = pkgs.formats.iniWithGlobalSection { };
  free = opt (types.submodule { freeformType = ini.type; }) { };
  # fcitx5 writes its truth values in capitals.
  capital =
    value:
    if lib.isAttrs value then
      lib.mapAttrs (_: capital) value
    else if lib.isList value then
      map capital value
    else if lib.isBool value then
      if value then "True" else "False"
    else
      value;
  package = cfg.fcitx5-with-addons.override { inherit (cfg) addons; };
  image = maybe types.path;
  theme = types.submodule {
    options = {
      theme = maybe (types.oneOf [ ini.type types.lines types.path ]) "The theme.";
      highlightImage = image "Picture behind what is chosen.";
      panelImage = image "Picture behind all.";
    };
  };
  immodules =
    version: gtk:
    pkgs.runCommandLocal "gtk${version}-immodule.cache" { buildInputs = [ gtk method.package ]; } ''
      mkdir -p $out/etc/gtk-${version}.0/
      GTK_PATH=${method.package}/lib/gtk-${version}.0/ \
        gtk-query-immodules-${version}.0 > $out/etc/gtk-${version}.0/immodules.cache
    '';
  settingsFiles =
    let
      file =
        name: format: value:
        lib.optionalAttrs (value != { }) {
          ${name} = format.generate "fcitx5-${lib.replaceStrings [ "/" ] [ "-" ] name}" (capital value);
        };
    in
    file "config" ini cfg.settings.globalOptions
    // file "profile" ini cfg.settings.inputMethod
    // lib.concatMapAttrs (name: file "conf/${name}.conf" iniWithGlobal) cfg.settings.addons;
  themeFiles = lib.concatMapAttrs (
    name: given:
    let
      file = part: value: source: {
        "fcitx5/themes/${name}/${part}" = mkIf (value != null) { inherit source; };
      };
    in
    file "highlight.svg" given.highlightImage given.highlightImage
    // file "panel.svg" given.panelImage given.panelImage
    // file "theme.conf" given.theme (
      if builtins.isPath given.theme || lib.isStorePath given.theme then
        given.theme
      else if lib.isString given.theme then
        pkgs.writeText "fcitx5-theme.conf" given.theme
      else
        ini.generate "fcitx5-${name}-theme" (capital given.theme)
    )
  ) cfg.themes;
  phrases = pkgs.writeTextDir "share/fcitx5/data/QuickPhrase.mb" (
    lib.concatStringsSep "\n" (
      lib.mapAttrsToList (
        short: long: "${short} ${lib.replaceStrings [ "\\" "\n" ] [ "\\\\" "\\n" ] long}"
      ) cfg.quickPhrase
    )
  );
  phraseFiles = pkgs.linkFarm "quickPhraseFiles" (
    lib.mapAttrs' (name: lib.nameValuePair "share/fcitx5/data/quickphrase.d/${name}.mb") cfg.quickPhraseFiles
  );
in
{
  options.i18n.inputMethod = {
    enable = lib.mkEnableOption "an input method" // {
      default = method.enabled != null;
      defaultText = lib.literalMD "`true` if `enabled` is set";
    };
    enabled = maybe kinds "The input method (deprecated).";
    type = opt (types.nullOr kinds) method.enabled "The input method." // {
      defaultText = lib.literalMD "what `enabled` is, or null";
    };
    package = maybe types.path "What it is in." // { internal = true; };
    fcitx5 = {
      fcitx5-with-addons = opt types.package pkgs.qt6Packages.fcitx5-with-addons "The package.";
      systemd.enable = enabled "Whether it is a service.";
      addons = packages "What is added to it.";
      waylandFrontend = flag "Whether programs for Wayland talk to it.";
      sessionVariables = opt options.home.sessionVariables.type {
        GLFW_IM_MODULE = "ibus";
        SDL_IM_MODULE = "fcitx";
        XMODIFIERS = "@im=fcitx";
      } "Variables for it.";
      quickPhrase = opt (types.attrsOf types.str) { } "Short forms of phrases.";
      quickPhraseFiles = opt (types.attrsOf types.path) { } "Files of them.";
      settings = {
        globalOptions = free "Contents of {file}`fcitx5/config`.";
        inputMethod = free "Contents of {file}`fcitx5/profile`.";
        addons = opt (types.attrsOf iniWithGlobal.type) { } "Contents of {file}`fcitx5/conf`.";
      };
      ignoreUserConfig = flag "Whether the user's own files are ignored.";
      themes = opt (types.lazyAttrsOf theme) { } "Themes.";
    };
  };

  # A module within this one, so that its folder is in front of those of `qt`.
  imports = [
    {
      _file = ./input-method.nix;
      home.sessionSearchVariables.QT_PLUGIN_PATH = mkIf (method.enable && method.type == "fcitx5") [
        "${package}/${pkgs.qt6.qtbase.qtPluginPrefix}"
      ];
    }
  ];

  config = mkMerge [
    (mkIf method.enable {
      assertions = [
        (lib.hm.assertions.assertPlatform "i18n.inputMethod" pkgs lib.platforms.linux)
        {
          assertion = method.enabled != "fcitx";
          message = "fcitx has been removed, please use fcitx5 instead";
        }
        {
          assertion = lib.elem method.type [ null "fcitx" "fcitx5" ];
          message = "The built-in library has no input method '${toString method.type}', only fcitx5.";
        }
      ];
      warnings =
        lib.optional (method.enabled != null)
          "i18n.inputMethod.enabled will be removed in a future release. Please use .type, and .enable = true instead";
      home.packages = [
        method.package
        (immodules "2" pkgs.gtk2)
        (immodules "3" pkgs.gtk3)
      ];
    })
    (mkIf (method.enable && method.type == "fcitx5") {
      i18n.inputMethod = {
        inherit package;
        fcitx5.addons =
          lib.optional (cfg.quickPhrase != { }) phrases ++ lib.optional (cfg.quickPhraseFiles != { }) phraseFiles;
      };
      home = {
        sessionVariables = mkMerge [
          cfg.sessionVariables
          (lib.optionalAttrs (!cfg.waylandFrontend) {
            GTK_IM_MODULE = "fcitx";
            QT_IM_MODULE = "fcitx";
          })
          (lib.optionalAttrs cfg.ignoreUserConfig { SKIP_FCITX_USER_PATH = "1"; })
        ];
      };
      # Programs for X still use a module of GTK.
      gtk = lib.optionalAttrs cfg.waylandFrontend {
        gtk2.extraConfig = ''gtk-im-module="fcitx"'';
        gtk3.extraConfig.gtk-im-module = "fcitx";
        gtk4.extraConfig.gtk-im-module = "fcitx";
      };
      xdg.configFile.fcitx5 = mkIf (settingsFiles != { }) {
        source = pkgs.linkFarm "fcitx-config" settingsFiles;
      };
      xdg.dataFile = themeFiles;
      systemd.user.services.fcitx5-daemon = mkIf cfg.systemd.enable (
        lib.hm.library.sessionService {
          description = "Fcitx5 input method editor";
          exec = "${package}/bin/fcitx5";
        }
      );
    })
  ];
}
