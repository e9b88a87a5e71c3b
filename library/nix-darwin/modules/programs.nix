# Programs of the Mac, their documentation, and SSH.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    enabled
    flag
    internal
    maybe
    need
    opt
    text
    words
    ;
  cfg = config.programs;
  ssh = config.services.openssh;

  # Parts of a file's text, by name.
  parts = name: internal (opt (types.attrsOf (types.submodule (file (part: pkgs.writeText "${name}-options-${part}")))) { } "Parts of the file.");
  file = import ./file.nix { inherit lib; };
  texts = parts: lib.concatMapStringsSep "\n" (part: part.text) (lib.attrValues parts);

  # tmux that lets shells in it set up their environment again.
  tmux = pkgs.runCommand pkgs.tmux.name { buildInputs = [ pkgs.makeWrapper ]; } ''
    mkdir -p $out/bin
    makeWrapper ${pkgs.tmux}/bin/tmux $out/bin/tmux \
      --set __ETC_BASHRC_SOURCED "" --set __ETC_ZPROFILE_SOURCED "" --set __ETC_ZSHENV_SOURCED "" \
      --set __ETC_ZSHRC_SOURCED "" --set __NIX_DARWIN_SET_ENVIRONMENT_DONE "" \
      --add-flags "-f /etc/tmux.conf"
  '';

  host =
    { name, config, ... }:
    {
      options = {
        certAuthority = flag "Whether the key signs keys of hosts.";
        hostNames = opt (types.listOf types.str) ([ name ] ++ config.extraHostNames) "Names and addresses of the host.";
        extraHostNames = words "More of them.";
        publicKey = maybe types.str "Its key.";
        publicKeyFile = maybe types.path "File with its key.";
      };
    };
  hostKey.options = {
    type = need (types.enum [
      "dsa"
      "ecdsa"
      "ed25519"
      "rsa"
    ]) "Kind of the key.";
    path = need types.str "File of the key.";
    bits = maybe types.int "Its size.";
    comment = opt types.str "" "A comment in it.";
  };
  hostKeys = map (type: {
    inherit type;
    path = "/etc/ssh/ssh_host_${type}_key";
  }) [ "rsa" "ecdsa" "ed25519" ];
  line =
    one:
    lib.optionalString one.certAuthority "@cert-authority "
    + "${lib.concatStringsSep "," one.hostNames} ${if one.publicKey == null then lib.readFile one.publicKeyFile else one.publicKey}\n";
  keysOf = user: user.openssh.authorizedKeys.keys ++ map lib.readFile user.openssh.authorizedKeys.keyFiles;
  makeKey =
    key:
    let
      path = lib.escapeShellArg key.path;
    in
    ''
      if [[ ! -s ${path} ]]; then
        mkdir -p "$(dirname ${path})"
        ${lib.getExe' pkgs.openssh "ssh-keygen"} -q -t ${key.type} ${lib.optionalString (key.bits != null) "-b ${toString key.bits} "}-C ${lib.escapeShellArg key.comment} -f ${path} -N ""
      fi
    '';
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "programs" "tmux" "tmuxConfig" ] [ "programs" "tmux" "extraConfig" ])
    (lib.mkRemovedOptionModule [ "programs" "tmux" "defaultCommand" ] "Set the command in `programs.tmux.extraConfig`.")
    (lib.mkRemovedOptionModule [ "services" "openssh" "authorizedKeysFiles" ] "Macs have no such thing.")
  ];

  options = {
    programs = {
      arqbackup = {
        enable = lib.mkEnableOption "Arq";
        package = lib.mkPackageOption pkgs "arq" (lib.optionalAttrs (!pkgs ? arq) { default = null; });
      };
      gnupg = {
        package = lib.mkPackageOption pkgs "gnupg" { };
        agent.enable = flag "Whether the agent runs.";
        agent.enableSSHSupport = flag "Whether it is SSH's too.";
      };
      _1password = {
        enable = flag "Whether the command of 1Password is there.";
        package = lib.mkPackageOption pkgs "1Password CLI" { default = [ "_1password-cli" ]; };
      };
      _1password-gui = {
        enable = flag "Whether 1Password is there.";
        package = lib.mkPackageOption pkgs "1Password GUI" { default = [ "_1password-gui" ]; };
      };
      man.enable = enabled "Whether manual pages are there.";
      info.enable = enabled "Whether info pages are there.";
      nix-index = {
        enable = flag "Whether nix-index says which package has a command.";
        package = opt types.package pkgs.nix-index "The nix-index." // { defaultText = "pkgs.nix-index"; };
      };
      tmux = {
        enable = flag "Whether tmux is there.";
        enableSensible = flag "Whether with better defaults.";
        reverseSplitBindings =
          opt types.bool (config.system.stateVersion <= 6 && cfg.tmux.enableSensible) "Whether the keys that split are swapped."
          // {
            defaultText = lib.literalExpression "config.system.stateVersion <= 6 && config.programs.tmux.enableSensible";
          };
        enableMouse = flag "Whether it uses the mouse.";
        enableFzf = flag "Whether with fzf.";
        enableVim = flag "Whether its keys are those of Vim.";
        iTerm2 = flag "Not needed for iTerm2 any more.";
        tmuxOptions = parts "tmux";
        extraConfig = text "More text of its file.";
      };
      vim = {
        enable = flag "Whether Vim is there.";
        enableSensible = flag "Whether with better defaults.";
        extraKnownPlugins = opt (types.attrsOf types.package) { } "More plug-ins, by name.";
        plugins = opt (types.listOf types.attrs) [ ] "Plug-ins that it has.";
        package = internal (need types.package "Vim with them.");
        vimOptions = parts "vim";
        vimConfig = text "Its file.";
      };
      ssh = {
        extraConfig = text "More text of the client's file.";
        knownHosts = opt (types.attrsOf (types.submodule host)) { } "Keys of hosts.";
      };
    };
    services.openssh = {
      enable = maybe types.bool "Whether one may log in by SSH; `null` leaves it as it is.";
      extraConfig = text "More text of its file.";
      hostKeys = opt (types.listOf (types.submodule hostKey)) hostKeys "Keys of this host.";
    };
    documentation = {
      enable = enabled "Whether documentation is installed.";
      man.enable = enabled "Whether manual pages are installed.";
      doc.enable = enabled "Whether other documentation is installed.";
      info.enable = enabled "Whether info pages are installed.";
    };
  };

  config = lib.mkMerge [
    (lib.mkIf config.documentation.enable {
      programs.man.enable = config.documentation.man.enable;
      programs.info.enable = config.documentation.info.enable;
    })
    {
      environment = {
        pathsToLink =
          lib.optional cfg.man.enable "/share/man"
          ++ lib.optionals cfg.info.enable [
            "/info"
            "/share/info"
          ];
        extraOutputsToInstall = lib.optional cfg.man.enable "man" ++ lib.optional cfg.info.enable "info";
        systemPackages =
          lib.optional cfg.info.enable pkgs.texinfoInteractive
          ++ lib.optional cfg.nix-index.enable cfg.nix-index.package
          ++ lib.optional cfg.tmux.enable tmux
          ++ lib.optional cfg.vim.enable cfg.vim.package
          ++ lib.optional cfg.gnupg.agent.enable cfg.gnupg.package
          ++ lib.optional cfg.arqbackup.enable cfg.arqbackup.package;
        extraSetup = lib.mkIf cfg.info.enable ''
          for page in $out/share/info/*.info $out/share/info/*.info.gz; do
            [[ ! -e $page || ! -w $out/share/info ]] || ${pkgs.texinfoInteractive}/bin/install-info "$page" $out/share/info/dir
          done
        '';
        interactiveShellInit = lib.mkIf cfg.nix-index.enable "source ${cfg.nix-index.package}/etc/profile.d/command-not-found.sh";
        extraInit = lib.mkIf cfg.gnupg.agent.enable ''
          export GPG_TTY=$(tty)
          ${lib.optionalString cfg.gnupg.agent.enableSSHSupport ''
            ${lib.getExe' cfg.gnupg.package "gpg-connect-agent"} --quiet updatestartuptty /bye > /dev/null 2>&1
            export SSH_AUTH_SOCK=$(${lib.getExe' cfg.gnupg.package "gpgconf"} --list-dirs agent-ssh-socket)
          ''}
        '';
        variables = lib.mkIf cfg.vim.enable { EDITOR = "${cfg.vim.package}/bin/vim"; };
        etc = {
          "tmux.conf" = lib.mkIf cfg.tmux.enable {
            text = ''
              ${texts cfg.tmux.tmuxOptions}
              ${cfg.tmux.extraConfig}
              source-file -q /etc/tmux.conf.local
            '';
          };
          vimrc = lib.mkIf cfg.vim.enable {
            text = ''
              ${texts cfg.vim.vimOptions}
              ${cfg.vim.vimConfig}
              if filereadable('/etc/vimrc.local')
                source /etc/vimrc.local
              endif
            '';
          };
        };
      };
      launchd = {
        user.agents = {
          gnupg-agent = lib.mkIf cfg.gnupg.agent.enable {
            serviceConfig = {
              ProgramArguments = [
                (lib.getExe' cfg.gnupg.package "gpg-connect-agent")
                "/bye"
              ];
              RunAtLoad = cfg.gnupg.agent.enableSSHSupport;
              KeepAlive.SuccessfulExit = false;
            };
          };
          ArqMonitor = lib.mkIf cfg.arqbackup.enable {
            command = "${cfg.arqbackup.package}/Applications/Arq.app/Contents/Resources/ArqMonitor.app/Contents/MacOS/ArqMonitor";
            managedBy = "programs.arqbackup.enable";
            serviceConfig = {
              Label = "com.haystacksoftware.ArqMonitor";
              RunAtLoad = true;
              KeepAlive = true;
            };
          };
        };
        daemons.arqagent = lib.mkIf cfg.arqbackup.enable {
          command = "${cfg.arqbackup.package}/Applications/Arq.app/Contents/Resources/ArqAgent.app/Contents/MacOS/ArqAgent";
          serviceConfig = {
            Label = "com.haystacksoftware.arqagent";
            RunAtLoad = true;
            KeepAlive = true;
          };
        };
      };
      system.activationScripts.applications.text = lib.mkMerge [
        (lib.mkIf cfg._1password.enable (
          lib.mkAfter "install -o root -g wheel -m0555 -D ${lib.getExe cfg._1password.package} /usr/local/bin/op"
        ))
        (lib.mkIf cfg._1password-gui.enable (
          lib.mkAfter ''
            mkdir -p /Applications/1Password.app
            ${lib.getExe pkgs.rsync} --archive --checksum --copy-unsafe-links --delete --chmod=-w --no-group --no-owner \
              ${cfg._1password-gui.package}/Applications/1Password.app/ /Applications/1Password.app
          ''
        ))
      ];
      warnings = lib.optional (cfg.tmux.enable && cfg.tmux.iTerm2) "`programs.tmux.iTerm2` does nothing any more.";
    }
    (lib.mkIf cfg.tmux.enable { programs.tmux.tmuxOptions = import ./tmux.nix { inherit lib pkgs; } cfg.tmux; })
    (lib.mkIf cfg.vim.enable {
      programs.vim = {
        package = pkgs.vim-full.customize {
          name = "vim";
          vimrcConfig.customRC = config.environment.etc.vimrc.text;
          vimrcConfig.vam = {
            knownPlugins = pkgs.vimPlugins // cfg.vim.extraKnownPlugins;
            pluginDictionaries = cfg.vim.plugins;
          };
        };
        plugins = lib.mkIf cfg.vim.enableSensible [
          {
            names = [
              "fugitive"
              "surround"
              "vim-nix"
            ];
          }
        ];
        vimOptions.sensible.text = lib.mkIf cfg.vim.enableSensible ''
          set nocompatible backspace=indent,start
          set expandtab shiftwidth=2 tabstop=2 nowrap
          set hlsearch incsearch showcmd showmatch number lazyredraw
          set list listchars=tab:»·,trail:·,extends:⟩,precedes:⟨
          set fillchars+=vert:\ ,stl:\ ,stlnc:\ 
          filetype plugin indent on
          syntax on
          nnoremap // :nohlsearch<CR>
        '';
      };
    })
    {
      assertions = lib.mapAttrsToList (name: one: {
        assertion = (one.publicKey == null) != (one.publicKeyFile == null);
        message = "`programs.ssh.knownHosts.${name}` needs one of `publicKey` and `publicKeyFile`.";
      }) cfg.ssh.knownHosts;
      environment.etc =
        lib.mapAttrs' (
          _name: user: lib.nameValuePair "ssh/nix_authorized_keys.d/${user.name}" { text = lib.concatLines (keysOf user); }
        ) (lib.filterAttrs (_name: user: user.openssh.authorizedKeys.keys ++ user.openssh.authorizedKeys.keyFiles != [ ]) config.users.users)
        // {
          "ssh/ssh_known_hosts" = lib.mkIf (cfg.ssh.knownHosts != { }) {
            text = lib.concatMapStrings line (lib.attrValues cfg.ssh.knownHosts);
          };
          "ssh/ssh_config.d/100-nix-darwin.conf".text = cfg.ssh.extraConfig;
          "ssh/sshd_config.d/099-host-keys.conf" = lib.mkIf (ssh.hostKeys != [ ]) {
            text = lib.concatMapStringsSep "\n" (key: "HostKey ${key.path}") ssh.hostKeys;
          };
          "ssh/sshd_config.d/100-nix-darwin.conf".text = ssh.extraConfig;
          "ssh/sshd_config.d/101-authorized-keys.conf".text = ''
            AuthorizedKeysCommand /bin/cat /etc/ssh/nix_authorized_keys.d/%u
            AuthorizedKeysCommandUser _sshd
          '';
        };
      system.activationScripts = {
        openssh.text = lib.mkIf (ssh.hostKeys != [ ]) (lib.concatMapStrings makeKey ssh.hostKeys);
        launchd.text = lib.mkIf (ssh.enable != null) (
          if ssh.enable then
            ''
              if systemsetup -getremotelogin | grep -q Off; then
                launchctl enable system/com.openssh.sshd
                launchctl bootstrap system /System/Library/LaunchDaemons/ssh.plist
              fi
            ''
          else
            ''
              if systemsetup -getremotelogin | grep -q On; then
                launchctl bootout system/com.openssh.sshd
                launchctl disable system/com.openssh.sshd
              fi
            ''
        );
      };
    }
  ];
}
