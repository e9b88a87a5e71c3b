# `utils`, the argument of modules with what they share.
{
  config,
  lib,
  pkgs,
}:
let
  # A path as systemd names its unit.
  escapeSystemdPath =
    path:
    let
      plain = lib.removePrefix "/" (lib.removeSuffix "/" (lib.replaceStrings [ "//" ] [ "/" ] (toString path)));
      isPlain = character: builtins.match "[a-zA-Z0-9:_.]" character != null;
      escapeFirst = text: if lib.hasPrefix "." text then "\\x2e" + lib.removePrefix "." text else text;
      one = character: if isPlain character then character else escapeOther character;
      escapeOther =
        character:
        if character == "/" then
          "-"
        else
          let
            code = lib.strings.charToInt character;
          in
          "\\x${lib.optionalString (code < 16) "0"}${lib.toLower (lib.trivial.toHexString code)}";
    in
    if plain == "" then "-" else escapeFirst (lib.concatMapStrings one (lib.stringToCharacters plain));
  pathsNeededForBoot = [
    "/"
    "/nix"
    "/nix/store"
    "/var"
    "/var/log"
    "/var/lib"
    "/var/lib/nixos"
    "/etc"
    "/usr"
  ];
in
{
  inherit escapeSystemdPath pathsNeededForBoot;
  # An argument of a command in a unit.
  escapeSystemdExecArg =
    value:
    let
      text =
        if builtins.isString value || lib.isPath value || lib.isDerivation value then
          toString value
        else
          builtins.toJSON value;
    in
    lib.replaceStrings [ "%" "$" ] [ "%%" "$$" ] (builtins.toJSON text);
  escapeSystemdExecArgs =
    values:
    lib.concatMapStringsSep " " (value: lib.replaceStrings [ "%" "$" ] [ "%%" "$$" ] (builtins.toJSON (toString value))) values;
  toShellPath =
    shell: if lib.types.shellPackage.check shell then "/run/current-system/sw${shell.shellPath}" else shell;
  removePackagesByName =
    packages: gone:
    let
      names = map lib.getName gone;
    in
    lib.filter (p: !lib.elem (lib.getName p) names) packages;
  fsNeededForBoot =
    fs:
    fs.neededForBoot || lib.elem fs.mountPoint pathsNeededForBoot;
}
