# `services.hyprpaper`.
import ../parts/hypr-service.nix {
  name = "hyprpaper";
  program = "Hyprpaper";
  title = "the picture behind Hyprland's windows";
  prefixes = [
    "$"
    "monitor"
  ];
}
