# Skills of the program NAME, an agent: by their names, each a text, a file or a folder, or all in one folder.
{
  lib,
  name,
  pkgs,
}:
let
  inherit (lib.hm.strings) isPathLike;
  linked =
    what: source: script:
    pkgs.runCommandLocal "${name}-${what}" { } ''
      source=${lib.escapeShellArg (toString source)}
      ${script}
    '';
  skill =
    source:
    linked "skill" source ''
      if [[ -d "$source" ]]; then
        ln -s "$source" "$out"
      elif [[ -f "$source" ]]; then
        install -d "$out"
        ln -s "$source" "$out/SKILL.md"
      else
        echo "$source is no skill" >&2
        exit 1
      fi
    '';
in
rec {
  fileOf = value: if isPathLike value then { source = value; } else { text = value; };

  # Folders outside of the configuration are there when it is built.
  folder =
    what: source:
    if lib.isPath source then
      source
    else
      linked what source ''
        [[ -d "$source" ]] || { echo "programs.${name}.${what} must be a directory" >&2; exit 1; }
        ln -s "$source" "$out"
      '';
  isFolder = what: value: {
    assertion = !lib.isPath value || lib.pathIsDirectory value;
    message = "`programs.${name}.${what}` must be a directory when set to a path";
  };

  # The files of skills below `place`.
  files =
    place: skills:
    if isPathLike skills then
      {
        ${place} = {
          source = folder "skills" skills;
          recursive = true;
        };
      }
    else
      lib.mapAttrs' (
        name: value:
        if isPathLike value && !(lib.isPath value && !lib.pathIsDirectory value) then
          lib.nameValuePair "${place}/${name}" {
            source = if lib.isPath value then value else skill value;
            recursive = true;
          }
        else
          lib.nameValuePair "${place}/${name}/SKILL.md" (fileOf value)
      ) skills;
}
