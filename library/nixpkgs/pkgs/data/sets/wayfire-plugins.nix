# Plugins of Wayfire: name and version.
{
  firedecor = "2023-10-23";
  focus-request = "0.9.0.0";
  wayfire-plugins-extra = "0.10.0";
  wayfire-shadows = "0-unstable-2025-06-01";
  wcm = "0.10.0";
  wf-shell = "0.10.0";
  windecor = "0-unstable-2023-01-01";
  wwp-switcher = "0-unstable-2024-07-23";
}
