# `fonts.fontconfig`: which fonts programs find, and how they draw them.
{
  config,
  lib,
  nixosConfig,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf optional types;
  inherit (lib.hm.library)
    described
    maybe
    need
    opt
    words
    ;
  cfg = config.fonts.fontconfig;
  inherit (config.home) path profileDirectory stateVersion;
  xml = pkgs.formats.xml { };

  file =
    {
      config,
      name,
      options,
      ...
    }:
    let
      fileName = lib.hm.strings.storeFileName "hm-fontconfig-${config.label}.xml";
    in
    {
      options = {
        enable = lib.mkOption {
          type = types.bool;
          inherit
            (lib.hm.deprecations.mkStateVersionOptionDefault {
              inherit stateVersion;
              since = "26.11";
              optionPath = [
                "fonts"
                "fontconfig"
                "configFile"
                name
                "enable"
              ];
              legacy.value = false;
              current.value = true;
            })
            default
            defaultText
            ;
          description = "Whether the file is made.";
        };
        label = described "<name>" (opt types.str name "Name within the file's name.");
        priority = opt (types.ints.between 0 99) 90 "Order among the files; 0 comes first.";
        target =
          opt types.nonEmptyStr "${toString config.priority}-hm-${config.label}.conf" "The file, below {file}`fontconfig/conf.d`."
          // {
            defaultText = "\"\${toString config.priority}-hm-\${config.label}.conf\"";
          };
        settings = opt xml.type { } "What is within `<fontconfig>`.";
        text = maybe types.lines "The text.";
        source = need (types.coercedTo (types.nullOr types.path) (
          value:
          if value == null then
            abort "Setting 'fonts.fontconfig.configFile.${name}.source' to null is not\nrequired anymore and disallowed. You can safely remove this definition.\n"
          else
            value
        ) types.path) "The file itself.";
      };
      config.source = lib.mkMerge [
        (mkIf (config.settings != { }) (
          lib.mkDerivedConfig options.settings (settings: xml.generate fileName { fontconfig = settings; })
        ))
        (mkIf (config.text != null) (lib.mkDerivedConfig options.text (pkgs.writeText fileName)))
      ];
    };

  include = file: {
    "#text" = file;
    "@ignore_missing" = "yes";
  };
  assign =
    name: kind: value:
    {
      "@mode" = "assign";
      "@name" = name;
      ${kind} = value;
    };
  rendering =
    optional (cfg.antialiasing != null) (assign "antialias" "bool" (lib.boolToString cfg.antialiasing))
    ++ lib.optionals (cfg.hinting != null) [
      (assign "hinting" "bool" "true")
      (assign "hintstyle" "const" "hint${cfg.hinting}")
    ]
    ++ optional (cfg.subpixelRendering != null) (
      assign "rgba" "const" (lib.replaceStrings [ "ertical-" ] [ "" ] cfg.subpixelRendering)
    );
  families = {
    monospace = "monospace";
    sansSerif = "sans-serif";
    serif = "serif";
    emoji = "emoji";
  };
  alias = name: fonts: {
    "@binding" = "same";
    family = families.${name};
    prefer.family = fonts;
  };
  folder = name: pkgs.runCommandLocal name { } "mkdir -p $out/lib/fontconfig";
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "fonts" "fontconfig" "enableProfileFonts" ] [ "fonts" "fontconfig" "enable" ])
  ];

  options.fonts.fontconfig = {
    enable =
      described
        "nixosConfig != null\n&& nixosConfig.home-manager.useUserPackages\n&& nixosConfig.fonts.fontconfig.enable;\n"
        (
          opt types.bool (
            nixosConfig != null
            && nixosConfig.home-manager.useUserPackages
            && nixosConfig.fonts.fontconfig.enable
          ) "Whether the fonts of the profile are found."
        );
    defaultFonts = lib.mapAttrs (_: family: words "Fonts for ${family}, the preferred first.") families;
    antialiasing = maybe types.bool "Whether edges are smoothed.";
    hinting = maybe (types.enum [
      "none"
      "slight"
      "medium"
      "full"
    ]) "How shapes are fitted to pixels.";
    subpixelRendering = maybe (types.enum [
      "none"
      "rgb"
      "bgr"
      "vertical-rgb"
      "vertical-bgr"
    ]) "Order of the colours of a pixel.";
    configFile = opt (types.attrsOf (types.submodule file)) { } "Files of settings.";
  };

  config = mkIf cfg.enable {
    home = {
      # Two packages with the same folder make the profile have a real one.
      packages = [
        (folder "dummy-fc-dir1")
        (folder "dummy-fc-dir2")
      ];
      extraProfileCommands = ''
        if [[ -d $out/lib/X11/fonts || -d $out/share/fonts ]]; then
          export FONTCONFIG_FILE="$(pwd)/fonts.conf"
          cat > $FONTCONFIG_FILE << EOF
        <?xml version='1.0'?>
        <!DOCTYPE fontconfig SYSTEM 'fonts.dtd'>
        <fontconfig><dir>$out/lib/X11/fonts</dir><dir>$out/share/fonts</dir><cachedir>$out/lib/fontconfig/cache</cachedir></fontconfig>
        EOF
          ${lib.getBin pkgs.fontconfig}/bin/fc-cache -f
          rm -f $out/lib/fontconfig/cache/CACHEDIR.TAG $FONTCONFIG_FILE
          rmdir --ignore-fail-on-non-empty -p $out/lib/fontconfig/cache
          unset FONTCONFIG_FILE
        fi
        if [[ -d $out/lib/fontconfig ]]; then
          rmdir --ignore-fail-on-non-empty -p $out/lib/fontconfig
        fi
      '';
    };
    fonts.fontconfig.configFile = {
      fonts = {
        enable = true;
        priority = 10;
        settings = {
          description = "Add fonts in the Nix user profile";
          include = map include [
            "${path}/etc/fonts/conf.d"
            "${path}/etc/fonts/fonts.conf"
          ];
          dir = [
            "${path}/lib/X11/fonts"
            "${path}/share/fonts"
            "${profileDirectory}/lib/X11/fonts"
            "${profileDirectory}/share/fonts"
          ];
          cachedir = "${path}/lib/fontconfig/cache";
        };
      };
      rendering = {
        enable = rendering != [ ];
        priority = 10;
        settings = {
          description = "Set the rendering mode";
          match = {
            "@target" = "font";
            edit = rendering;
          };
        };
      };
      default-fonts = {
        enable = true;
        priority = 52;
        settings = {
          description = "Set default fonts";
          alias = lib.mapAttrsToList alias (lib.filterAttrs (_: fonts: fonts != [ ]) cfg.defaultFonts);
        };
      };
    };
    xdg.configFile = lib.mapAttrs' (
      _: file: lib.nameValuePair "fontconfig/conf.d/${file.target}" { inherit (file) enable source; }
    ) cfg.configFile;
  };
}
