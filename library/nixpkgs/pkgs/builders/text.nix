# Derivations that are one file, or the result of one command.
{ lib, pkgs }:
let
  inherit (lib) optionalAttrs optionalString;
  inherit (pkgs) runCommand runCommandWith writeTextFile;
  # Nothing to gain from building such a thing elsewhere or looking for it in a cache.
  cheap = {
    preferLocalBuild = true;
    allowSubstitutes = false;
  };
in
{
  runtimeShell = "${pkgs.bashNonInteractive}/bin/bash";
  runtimeShellPackage = pkgs.bashNonInteractive;

  runCommandWith =
    {
      stdenv ? pkgs.stdenv,
      runLocal ? false,
      derivationArgs ? { },
      name,
    }:
    buildCommand:
    stdenv.mkDerivation (
      {
        enableParallelBuilding = true;
        inherit buildCommand name;
        passAsFile = [ "buildCommand" ] ++ derivationArgs.passAsFile or [ ];
      }
      // optionalAttrs (!derivationArgs ? meta) {
        pos = builtins.unsafeGetAttrPos "name" derivationArgs;
      }
      // optionalAttrs runLocal cheap
      // removeAttrs derivationArgs [ "passAsFile" ]
    );
  runCommand =
    name: derivationArgs: runCommandWith { inherit name derivationArgs; };
  runCommandLocal =
    name: derivationArgs:
    runCommandWith {
      inherit name derivationArgs;
      runLocal = true;
    };
  runCommandCC = runCommand;

  writeTextFile =
    {
      name ? builtins.baseNameOf destination,
      text,
      executable ? false,
      destination ? "",
      checkPhase ? "",
      meta ? { },
      passthru ? { },
      allowSubstitutes ? false,
      preferLocalBuild ? true,
      derivationArgs ? { },
    }:
    let
      match = builtins.match "/bin/([^/]+)" destination;
    in
    assert lib.assertMsg (destination != "" -> lib.hasPrefix "/" destination)
      "destination must be an absolute path, relative to the derivation's out path: got '${destination}' instead.";
    runCommand name
      (
        {
          inherit
            text
            executable
            checkPhase
            allowSubstitutes
            preferLocalBuild
            destination
            passthru
            ;
          passAsFile = [ "text" ] ++ derivationArgs.passAsFile or [ ];
          meta =
            optionalAttrs (executable && match != null) { mainProgram = builtins.head match; } // meta;
        }
        // removeAttrs derivationArgs [ "passAsFile" ]
      )
      ''
        target=$out$destination
        mkdir -p "$(dirname "$target")"
        if [ -e "$textPath" ]; then mv "$textPath" "$target"; else printf %s "$text" > "$target"; fi
        if [ -n "$executable" ]; then chmod +x "$target"; fi
        eval "$checkPhase"
      '';
  writeText = name: text: writeTextFile { inherit name text; };
  writeTextDir =
    path: text:
    writeTextFile {
      name = builtins.baseNameOf path;
      destination = "/${path}";
      inherit text;
    };
  writeScript =
    name: text:
    writeTextFile {
      inherit name text;
      executable = true;
    };
  writeScriptBin =
    name: text:
    writeTextFile {
      inherit name text;
      executable = true;
      destination = "/bin/${name}";
    };
  writeShellScript =
    name: text:
    writeTextFile {
      inherit name;
      executable = true;
      text = ''
        #!${pkgs.runtimeShell}
        ${text}
      '';
      checkPhase = ''
        ${pkgs.stdenv.shellDryRun} "$target"
      '';
    };
  writeShellScriptBin =
    name: text:
    writeTextFile {
      inherit name;
      executable = true;
      destination = "/bin/${name}";
      text = ''
        #!${pkgs.runtimeShell}
        ${text}
      '';
      checkPhase = ''
        ${pkgs.stdenv.shellDryRun} "$target"
      '';
      meta.mainProgram = name;
    };
  # A script that is checked, with the programs that it runs.
  writeShellApplication =
    {
      name,
      text,
      runtimeInputs ? [ ],
      runtimeEnv ? null,
      meta ? { },
      passthru ? { },
      checkPhase ? null,
      excludeShellChecks ? [ ],
      extraShellCheckFlags ? [ ],
      bashOptions ? [
        "errexit"
        "nounset"
        "pipefail"
      ],
      derivationArgs ? { },
      inheritPath ? true,
    }:
    let
      excluded = optionalString (excludeShellChecks != [ ]) "--exclude '${lib.concatStringsSep "," excludeShellChecks}'";
      variable = key: value: ''
        ${lib.toShellVar key value}
        export ${key}
      '';
    in
    writeTextFile {
      inherit name meta passthru derivationArgs;
      executable = true;
      destination = "/bin/${name}";
      allowSubstitutes = true;
      preferLocalBuild = false;
      text = ''
        #!${pkgs.runtimeShell}
        ${lib.concatMapStringsSep "\n" (option: "set -o ${option}") bashOptions}
      ''
      + optionalString (runtimeEnv != null) (lib.concatStrings (lib.mapAttrsToList variable runtimeEnv))
      + optionalString (runtimeInputs != [ ]) ''

        export PATH="${lib.makeBinPath runtimeInputs}${optionalString inheritPath ":$PATH"}"
      ''
      + ''

        ${text}
      '';
      checkPhase =
        if checkPhase == null then
          ''
            runHook preCheck
            ${pkgs.stdenv.shellDryRun} "$target"
            ${lib.getExe pkgs.shellcheck-minimal} ${
              lib.concatStringsSep " " ([ excluded ] ++ extraShellCheckFlags)
            } "$target"
            runHook postCheck
          ''
        else
          checkPhase;
    };

  # Files with names replaced by values.
  replaceVars =
    src: replacements:
    pkgs.stdenv.mkDerivation {
      name = builtins.baseNameOf (toString src);
      inherit src;
      buildCommand = ''
        cp "$src" "$out"
        ${lib.concatStrings (
          lib.mapAttrsToList (key: value: ''
            substituteInPlace "$out" --replace-fail "@${key}@" ${lib.escapeShellArg (toString value)}
          '') (lib.filterAttrs (_key: value: value != null) replacements)
        )}
      '';
      passAsFile = [ "buildCommand" ];
      inherit (cheap) preferLocalBuild allowSubstitutes;
    };
  replaceVarsWith =
    arguments@{ src, replacements, ... }:
    (pkgs.replaceVars src replacements).overrideAttrs (
      _previous: removeAttrs arguments [ "replacements" ]
    );
  substitute =
    arguments:
    pkgs.stdenv.mkDerivation (
      {
        name = builtins.baseNameOf (toString arguments.src);
        buildCommand = "substitute \"$src\" \"$out\" $substitutions";
      }
      // cheap
      // arguments
    );
  substituteAll =
    arguments:
    pkgs.stdenv.mkDerivation (
      {
        name = builtins.baseNameOf (toString arguments.src);
        buildCommand = "substituteAll \"$src\" \"$out\"";
      }
      // cheap
      // arguments
    );
  emptyFile = runCommand "empty-file" { } "touch $out";
  emptyDirectory = runCommand "empty-directory" { } "mkdir $out";
  concatTextFile =
    {
      name,
      files,
      executable ? false,
      destination ? "",
      checkPhase ? "",
      meta ? { },
      passthru ? { },
    }:
    runCommand name { inherit files executable destination checkPhase meta passthru; } ''
      target=$out$destination
      mkdir -p "$(dirname "$target")"
      cat $files > "$target"
      if [ -n "$executable" ]; then chmod +x "$target"; fi
      eval "$checkPhase"
    '';
  concatText = name: files: pkgs.concatTextFile { inherit name files; };
  concatScript =
    name: files:
    pkgs.concatTextFile {
      inherit name files;
      executable = true;
    };
  applyPatches =
    {
      src,
      name ? "${src.name or (builtins.baseNameOf (toString src))}-patched",
      patches ? [ ],
      ...
    }@arguments:
    pkgs.stdenv.mkDerivation ({ inherit name patches; buildCommand = "cp -R \"$src\" \"$out\""; } // arguments);
}
