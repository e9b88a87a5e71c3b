# `home.file`: the files of the home, as a package, and the activation that links them.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) escapeShellArg mkOption types;
  inherit (lib.hm) dag;
  inherit (config.home) fileOverlapResolution homeDirectory;

  fileType = import ../parts/file-type.nix { inherit homeDirectory lib pkgs; };

  # Shorter targets come first: a folder comes before the files within it.
  files = lib.sortOn (file: lib.stringLength file.target) (
    lib.filter (file: file.enable) (lib.attrValues config.home.file)
  );
  watched = lib.filter (file: file.onChange != "") files;

  inStore =
    file:
    if builtins.hasContext (toString file.source) then
      file.source
    else
      builtins.path {
        path = file.source;
        name = lib.hm.strings.storeFileName (baseNameOf (toString file.source));
      };

  twice = lib.attrNames (
    lib.filterAttrs (_: same: lib.length same > 1) (lib.groupBy (file: file.target) files)
  );

  script =
    name: args:
    lib.replaceStrings (map (key: "@${key}@") (lib.attrNames args)) (map toString (lib.attrValues args)) (
      builtins.readFile (../../activation + "/${name}")
    );
  scriptFile = name: args: pkgs.writeShellScript (lib.removeSuffix ".sh" name) (script name args);

  inherit (config.lib.bash) initHomeManagerLib;
  storeDir = escapeShellArg builtins.storeDir;

  insert =
    file:
    "insertFile "
    + lib.escapeShellArgs [
      (inStore file)
      file.target
      (if file.executable == null then "inherit" else toString file.executable)
      (toString file.recursive)
      (toString file.ignorelinks)
    ]
    + "\n";
in
{
  options = {
    home.file = mkOption {
      type = fileType "{env}`HOME`" homeDirectory;
      default = { };
      description = "Files of the home, by target.";
    };
    home.fileOverlapResolution =
      lib.hm.library.opt (types.enum [
        "ignore"
        "error"
        "override"
      ]) "ignore" "What happens where a file is also in a folder that is linked one by one: the folder's stays, an error, the file's."
      // {
        visible = false;
      };
    home-files = lib.hm.library.need types.package "The files as a package." // {
      internal = true;
    };
  };

  config = {
    assertions = [
      {
        assertion = twice == [ ];
        message = ''
          Conflicting managed target files: ${lib.concatStringsSep ", " twice}

          This may happen, for example, if you have a configuration similar to

              home.file = {
                conflict1 = { source = ./foo.nix; target = "baz"; };
                conflict2 = { source = ./bar.nix; target = "baz"; };
              }'';
      }
    ];

    # A link to a path outside the store, which stays editable.
    lib.file.mkOutOfStoreSymlink =
      path:
      pkgs.runCommandLocal (lib.hm.strings.storeFileName (baseNameOf (toString path))) { }
        "ln -s ${escapeShellArg (toString path)} $out";

    home.activation = {
      checkLinkTargets = dag.entryBefore [ "writeBoundary" ] ''
        bash ${
          scriptFile "check-targets.sh" {
            inherit initHomeManagerLib storeDir;
            forcedPaths = lib.concatMapStringsSep " " (file: ''"$HOME"/${escapeShellArg file.target}'') (
              lib.filter (file: file.force) files
            );
          }
        } "$newGenPath" || exit 1
      '';

      linkGeneration = dag.entryAfter [ "writeBoundary" ] ''
        _i "Creating home file links in %s" "$HOME"
        bash ${scriptFile "link-files.sh" { inherit initHomeManagerLib storeDir; }} \
          "$newGenPath" "''${oldGenPath:-}"
      '';

      checkFilesChanged = dag.entryBefore [ "linkGeneration" ] (
        builtins.readFile ../../activation/changed.sh
        + lib.concatMapStrings (
          file:
          "noteChange ${escapeShellArg (inStore file)} ${escapeShellArg homeDirectory} ${escapeShellArg file.target}\n"
        ) watched
        + "unset -f noteChange\n"
      );

      onFilesChange = dag.entryAfter [ "linkGeneration" ] (
        lib.concatMapStrings (file: ''
          if (( ''${changedFiles[${escapeShellArg file.target}]} == 1 )); then
            if [[ -v DRY_RUN || -v VERBOSE ]]; then
              echo "Running onChange hook for" ${escapeShellArg file.target}
            fi
            if [[ ! -v DRY_RUN ]]; then
              ${file.onChange}
            fi
          fi
        '') watched
      );
    };

    home-files = pkgs.runCommandLocal "home-manager-files" { nativeBuildInputs = [ pkgs.lndir ]; } (
      script "home-files.sh" { overlap = fileOverlapResolution; } + lib.concatMapStrings insert files
    );
  };
}
