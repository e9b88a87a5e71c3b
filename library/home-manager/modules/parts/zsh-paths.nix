# Where Zsh's files are (also `config.lib.zsh`).
{ config, lib }:
let
  cut = lib.removeSuffix "/";
in
rec {
  homeDir = cut config.home.homeDirectory;
  cleanPathStr = path: lib.escapeShellArg (cut path);

  # A path below the home directory, seen from there.
  mkRelPathStr =
    path:
    let
      plain = cut path;
    in
    if !lib.hasPrefix "/" plain then
      plain
    else if plain == homeDir then
      "."
    else if lib.hasPrefix "${homeDir}/" plain then
      lib.removePrefix "${homeDir}/" plain
    else
      throw ''
        Attempted to convert an absolute path not within home directory to a
        home-relative path.
        Conversion attempted on:
          ${path}
        ...which does not start with:
          ${homeDir}
      '';
  mkAbsPathStr = path: if lib.hasPrefix "/" path then cut path else "${homeDir}/${cut path}";

  # A path with variables in it is the shell's to expand.
  mkShellVarPathStr = path: if lib.hasInfix "$" path then cut path else mkAbsPathStr path;

  dotDirAbs = mkAbsPathStr config.programs.zsh.dotDir;
  dotDirRel = mkRelPathStr config.programs.zsh.dotDir;
  pluginsDir = dotDirAbs + lib.optionalString (dotDirRel == ".") "/.zsh" + "/plugins";
}
