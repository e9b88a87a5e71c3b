# Libraries of Qt: name and version.
{
  ark = "6.10.1";
  breeze-qt5 = "6.10.1";
  dolphin = "6.10.1";
  fcitx5-configtool = "6.10.1";
  fcitx5-qt = "6.10.1";
  fcitx5-with-addons = "5.1.16";
  full = "6.10.1";
  gwenview = "6.10.1";
  kate = "6.10.1";
  kdeconnect-kde = "6.10.1";
  konsole = "6.10.1";
  okular = "6.10.1";
  qt5ct = "6.10.1";
  qt6ct = "6.10.1";
  qt6gtk2 = "6.10.1";
  qtbase = "6.10.1";
  qtdeclarative = "6.10.1";
  qtmultimedia = "6.10.1";
  qtstyleplugin-kvantum = "6.10.1";
  qtstyleplugins = "6.10.1";
  qtsvg = "6.10.1";
  qttools = "6.10.1";
  qtwayland = "6.10.1";
  qtwebengine = "6.10.1";
  spectacle = "6.10.1";
  wrapQtAppsHook = "6.10.1";
}
