# Flags of build systems: CMake, Meson, autoconf.
lib:
let
  inherit (builtins) elem isBool isString;
in
{
  cmakeOptionType =
    type: feature: value:
    assert elem (lib.toUpper type) [
      "BOOL"
      "FILEPATH"
      "PATH"
      "STRING"
      "INTERNAL"
      "LIST"
    ];
    assert isString feature;
    assert isString value;
    "-D${feature}:${lib.toUpper type}=${value}";
  cmakeBool =
    feature: flag:
    assert isString feature;
    assert isBool flag;
    lib.cmakeOptionType "bool" feature (if flag then "TRUE" else "FALSE");
  cmakeFeature = lib.cmakeOptionType "string";
  mesonOption =
    feature: value:
    assert isString feature;
    assert isString value;
    "-D${feature}=${value}";
  mesonBool =
    feature: flag:
    assert isBool flag;
    lib.mesonOption feature (lib.boolToString flag);
  mesonEnable =
    feature: flag:
    assert isBool flag;
    lib.mesonOption feature (if flag then "enabled" else "disabled");
  enableFeature =
    flag: feature:
    assert isBool flag;
    assert isString feature;
    (if flag then "--enable-" else "--disable-") + feature;
  enableFeatureAs =
    flag: feature: value:
    lib.enableFeature flag feature + lib.optionalString flag "=${value}";
  withFeature =
    flag: feature:
    assert isString feature;
    (if flag then "--with-" else "--without-") + feature;
  withFeatureAs =
    flag: feature: value:
    lib.withFeature flag feature + lib.optionalString flag "=${value}";
}
