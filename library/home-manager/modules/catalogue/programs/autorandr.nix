# `programs.autorandr`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) concatStringsSep mapAttrs' mapAttrsToList nameValuePair optional types;
  inherit (lib.hm.library) enabled flag maybe need opt strings text;
  n = toString;

  hasLength = length: list: lib.isList list && lib.length list == length;
  # Three rows of three numbers.
  matrix = lib.mkOptionType {
    name = "matrixOf";
    description = "3×3 matrix of floating point numbers";
    check = rows: hasLength 3 rows && lib.all (row: hasLength 3 row && lib.all lib.isFloat row) rows;
    merge = lib.mergeOneOption;
  };
  number = types.either types.float types.ints.positive;

  scale.options = {
    method = opt (types.enum [ "factor" "pixel" ]) "factor" "What the numbers are.";
    x = need number "Across.";
    y = need number "Down.";
  };
  output.options = {
    enable = enabled "Whether it is on.";
    crtc = maybe types.ints.unsigned "Its controller.";
    primary = flag "Whether it is the first.";
    position = opt types.str "" "Its place.";
    mode = opt types.str "" "Its size.";
    rate = opt types.str "" "How often it is drawn.";
    gamma = opt types.str "" "Its gamma.";
    rotate = maybe (types.enum [ "normal" "left" "right" "inverted" ]) "How it is turned.";
    transform = maybe matrix "How it is distorted.";
    dpi = maybe types.ints.positive "Its dots per inch.";
    scale = maybe (types.submodule scale) "How it is scaled.";
    filter = maybe (types.enum [ "bilinear" "nearest" ]) "How scaled points are found.";
    extraConfig = text "More lines.";
  };
  hooks = type: {
    postswitch = type "What runs after a change.";
    preswitch = type "What runs before a change.";
    predetect = type "What runs before autorandr looks at the outputs.";
  };
  profile.options = {
    fingerprint = strings "Identities of outputs by name.";
    config = opt (types.attrsOf (types.submodule output)) { } "Outputs by name.";
    hooks = opt (types.submodule { options = hooks text; }) { } "Scripts of the profile.";
  };

  given = word: value: optional (value != null && value != "") "${word} ${n value}";
  linesOf =
    name: o:
    if !o.enable then
      "output ${name}\noff\n"
    else
      concatStringsSep "\n" (
        [ "output ${name}" ]
        ++ given "pos" o.position
        ++ given "crtc" o.crtc
        ++ optional o.primary "primary"
        ++ given "dpi" o.dpi
        ++ given "gamma" o.gamma
        ++ given "mode" o.mode
        ++ given "rate" o.rate
        ++ given "rotate" o.rotate
        ++ given "filter" o.filter
        ++ optional (o.transform != null) "transform ${lib.concatMapStringsSep "," n (lib.flatten o.transform)}"
        ++ optional (o.scale != null) (
          (if o.scale.method == "factor" then "scale" else "scale-from") + " ${n o.scale.x}x${n o.scale.y}"
        )
        ++ optional (o.extraConfig != "") o.extraConfig
      );
  hookFile =
    folder: name: hook:
    nameValuePair "autorandr/${folder}/${name}" {
      source = "${pkgs.writeShellScriptBin "hook" hook}/bin/hook";
    };
  profileFiles =
    name: profile:
    {
      "autorandr/${name}/setup".text = concatStringsSep "\n" (
        mapAttrsToList (output: identity: "${output} ${identity}") profile.fingerprint
      );
      "autorandr/${name}/config".text = concatStringsSep "\n" (mapAttrsToList linesOf profile.config);
    }
    // mapAttrs' (hookFile name) (lib.filterAttrs (_: hook: hook != "") profile.hooks);
in
lib.hm.library.program args "autorandr" {
  nullable = true;
  options = {
    hooks = opt (types.submodule {
      options = hooks (opt (types.attrsOf types.lines) { });
    }) { } "Scripts of all profiles, by name.";
    profiles = opt (types.attrsOf (types.submodule profile)) { } "Profiles by name.";
  };
  config = cfg: {
    assertions = lib.concatLists (
      mapAttrsToList (
        name: profile:
        mapAttrsToList (output: o: {
          assertion = o.scale == null || o.transform == null;
          message = ''
            An output has either `scale` or `transform`.
            Check configuration for: programs.autorandr.profiles.${name}.config.${output}
          '';
        }) profile.config
      ) cfg.profiles
    );
    xdg.configFile = lib.mkMerge (
      mapAttrsToList (kind: mapAttrs' (hookFile "${kind}.d")) cfg.hooks ++ mapAttrsToList profileFiles cfg.profiles
    );
  };
}
