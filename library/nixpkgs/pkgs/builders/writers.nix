# `writers`: scripts in several languages.
{ lib, pkgs }:
let
  script =
    interpreter: nameOrPath: _arguments: text:
    let
      isPath = lib.hasPrefix "/" nameOrPath;
    in
    pkgs.writeTextFile {
      name = if isPath then baseNameOf nameOrPath else nameOrPath;
      destination = lib.optionalString isPath nameOrPath;
      executable = true;
      text = ''
        #!${interpreter}
        ${text}
      '';
    };
  bin = write: name: write "/bin/${name}";
  makeBash = nameOrPath: textOrArguments:
    if builtins.isString textOrArguments then
      script pkgs.runtimeShell nameOrPath { } textOrArguments
    else
      text: script pkgs.runtimeShell nameOrPath textOrArguments text;
  makePython = nameOrPath: arguments: text: script "${pkgs.python3}/bin/python3" nameOrPath arguments text;
  makeFish = nameOrPath: text: script "${pkgs.fish}/bin/fish" nameOrPath { } text;
in
{
  # Any interpreter; texts are checked where they are built, which is nowhere here.
  makeScriptWriter =
    {
      interpreter,
      ...
    }:
    nameOrPath: text: script interpreter nameOrPath { } text;
  writeText = pkgs.writeText;
  writeBash = makeBash;
  writeBashBin = bin makeBash;
  writeDash = nameOrPath: text: script "${pkgs.dash}/bin/dash" nameOrPath { } text;
  writeFish = makeFish;
  writeFishBin = bin makeFish;
  writePython3 = makePython;
  writePython3Bin = bin makePython;
  writeJSON = name: value: (pkgs.formats.json { }).generate name value;
  writeTOML = name: value: (pkgs.formats.toml { }).generate name value;
  writeYAML = name: value: (pkgs.formats.yaml { }).generate name value;
}
