# What of a group of options (`services`, `programs`) a configuration has anything to do with. The options may be in a file
# that nobody has read yet, and are left there as long as no module defines one of them.
lib: arguments: group:
let
  # The module system of this library tells it to all modules; where it is another one, everything may be defined.
  isKnown = arguments ? _defined;
  defined = arguments._defined.${group} or { };
in
{
  # Whether some module defines the option with this path, be it under a condition.
  isDefined = path: !isKnown || lib.hasAttrByPath path defined;

  # Whether something is enabled that is off otherwise.
  isOn = name: (!isKnown || defined ? ${name}.enable) && arguments.config.${group}.${name}.enable;
}
