# `programs.uv`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) escapeShellArg escapeShellArgs mkIf optionalString types;
  inherit (lib.hm.library) flag opt words;
  toml = pkgs.formats.toml { };

  duplicates = list: lib.unique (lib.filter (entry: lib.count (other: other == entry) list > 1) list);
  # uv does not upgrade what is asked for to the last number.
  isExact = version: builtins.match ".*[0-9]+[.][0-9]+[.][0-9]+.*" version != null;
  upgrade = version: optionalString (!isExact version) "--upgrade ";

  # A tool's folder: its name without versions and extras, in the form that Python packages share.
  folderOf =
    tool:
    let
      found = builtins.match "([A-Za-z0-9._-]+).*" tool;
      name = if found == null then tool else lib.head found;
      joined = map (part: if lib.isList part then "-" else part) (builtins.split "[-_.]+" name);
    in
    lib.toLower (lib.concatStrings joined);

  # A list of commands: the settings have to be linked before uv runs.
  steps = commands: lib.hm.dag.entryAfter [ "linkGeneration" ] (lib.concatLines commands);

  pythons =
    uv: python:
    let
      others = lib.subtractLists python.default python.versions;
      install =
        flags: list:
        optionalString (list != [ ]) "run ${uv} python install $VERBOSE_ARG ${flags}${escapeShellArgs list}";
      # What is asked for is resolved by uv itself; the rest of what it has installed goes.
      prune = ''
        uvWanted=$(
          for uvRequest in ${escapeShellArgs python.versions}; do
            ${uv} python list "$uvRequest" --managed-python --output-format json
          done | ${lib.getExe pkgs.jq} -s 'map(.[0].key // empty)'
        )
        ${uv} python list --only-installed --managed-python --output-format json \
          | ${lib.getExe pkgs.jq} -r --argjson wanted "$uvWanted" 'map(.key) | unique - $wanted | .[]' \
          | while read -r uvKey; do run ${uv} python uninstall $VERBOSE_ARG "$uvKey"; done'';
    in
    steps (
      lib.optional python.prune prune
      ++ map (version: install "--default ${upgrade version}" [ version ]) python.default
      ++ [
        (install "--upgrade " (lib.filter (version: !isExact version) others))
        (install "" (lib.filter isExact others))
      ]
    );

  tools =
    uv: tool:
    let
      prune = ''
        uvTools=$(${uv} tool dir)
        if [[ -d $uvTools ]]; then
          ls -1 "$uvTools" | sort -u \
            | comm -23 - <(printf '%s\n' ${escapeShellArgs (lib.unique (map folderOf tool.packages))} | sort -u) \
            | while read -r uvTool; do run ${uv} tool uninstall $VERBOSE_ARG "$uvTool"; done
        fi'';
    in
    steps (
      lib.optional tool.prune prune
      ++ map (package: "run ${uv} tool install $VERBOSE_ARG ${escapeShellArg package}") tool.packages
      ++ lib.optional (tool.packages != [ ]) "run ${uv} tool upgrade $VERBOSE_ARG ${escapeShellArgs tool.packages}"
    );
in
lib.hm.library.program args "uv" {
  nullable = true;
  options = {
    settings = opt toml.type { } "Contents of {file}`uv/uv.toml`.";
    python = {
      versions = words "Pythons that an activation installs; a version without its last number is kept new.";
      default = opt (types.coercedTo types.str lib.singleton (types.listOf types.str)) [ ] "Those of them that have the plain names.";
      prune = flag "Whether other Pythons of uv are removed.";
    };
    tool = {
      packages = words "Tools that an activation installs.";
      prune = flag "Whether other tools of uv are removed.";
    };
  };
  config =
    cfg:
    let
      inherit (cfg) python tool;
      uv = if cfg.package == null then "uv" else lib.getExe cfg.package;
      installs = python.versions != [ ] || python.prune || tool.packages != [ ] || tool.prune;
      once = option: list: {
        assertion = duplicates list == [ ];
        message = "`programs.uv.${option}` names more than once: ${lib.concatStringsSep ", " (duplicates list)}.";
      };
    in
    {
      assertions = [
        (once "python.versions" python.versions)
        (once "python.default" python.default)
        (once "tool.packages" tool.packages)
        {
          assertion = lib.subtractLists python.versions python.default == [ ];
          message = "`programs.uv.python.default` has what `programs.uv.python.versions` does not: write it the same in both.";
        }
        {
          assertion = cfg.package != null || !installs;
          message = "`programs.uv.package` must not be null: `programs.uv.python` and `programs.uv.tool` install by it.";
        }
      ];
      xdg.configFile."uv/uv.toml" = mkIf (cfg.settings != { }) { source = toml.generate "uv-config" cfg.settings; };
      home.activation = {
        uvPython = mkIf (python.versions != [ ] || python.prune) (pythons uv python);
        uvTool = mkIf (tool.packages != [ ] || tool.prune) (tools uv tool);
      };
    };
}
