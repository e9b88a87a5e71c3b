# `services.redshift`.
import ../parts/night-light.nix {
  name = "redshift";
  program = "Redshift";
  title = "a warm screen at night, on X";
  section = "redshift";
  file = "redshift/redshift.conf";
  documentation = "http://jonls.dk/redshift/";
  applet = "redshift-gtk";
}
