# Scripts of mpv: name and version.
{
  autocrop = "0.40.0";
  autodeint = "0.40.0";
  autoload = "0.40.0";
  convert = "0-unstable-2021-04-22";
  cutter = "0-unstable-2023-11-10";
  dynamic-crop = "0-unstable-2023-12-22";
  evafast = "0-unstable-2024-02-09";
  inhibit-gnome = "0.1.3";
  memo = "0-unstable-2024-12-29";
  modernx = "0-unstable-2023-04-01";
  modernx-zydezu = "0.4.4";
  modernz = "0.2.9";
  mpris = "1.1";
  mpv-cheatsheet = "0.30.0";
  mpv-discord = "1.6.1";
  mpv-image-viewer = "0-unstable-2023-03-03";
  mpv-notify-send = "0-unstable-2024-07-11";
  mpv-osc-tethys = "0-unstable-2024-08-19";
  mpv-playlistmanager = "0-unstable-2025-10-14";
  mpv-webm = "0-unstable-2025-10-14";
  quality-menu = "4.2.1";
  reload = "0-unstable-2024-03-22";
  seekTo = "0-unstable-2022-10-02";
  simple-mpv-webui = "3.0.0";
  skipsilence = "0-unstable-2024-05-06";
  smart-copy-paste-2 = "3.2.1";
  sponsorblock = "0-unstable-2025-04-27";
  sponsorblock-minimal = "0-unstable-2024-08-17";
  thumbfast = "0-unstable-2025-02-04";
  uosc = "5.12.0";
  visualizer = "0-unstable-2024-03-10";
  vr-reversal = "1.7";
  webtorrent-mpv-hook = "1.4.4";
  youtube-upnext = "0-unstable-2025-10-12";
}
