# Functions without a name that are written again and again: in nixpkgs, in Home Manager, by their users.
{
  isDirectory = _: kind: kind == "directory";
  emptySet = _: { };
  isShown = option: option.visible && !option.internal;
  nounOrConjunction = class: class == "noun" || class == "conjunction";
  nounOrComposite = class: class == "noun" || class == "composite";
}
