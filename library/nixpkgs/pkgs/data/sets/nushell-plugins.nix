# Plugins of Nushell: name and version.
{
  dbus = "0.14.0";
  desktop_notifications = "0.108.0";
  formats = "0.108.0";
  gstat = "0.108.0";
  hcl = "0.108.0";
  highlight = "1.4.11";
  net = "1.10.0";
  polars = "0.108.0";
  query = "0.108.0";
  semver = "0.11.9";
  skim = "0.20.0";
  units = "0.1.6";
}
