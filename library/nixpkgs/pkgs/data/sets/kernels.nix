# Kernels: attribute and version.
{
  linux = "6.12.59";
  linux_default = "6.12.59";
  linux_latest = "6.17.9";
  linux_testing = "6.18-rc7";
  linux_lts = "6.12.59";
  linux_zen = "6.17.9";
  linux_lqx = "6.17.9";
  linux_xanmod = "6.12.59";
  linux_xanmod_latest = "6.17.9";
  linux_xanmod_stable = "6.17.9";
  linux_hardened = "6.12.59";
  linux_libre = "6.12.59";
  linux_latest-libre = "6.17.9";
  linux_rt_6_6 = "6.6.116";
  linux_rt_6_1 = "6.1.158";
  linux_rpi1 = "6.12.47";
  linux_rpi2 = "6.12.47";
  linux_rpi3 = "6.12.47";
  linux_rpi4 = "6.12.47";
  linux_5_10 = "5.10.246";
  linux_5_15 = "5.15.196";
  linux_6_1 = "6.1.159";
  linux_6_6 = "6.6.117";
  linux_6_12 = "6.12.59";
  linux_6_17 = "6.17.9";
  linux_6_18 = "6.18";
  linux_6_12_hardened = "6.12.59";
}
