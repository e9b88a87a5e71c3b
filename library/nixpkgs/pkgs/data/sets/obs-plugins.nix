# Plugins of OBS Studio: name and version.
{
  advanced-scene-switcher = "1.32.4";
  droidcam-obs = "2.4.1";
  input-overlay = "5.0.6";
  looking-glass-obs = "B7";
  obs-3d-effect = "0.1.5";
  obs-backgroundremoval = "1.3.4";
  obs-composite-blur = "1.5.2";
  obs-freeze-filter = "0.3.5";
  obs-gradient-source = "0.4.1";
  obs-gstreamer = "0.4.1";
  obs-hyperion = "1.0.2";
  obs-livesplit-one = "0.5.0";
  obs-move-transition = "3.1.6";
  obs-multi-rtmp = "0.7.3";
  obs-mute-filter = "0.2.1";
  obs-ndi = "4.14.1";
  obs-pipewire-audio-capture = "1.2.1";
  obs-scale-to-sound = "1.2.4";
  obs-shaderfilter = "2.6.0";
  obs-source-clone = "0.2.0";
  obs-source-record = "0.4.6";
  obs-teleport = "0.7.5";
  obs-text-pthread = "2.0.7";
  obs-transition-table = "0.3.1";
  obs-tuna = "1.9.11";
  obs-vaapi = "0.4.2";
  obs-vkcapture = "1.5.2";
  obs-websocket = "5.6.3";
  waveform = "1.9.0";
  wlrobs = "1.2";
}
