# Further lists of the catalogue: options that few hosts define.
{ below, grouped }:
[
  (below "boot" ../core/catalogue/boot.nix [
    "initrd"
    "loader"
    "plymouth"
    "swraid"
    "zfs"
    "tmp"
  ])
  (below "networking" ../core/catalogue/networking.nix [
    "dhcpcd"
    "firewall"
    "modemmanager"
    "nat"
    "networkmanager"
    "nftables"
    "resolvconf"
    "wireless"
  ])
  (below "security" ../core/catalogue/security.nix [
    "apparmor"
    "audit"
    "auditd"
    "googleOsLogin"
    "isolate"
    "loginDefs"
    "pam"
    "pki"
    "run0"
    "shadow"
    "soteria"
    "tpm2"
  ])
  (below "systemd" ../core/catalogue/systemd.nix [
    "network"
    "oomd"
    "repart"
    "sleep"
    "sysupdate"
    "tpm2"
    "user"
  ])
  (below "hardware" ../core/catalogue/devices.nix [
    "block"
    "bluetooth"
    "cpu"
    "deviceTree"
    "display"
    "graphics"
    "i2c"
    "keyboard"
    "nvidia"
    "pulseaudio"
  ])
  (below "programs" ../programs/catalogue/additions.nix [
    "bash"
    "bat"
    "chromium"
    "direnv"
    "firefox"
    "fuse"
    "gamemode"
    "git"
    "gnupg"
    "less"
    "localsend"
    "mosh"
    "msmtp"
    "neovim"
    "niri"
    "pay-respects"
    "regreet"
    "river-classic"
    "screen"
    "soundmodem"
    "ssh"
    "starship"
    "steam"
    "thunderbird"
    "tmux"
    "uwsm"
    "weylus"
    "wireshark"
    "yazi"
    "zoxide"
    "zsh"
  ])
  (below "services" ../services/catalogue/alloy-to-kea.nix [
    "alloy"
    "borgmatic"
    "cachix-agent"
    "calibre-server"
    "chhoto-url"
    "coredns"
    "ddccontrol"
    "endlessh-go"
    "filebrowser"
    "flaresolverr"
    "flood"
    "gerrit"
    "glance"
    "graphical-desktop"
    "guacamole-server"
    "homebridge"
    "hoogle"
    "inadyn"
    "iperf3"
    "jupyter"
    "jupyterhub"
    "kea"
  ])
  (below "services" ../services/catalogue/meilisearch-to-wordpress.nix [
    "meilisearch"
    "mimir"
    "netbird"
    "networkd-dispatcher"
    "oauth2-proxy"
    "opendkim"
    "openldap"
    "opensearch"
    "openvscode-server"
    "passSecretService"
    "roundcube"
    "rsyslogd"
    "rtorrent"
    "synergy"
    "tempo"
    "watchdogd"
    "wordpress"
  ])
  (below "services" ../services/catalogue/gitlab.nix [
    "gitlab"
  ])
  (below "services" ../services/catalogue/kubernetes.nix [
    "kubernetes"
  ])
  (below "services" ../services/catalogue/xserver.nix [
    "displayManager"
    "xserver"
  ])
  (below "services" ../services/catalogue/additions.nix [
    "actkbd"
    "avahi"
    "cockpit"
    "greetd"
    "homepage-dashboard"
    "journald"
    "k3s"
    "kanata"
    "kanidm"
    "kmscon"
    "komga"
    "libinput"
    "lidarr"
    "paperless"
    "pipewire"
    "printing"
    "prowlarr"
    "pulseaudio"
    "radarr"
    "readarr"
    "resolved"
    "searx"
    "sonarr"
    "syncthing"
    "timesyncd"
    "udisks2"
  ])
  (grouped "documentation" ../core/catalogue/further.nix [
    "man"
    "nixos"
  ])
  (grouped "fonts" ../core/catalogue/further.nix [
    "fontDir"
    "fontconfig"
  ])
  (grouped "i18n" ../core/catalogue/further.nix [
    "inputMethod"
  ])
  (grouped "xdg" ../core/catalogue/further.nix [
    "icons"
    "portal"
  ])
  (grouped "system" ../core/catalogue/further.nix [
    "autoUpgrade"
    "replaceDependencies"
  ])
  (grouped "powerManagement" ../core/catalogue/further.nix [
    "powertop"
  ])
]
