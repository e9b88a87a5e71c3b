# Drivers of Nvidia: branch and version.
{
  stable = "580.105.08";
  production = "580.105.08";
  latest = "580.105.08";
  beta = "580.95.05";
  vulkan_beta = "580.94.10";
  dc = "570.195.03";
  dc_565 = "565.57.01";
  dc_570 = "570.195.03";
  dc_580 = "580.105.08";
  legacy_580 = "580.105.08";
  legacy_535 = "535.274.02";
  legacy_470 = "470.256.02";
  legacy_390 = "390.157";
  legacy_340 = "340.108";
}
