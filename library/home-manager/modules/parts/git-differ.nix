# What programs that show git's differences have in common: they once were options of `programs.git`.
{
  lib,
  options,
  # The program, and the path below it of the option that has git use it.
  name,
  path,
}:
let
  inherit (lib) mkIf;
  full = [
    "programs"
    name
  ]
  ++ path;
  old = options.programs.git.${name}.enable;
  isOld = old.isDefined && old.files != [ ];
  # Below what people write, above the option's own default.
  priority = 1490;
  use = lib.getAttrFromPath full options;
in
{
  # Who enables it by its older name has git use it too, as was so then.
  programs.${name} = lib.setAttrByPath path (mkIf isOld (lib.mkOverride priority true));
  warnings = lib.optional (use.value && use.highestPrio == priority) ''
    `programs.git.${name}.enable` also turns on `${lib.showOption full}`, which it will not do for ever.
    Write `${lib.showOption full} = true;`.'';
}
