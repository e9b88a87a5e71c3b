# Options of further programs. Those with a package install it.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  _1password = {
    enable = flag "Whether _1password is there.";
    package = packaged "_1password-cli";
  };
  _1password-gui = {
    enable = flag "Whether _1password-gui is there.";
    package = packaged "_1password-gui";
    polkitPolicyOwners = opt (listOf str) [ ] "Polkit policy owners of _1password-gui.";
  };
  alvr = {
    enable = flag "Whether alvr is there.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "alvr";
  };
  appgate-sdp = {
    enable = flag "Whether appgate-sdp is there.";
  };
  atop = {
    atopRotateTimer = {
      enable = enabled "Whether atop rotate timer is there.";
    };
    atopService = {
      enable = enabled "Whether atop service is there.";
    };
    atopacctService = {
      enable = enabled "Whether atopacct service is there.";
    };
    atopgpu = {
      enable = flag "Whether atopgpu is there.";
    };
    enable = flag "Whether atop is there.";
    netatop = {
      enable = flag "Whether netatop is there.";
      package = maybe package "Package of netatop.";
    };
    package = packaged "atop";
    settings = opt attrs { } "Its settings.";
    setuidWrapper = {
      enable = flag "Whether setuid wrapper is there.";
    };
  };
  ausweisapp = {
    enable = flag "Whether ausweisapp is there.";
    openFirewall = flag "Whether its ports are open.";
  };
  autojump = {
    enable = flag "Whether autojump is there.";
  };
  bandwhich = {
    enable = flag "Whether bandwhich is there.";
  };
  bcc = {
    enable = flag "Whether bcc is there.";
  };
  browserpass = {
    enable = flag "Whether browserpass is there.";
  };
  calls = {
    enable = flag "Whether calls is there.";
  };
  captive-browser = {
    bindInterface = enabled "Whether captive-browser has this: bind interface.";
    browser = maybe str "Browser of captive-browser.";
    dhcp-dns = need str "Dhcp dns of captive-browser.";
    enable = flag "Whether captive-browser is there.";
    interface = need str "Interface of captive-browser.";
    package = packaged "captive-browser";
    socks5-addr = opt str "localhost:1666" "Socks5 addr of captive-browser.";
  };
  ccache = {
    cacheDir = opt path "/var/cache/ccache" "Cache dir of ccache.";
    enable = flag "Whether ccache is there.";
    group = opt str "nixbld" "The group that runs it.";
    owner = opt str "root" "Owner of ccache.";
    packageNames = opt (listOf str) [ ] "Package names of ccache.";
  };
  cfs-zen-tweaks = {
    enable = flag "Whether cfs-zen-tweaks is there.";
  };
  clash-verge = {
    autoStart = flag "Whether clash-verge has this: auto start.";
    enable = flag "Whether clash-verge is there.";
    package = packaged "clash-verge-rev";
    tunMode = flag "Whether clash-verge has this: tun mode.";
  };
  coolercontrol = {
    enable = flag "Whether coolercontrol is there.";
    nvidiaSupport = maybe bool "Whether coolercontrol has this: nvidia support.";
  };
  corectrl = {
    enable = flag "Whether corectrl is there.";
    gpuOverclock = {
      enable = flag "Whether gpu overclock is there.";
      ppfeaturemask = opt str "0xfffd7fff" "Ppfeaturemask of gpu overclock.";
    };
    package = packaged "corectrl";
  };
  criu = {
    enable = flag "Whether criu is there.";
  };
  darling = {
    enable = flag "Whether darling is there.";
    package = packaged "darling";
  };
  droidcam = {
    enable = flag "Whether droidcam is there.";
  };
  ecryptfs = {
    enable = flag "Whether ecryptfs is there.";
  };
  evince = {
    enable = flag "Whether evince is there.";
    package = packaged "evince";
  };
  feedbackd = {
    enable = flag "Whether feedbackd is there.";
    package = packaged "feedbackd";
  };
  firejail = {
    enable = flag "Whether firejail is there.";
    wrappedBinaries = opt (attrsOf (oneOf [ path anything ])) { } "Wrapped binaries of firejail.";
  };
  flashrom = {
    enable = flag "Whether flashrom is there.";
    package = packaged "flashrom";
  };
  gdk-pixbuf = {
    modulePackages = opt (listOf package) [ ] "Module packages of gdk-pixbuf.";
  };
  geary = {
    enable = flag "Whether geary is there.";
  };
  gnome-terminal = {
    enable = flag "Whether gnome-terminal is there.";
  };
  goldwarden = {
    enable = flag "Whether goldwarden is there.";
    package = packaged "goldwarden";
    useSshAgent = enabled "Whether goldwarden has this: ssh agent.";
  };
  gphoto2 = {
    enable = flag "Whether gphoto2 is there.";
  };
  i3lock = {
    enable = flag "Whether i3lock is there.";
    package = packaged "i3lock";
    u2fSupport = flag "Whether i3lock has this: u2f support.";
  };
  joycond-cemuhook = {
    enable = flag "Whether joycond-cemuhook is there.";
  };
  kclock = {
    enable = flag "Whether kclock is there.";
  };
  kde-pim = {
    enable = flag "Whether kde-pim is there.";
    kmail = flag "Whether kde-pim has this: kmail.";
    kontact = flag "Whether kde-pim has this: kontact.";
    merkuro = flag "Whether kde-pim has this: merkuro.";
  };
  labwc = {
    enable = flag "Whether labwc is there.";
    package = packaged "labwc";
  };
  ladybird = {
    enable = flag "Whether ladybird is there.";
  };
  nbd = {
    enable = flag "Whether nbd is there.";
  };
  nethoscope = {
    enable = flag "Whether nethoscope is there.";
  };
  npm = {
    enable = flag "Whether npm is there.";
    npmrc = opt lines "prefix = \${HOME}/.npm\n" "Contents of {file}`/etc/npmrc`.";
    package = opt package pkgs.nodejs "Its package.";
  };
  ns-usbloader = {
    enable = flag "Whether ns-usbloader is there.";
  };
  oddjobd = {
    enable = flag "Whether oddjobd is there.";
    package = packaged "oddjob";
  };
  openvpn3 = {
    enable = flag "Whether openvpn3 is there.";
    package = maybe package "Package of openvpn3.";
  };
  projecteur = {
    enable = flag "Whether projecteur is there.";
    package = packaged "projecteur";
  };
  proxychains = {
    chain = {
      length = maybe int "Length of chain.";
      type = opt (enum [ "dynamic" "strict" "random" ]) "strict" "Type of chain.";
    };
    enable = flag "Whether proxychains is there.";
    localnet = opt str "127.0.0.0/255.0.0.0" "Localnet of proxychains.";
    package = packaged "proxychains";
    proxies = need (attrsOf (submodule {
      options = {
        enable = flag "Whether proxies is there.";
        host = need str "Where it listens.";
        port = need port "Its port.";
        type = need (enum [ "http" "socks4" "socks5" ]) "Type of proxies.";
      };
    })) "Proxies of proxychains.";
    proxyDNS = enabled "Whether proxychains has this: proxy DNS.";
    quietMode = flag "Whether proxychains has this: quiet mode.";
    remoteDNSSubnet = opt anything 224 "Remote DNS subnet of proxychains.";
    tcpConnectTimeOut = opt int 8000 "Tcp connect time out of proxychains.";
    tcpReadTimeOut = opt int 15000 "Tcp read time out of proxychains.";
  };
  rust-motd = {
    enable = flag "Whether rust-motd is there.";
    enableMotdInSSHD = enabled "Whether rust-motd has this: motd in SSHD.";
    order = opt (listOf str) [ ] "Order of rust-motd.";
    refreshInterval = opt str "*:0/5" "Refresh interval of rust-motd.";
    settings = need (attrsOf toml) "Its settings.";
  };
  skim = {
    fuzzyCompletion = flag "Whether skim has this: fuzzy completion.";
    keybindings = flag "Whether skim has this: keybindings.";
    package = packaged "skim";
  };
  slock = {
    enable = flag "Whether slock is there.";
    package = packaged "slock";
  };
  spacefm = {
    enable = flag "Whether spacefm is there.";
    settings = maybe attrs "Its settings.";
  };
  streamdeck-ui = {
    autoStart = enabled "Whether streamdeck-ui has this: auto start.";
    enable = flag "Whether streamdeck-ui is there.";
    package = packaged "streamdeck-ui";
  };
  sysdig = {
    enable = flag "Whether sysdig is there.";
  };
  systemtap = {
    enable = flag "Whether systemtap is there.";
  };
  turbovnc = {
    ensureHeadlessSoftwareOpenGL = flag "Whether turbovnc has this: ensure headless software open GL.";
  };
  tuxclocker = {
    enable = flag "Whether tuxclocker is there.";
    enableAMD = flag "Whether tuxclocker has this: AMD.";
    enabledNVIDIADevices = opt (listOf int) [ ] "Enabled NVIDIA devices of tuxclocker.";
    useUnfree = flag "Whether tuxclocker has this: unfree.";
  };
  udevil = {
    enable = flag "Whether udevil is there.";
  };
  wavemon = {
    enable = flag "Whether wavemon is there.";
  };
  winbox = {
    enable = flag "Whether winbox is there.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "winbox";
  };
  wshowkeys = {
    enable = flag "Whether wshowkeys is there.";
    package = packaged "wshowkeys";
  };
  xfs_quota = {
    projects = opt (attrsOf (submodule {
      options = {
        fileSystem = opt str "/" "File system of projects.";
        id = need int "Id of projects.";
        path = need str "Its folder.";
        sizeHardLimit = maybe str "Size hard limit of projects.";
        sizeSoftLimit = maybe str "Size soft limit of projects.";
      };
    })) { } "Projects of xfs_quota.";
  };
  xss-lock = {
    enable = flag "Whether xss-lock is there.";
    extraOptions = opt (listOf str) [ ] "More arguments.";
    lockerCommand = maybe (separatedString " ") "Locker command of xss-lock.";
  };
  yabar = {
    bars = opt (attrsOf (submodule {
      options = {
        extra = opt (attrsOf str) { } "Extra of bars.";
        font = opt str "sans bold 9" "Font of bars.";
        indicators = opt (attrsOf (submodule {
          options = {
            align = opt (enum [ "left" "center" "right" ]) "left" "Align of indicators.";
            exec = need str "Exec of indicators.";
            extra = opt (attrsOf (oneOf [ str int ])) { } "Extra of indicators.";
          };
        })) { } "Indicators of bars.";
        position = opt (enum [ "top" "bottom" ]) "top" "Position of bars.";
      };
    })) { } "Bars of yabar.";
    enable = flag "Whether yabar is there.";
    package = packaged "yabar-unstable";
  };
  yubikey-touch-detector = {
    enable = flag "Whether yubikey-touch-detector is there.";
  };
  zmap = {
    enable = flag "Whether zmap is there.";
  };
}
