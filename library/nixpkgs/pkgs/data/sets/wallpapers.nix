# Wallpapers of NixOS: name and version.
{
  binary-black = "2023-01-01";
  binary-blue = "2023-01-01";
  catppuccin-mocha = "2024-01-01";
  dracula = "2023-01-01";
  gear = "2023-01-01";
  gnome-dark = "3.28";
  moonscape = "2022-04-19";
  mosaic-blue = "2016-02-19";
  nineish = "2021-07-20";
  nineish-dark-gray = "2021-07-20";
  recursive = "2022-04-19";
  ringfire = "2023-01-01";
  simple-blue = "2016-02-19";
  simple-dark-gray = "2016-02-19";
  simple-dark-gray-bootloader = "2018-08-28";
  simple-dark-gray-bottom = "2018-08-28";
  simple-light-gray = "2016-02-19";
  simple-red = "2016-02-19";
  stripes = "2016-02-19";
  stripes-logo = "2016-02-19";
  waterfall = "2022-04-19";
  watersplash = "2022-04-19";
}
