# `services.hypridle`.
import ../parts/hypr-service.nix {
  name = "hypridle";
  program = "Hypridle";
  title = "Hyprland's watch over idle time";
  prefixes = [ "$" ];
}
