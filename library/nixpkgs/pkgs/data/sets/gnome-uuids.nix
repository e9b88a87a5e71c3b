# The identifiers by which GNOME Shell knows its extensions.
{
  appindicator = "appindicatorsupport@rgcjonas.gmail.com";
  applications-menu = "apps-menu@gnome-shell-extensions.gcampax.github.com";
  arcmenu = "arcmenu@arcmenu.com";
  auto-move-windows = "auto-move-windows@gnome-shell-extensions.gcampax.github.com";
  blur-my-shell = "blur-my-shell@aunetx";
  burn-my-windows = "burn-my-windows@schneegans.github.com";
  caffeine = "caffeine@patapon.info";
  clipboard-indicator = "clipboard-indicator@tudmotu.com";
  dash-to-dock = "dash-to-dock@micxgx.gmail.com";
  dash-to-panel = "dash-to-panel@jderose9.github.com";
  forge = "forge@jmmaranan.com";
  gsconnect = "gsconnect@andyholmes.github.io";
  hide-top-bar = "hidetopbar@mathieu.bidon.ca";
  impatience = "impatience@gfxmonk.net";
  just-perfection = "just-perfection-desktop@just-perfection";
  launch-new-instance = "launch-new-instance@gnome-shell-extensions.gcampax.github.com";
  native-window-placement = "native-window-placement@gnome-shell-extensions.gcampax.github.com";
  paperwm = "paperwm@paperwm.github.com";
  places-status-indicator = "places-menu@gnome-shell-extensions.gcampax.github.com";
  pop-shell = "pop-shell@system76.com";
  removable-drive-menu = "drive-menu@gnome-shell-extensions.gcampax.github.com";
  space-bar = "space-bar@luchrioh";
  tiling-assistant = "tiling-assistant@leleat-on-github";
  tophat = "tophat@fflewddur.github.io";
  unite = "unite@hardpixel.eu";
  user-themes = "user-theme@gnome-shell-extensions.gcampax.github.com";
  vitals = "Vitals@CoreCoding.com";
  window-list = "window-list@gnome-shell-extensions.gcampax.github.com";
  workspace-indicator = "workspace-indicator@gnome-shell-extensions.gcampax.github.com";
}
