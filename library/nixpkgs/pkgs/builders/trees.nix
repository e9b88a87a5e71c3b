# Derivations that are folders of links to others.
{ lib, pkgs }:
let
  inherit (pkgs) runCommand;
in
{
  symlinkJoin =
    arguments@{
      name ?
        assert lib.assertMsg (
          arguments ? pname && arguments ? version
        ) "symlinkJoin requires either a `name` OR `pname` and `version`";
        "${arguments.pname}-${arguments.version}",
      paths,
      stripPrefix ? "",
      preferLocalBuild ? true,
      allowSubstitutes ? false,
      postBuild ? "",
      failOnMissing ? stripPrefix == "",
      ...
    }:
    runCommand name
      (
        removeAttrs arguments [
          "name"
          "postBuild"
          "stripPrefix"
          "paths"
          "failOnMissing"
        ]
        // {
          inherit preferLocalBuild allowSubstitutes;
          paths = map (path: "${path}${stripPrefix}") paths;
          passAsFile = [ "paths" ];
        }
      )
      ''
        mkdir -p $out
        for path in $(cat $pathsPath); do
          ${lib.optionalString (!failOnMissing) "[ -d \"$path\" ] || continue"}
          cp -rs --no-preserve=mode "$path"/. $out/
        done
        ${postBuild}
      '';

  buildEnv =
    lib.makeOverridable (
      {
        name,
        paths,
        manifest ? "",
        ignoreCollisions ? false,
        ignoreSingleFileOutputs ? false,
        checkCollisionContents ? true,
        pathsToLink ? [ "/" ],
        extraPrefix ? "",
        extraOutputsToInstall ? [ ],
        postBuild ? "",
        includeClosures ? false,
        nativeBuildInputs ? [ ],
        buildInputs ? [ ],
        passthru ? { },
        meta ? { },
        pname ? null,
        version ? null,
      }:
      let
        chosen = lib.concatMap (
          package:
          let
            outputs = package.meta.outputsToInstall or package.outputs or [ "out" ];
            wanted =
              if package.outputSpecified or false || !(package ? outputs) then
                [ package ]
              else
                map (output: package.${output}) (
                  builtins.filter (output: package ? ${output}) (lib.unique (outputs ++ extraOutputsToInstall))
                );
          in
          [
            {
              paths = wanted;
              priority = package.meta.priority or lib.meta.defaultPriority;
            }
          ]
        ) (builtins.filter (path: path != null) paths);
      in
      runCommand name
        (
          {
            inherit
              manifest
              ignoreCollisions
              ignoreSingleFileOutputs
              checkCollisionContents
              passthru
              meta
              pathsToLink
              extraPrefix
              postBuild
              nativeBuildInputs
              buildInputs
              ;
            pkgs = builtins.toJSON chosen;
            passAsFile = [ "pkgs" ];
            preferLocalBuild = true;
            allowSubstitutes = false;
          }
          // lib.optionalAttrs (pname != null) { inherit pname; }
          // lib.optionalAttrs (version != null) { inherit version; }
        )
        ''
          mkdir -p "$out$extraPrefix"
          sed 's/[][{}",]/\n/g' "$pkgsPath" | grep '^/' | while read -r path; do
            for link in $pathsToLink; do
              [ -d "$path$link" ] && mkdir -p "$out$extraPrefix$link" && cp -rsf "$path$link"/. "$out$extraPrefix$link/"
            done
          done
          eval "$postBuild"
        ''
    );

  linkFarm =
    name: entries:
    let
      list =
        if builtins.isAttrs entries then
          lib.mapAttrsToList (name: path: { inherit name path; }) entries
        else
          entries;
      # Of two entries with one name the later counts.
      byName = builtins.listToAttrs (map (entry: lib.nameValuePair entry.name entry.path) list);
    in
    runCommand name
      {
        preferLocalBuild = true;
        allowSubstitutes = false;
        passthru.entries = byName;
      }
      ''
        mkdir -p $out
        cd $out
        ${lib.concatStrings (
          lib.mapAttrsToList (entry: path: ''
            mkdir -p -- ${lib.escapeShellArg (dirOf entry)}
            ln -s -- ${lib.escapeShellArg "${path}"} ${lib.escapeShellArg entry}
          '') byName
        )}
      '';
  linkFarmFromDrvs =
    name: packages:
    pkgs.linkFarm name (
      map (package: {
        inherit (package) name;
        path = package;
      }) packages
    );
  onlyBin =
    package:
    runCommand "${package.name}-only-bin" { } ''
      mkdir -p $out
      ln -s ${lib.getBin package}/bin $out/bin
    '';
  srcOnly = arguments: arguments.src or arguments;
  copyPathToStore = path: "${path}";
  copyPathsToStore = map (path: "${path}");
}
