# `services.gammastep`.
import ../parts/night-light.nix {
  name = "gammastep";
  program = "Gammastep";
  title = "a warm screen at night";
  section = "general";
  file = "gammastep/config.ini";
  documentation = "https://gitlab.com/chinstrap/gammastep/";
  applet = "gammastep-indicator";
}
