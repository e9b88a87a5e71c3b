# `homebrew`: what Homebrew installs, as a list that `brew bundle` reads.
{
  config,
  lib,
  options,
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
  cfg = config.homebrew;
  brewfile = pkgs.writeText "Brewfile" cfg.brewfile;
  all = type: lib.mapAttrs (_name: maybe type);
  computed = type: description: internal (need type description) // {
    readOnly = true;
    visible = false;
  };
  line = computed (types.nullOr types.str) "The line of the list.";

  # Values as Ruby writes them.
  ruby =
    value:
    if lib.isBool value then
      lib.boolToString value
    else if lib.isFloat value then
      lib.strings.floatToString value
    else if lib.isString value then
      ''"${value}"''
    else if lib.isList value then
      "[${lib.concatMapStringsSep ", " ruby value}]"
    else if lib.isAttrs value then
      "{ ${lib.concatStringsSep ", " (pairs value)} }"
    else
      toString value;
  pairs = lib.mapAttrsToList (name: value: "${name}: ${ruby value}");
  # A word is a symbol.
  symbol = value: if lib.isBool value then lib.boolToString value else ":${value}";
  given = entry: lib.filterAttrsRecursive (name: value: name != "_module" && name != "brewfileLine" && value != null) entry;
  # A line: its kind, the name, and what else is said.
  say = kind: entry: more: lib.concatStringsSep ", " ([ "${kind} ${ruby entry.name}" ] ++ more ++ lib.optional entry.trusted "trusted: true");
  # An option of an entry that is said in its own way, if it is given.
  said = entry: name: show: lib.optional (entry.${name} != null) "${name}: ${show entry.${name}}";

  list = modules: opt (types.listOf (types.coercedTo types.str (name: { inherit name; }) (types.submodule modules))) [ ];
  installed = what: {
    name = need types.str "Name of the ${what}.";
    postinstall = maybe types.str "A command to run when it was installed or updated.";
    trusted = enabled "Whether a source that is not Homebrew's own may have it.";
    brewfileLine = line;
  };

  tap =
    { config, ... }:
    {
      options = {
        name = need types.str "Name of the source, as `user/repository`.";
        clone_target = maybe types.str "Where it is fetched from, if not from GitHub.";
        force_auto_update = maybe types.bool "Whether it is updated although it is not from GitHub.";
        trusted = flag "Whether everything of it may be installed.";
        brewfileLine = line;
      };
      config.brewfileLine = say "tap" config (
        lib.optional (config.clone_target != null) (ruby config.clone_target) ++ said config "force_auto_update" ruby
      );
    };
  brew =
    { config, ... }:
    {
      options =
        installed "program"
        // all (types.listOf types.str) {
          args = "Arguments of its installation, without dashes.";
          conflicts_with = "Programs that are put aside for it.";
        }
        // {
          start_service = maybe types.bool "Whether its service is started.";
          restart_service = maybe (types.either types.bool (types.enum [ "changed" "always" ])) "Whether its service is started again.";
          link = maybe (types.either types.bool (types.enum [ "overwrite" ])) "Whether its files are linked.";
        };
      config.brewfileLine = say "brew" config (
        pairs (removeAttrs (given config) [ "name" "link" "restart_service" "trusted" ])
        ++ said config "link" symbol
        ++ said config "restart_service" symbol
      );
    };
  cask =
    { config, ... }:
    {
      options = installed "application" // {
        args = maybe (types.submodule caskArgs) "Arguments of its installation." // { visible = "shallow"; };
        greedy = opt (types.nullOr types.bool) cfg.greedyCasks "Whether it is updated although it does so itself.";
      };
      config.brewfileLine = say "cask" config (pairs (removeAttrs (given config) [ "name" "trusted" ]));
    };
  caskArgs =
    { config, ... }:
    {
      options =
        all types.str {
          appdir = "Folder of applications.";
          audio_unit_plugindir = "Folder of audio units.";
          colorpickerdir = "Folder of colour pickers.";
          dictionarydir = "Folder of dictionaries.";
          fontdir = "Folder of fonts.";
          input_methoddir = "Folder of input methods.";
          internet_plugindir = "Folder of plug-ins for the web.";
          language = "Languages, the best first.";
          mdimporterdir = "Folder of plug-ins for Spotlight.";
          prefpanedir = "Folder of panes of the settings.";
          qlplugindir = "Folder of plug-ins for Quick Look.";
          screen_saverdir = "Folder of screen savers.";
          servicedir = "Folder of services.";
          vst3_plugindir = "Folder of VST3 plug-ins.";
          vst_plugindir = "Folder of VST plug-ins.";
        }
        // all types.bool {
          ignore_dependencies = "Whether what it needs is left out.";
          no_binaries = "Whether its commands are left out.";
          no_quarantine = "Whether macOS is not told that it was downloaded.";
          require_sha = "Whether it must have a hash.";
        }
        // {
          brewfileLine = line;
        };
      config.brewfileLine =
        let
          values = given config;
        in
        if values == { } then null else "cask_args ${lib.concatStringsSep ", " (pairs values)}";
    };

  onActivation =
    { config, ... }:
    {
      options = {
        autoUpdate = flag "Whether Homebrew is updated.";
        upgrade = flag "Whether what it installed is updated.";
        cleanup = opt (types.enum [
          "none"
          "check"
          "uninstall"
          "zap"
        ]) "none" "What becomes of things that are not in the list.";
        extraEnv = opt (types.attrsOf types.str) { } "More variables for `brew bundle`.";
        extraFlags = words "More arguments of `brew bundle`.";
        brewBundleCmd = computed (types.functionTo types.str) "The command.";
      };
      config.brewBundleCmd =
        { onlyCheck }:
        lib.concatStringsSep " " (
          [
            ''PATH="${cfg.prefix}/bin:${lib.makeBinPath [ pkgs.mas ]}:$PATH" sudo --preserve-env=PATH''
            "--user=${lib.escapeShellArg cfg.user} --set-home env"
          ]
          ++ lib.optional (onlyCheck || !config.autoUpdate) "HOMEBREW_NO_AUTO_UPDATE=1"
          ++ lib.mapAttrsToList (name: value: "${name}=${lib.escapeShellArg value}") config.extraEnv
          ++ [ "brew bundle --file='${brewfile}'" ]
          ++ (
            if onlyCheck then
              [ "cleanup 2>&1" ]
            else
              lib.optional (!config.upgrade) "--no-upgrade"
              ++ lib.optional (config.cleanup == "zap") "--zap"
              ++ lib.optional (lib.elem config.cleanup [ "uninstall" "zap" ]) "--force-cleanup"
              ++ config.extraFlags
          )
        );
    };
  global =
    { config, ... }:
    {
      options = {
        autoUpdate = enabled "Whether it updates itself.";
        brewfile = flag "Whether `brew bundle` uses this list.";
        homebrewEnvironmentVariables = computed types.attrs "Variables of shells.";
      }
      // lib.genAttrs [ "lockfiles" "noLock" ] (
        _name:
        lib.mkOption {
          visible = false;
          default = null;
          description = "Not used: there are no lock files any more.";
        }
      );
      config.homebrewEnvironmentVariables = {
        HOMEBREW_BUNDLE_FILE = lib.mkIf config.brewfile "${brewfile}";
        HOMEBREW_NO_AUTO_UPDATE = lib.mkIf (!config.autoUpdate) "1";
      };
    };

  section = title: lines: lib.optionalString (lines != [ ]) "# ${title}\n${lib.concatStringsSep "\n" (lib.unique lines)}\n\n";
  lines = map (entry: entry.brewfileLine);
  each = kind: map (name: "${kind} ${ruby name}");
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "homebrew" "autoUpdate" ] [ "homebrew" "onActivation" "autoUpdate" ])
    (lib.mkRenamedOptionModule [ "homebrew" "cleanup" ] [ "homebrew" "onActivation" "cleanup" ])
    (lib.mkRemovedOptionModule [ "homebrew" "brewPrefix" ] "It is `homebrew.prefix` now, without `/bin`.")
    (lib.mkRemovedOptionModule [ "homebrew" "whalebrews" ] "Homebrew does not install them any more.")
  ];

  options.homebrew = {
    enable = lib.mkEnableOption "what Homebrew installs";
    user = opt types.str config.system.primaryUser "Whose it is." // { defaultText = lib.literalExpression "config.system.primaryUser"; };
    prefix = opt types.str (if pkgs.stdenv.hostPlatform.isAarch64 then "/opt/homebrew" else "/usr/local") "Its folder." // {
      defaultText = lib.literalExpression ''
        if pkgs.stdenv.hostPlatform.isAarch64 then "/opt/homebrew"
        else "/usr/local"
      '';
    };
    enableBashIntegration = lib.mkEnableOption "Homebrew in Bash";
    enableFishIntegration = lib.mkEnableOption "Homebrew in fish";
    enableZshIntegration = lib.mkEnableOption "Homebrew in Zsh";
    onActivation = opt (types.submodule onActivation) { } "What happens when the configuration becomes the Mac's.";
    global = opt (types.submodule global) { } "What Homebrew does when it is called.";
    taps = list tap "Sources.";
    brews = list brew "Programs.";
    casks = list cask "Applications.";
    caskArgs = opt (types.submodule caskArgs) { } "Arguments for applications.";
    greedyCasks = maybe types.bool "Whether applications are updated that do so themselves.";
    masApps = opt (types.attrsOf types.ints.positive) { } "Applications of the store, by number.";
    vscode = words "Extensions of Visual Studio Code.";
    goPackages = words "Packages of Go.";
    cargoPackages = words "Packages of Rust.";
    extraConfig = text "More text of the list.";
    brewfile = computed types.str "The list.";
  };

  config = {
    warnings = [
      (lib.mkIf (options.homebrew.autoUpdate.isDefined || options.homebrew.cleanup.isDefined)
        "Homebrew updates what it installed only with `homebrew.onActivation.upgrade`."
      )
      (lib.mkIf (cfg.global.noLock != null || cfg.global.lockfiles != null)
        "Homebrew has no lock files any more: `homebrew.global.noLock` and `lockfiles` do nothing."
      )
      (lib.mkIf (lib.hasSuffix "/bin" cfg.prefix) "`homebrew.prefix` is the folder above `bin`.")
    ];
    homebrew.brewfile =
      "# Created by `nix-darwin`'s `homebrew` module\n\n"
      + section "Taps" (lines cfg.taps)
      + section "Arguments for all casks" (lib.optional (cfg.caskArgs.brewfileLine != null) cfg.caskArgs.brewfileLine)
      + section "Brews" (lines cfg.brews)
      + section "Casks" (lines cfg.casks)
      + section "Mac App Store apps" (lib.mapAttrsToList (name: id: "mas ${ruby name}, id: ${toString id}") cfg.masApps)
      + section "Visual Studio Code extensions" (each "vscode" cfg.vscode)
      + section "Go packages" (each "go" cfg.goPackages)
      + section "Cargo packages" (each "cargo" cfg.cargoPackages)
      + lib.optionalString (cfg.extraConfig != "") "# Extra config\n${cfg.extraConfig}";
    environment.variables = lib.mkIf cfg.enable cfg.global.homebrewEnvironmentVariables;
    programs = lib.mkIf cfg.enable {
      bash.interactiveShellInit = lib.mkIf cfg.enableBashIntegration ''
        eval "$(${cfg.prefix}/bin/brew shellenv bash)"
        for completion in ${cfg.prefix}/etc/profile.d/bash_completion.sh ${cfg.prefix}/etc/bash_completion.d/*; do
          [[ ! -r $completion ]] || source "$completion"
        done
      '';
      zsh.interactiveShellInit = lib.mkIf cfg.enableZshIntegration ''
        eval "$(${cfg.prefix}/bin/brew shellenv zsh)"
      '';
      fish.interactiveShellInit = lib.mkIf cfg.enableFishIntegration ''
        eval (${cfg.prefix}/bin/brew shellenv fish)
        for completions in ${cfg.prefix}/share/fish/{completions,vendor_completions.d}
          test -d $completions; and set -p fish_complete_path $completions
        end
      '';
    };
    system = {
      requiresPrimaryUser = lib.mkIf (
        cfg.enable && options.homebrew.user.highestPrio == (lib.mkOptionDefault { }).priority
      ) [ "homebrew.enable" ];
      checks.text = lib.mkIf (cfg.enable && cfg.onActivation.cleanup == "check") ''
        if [[ -f ${cfg.prefix}/bin/brew ]] && ! surplus=$(${cfg.onActivation.brewBundleCmd { onlyCheck = true; }}); then
          printf >&2 'error: Homebrew has installed what is not in the configuration:\n%s\n' "$surplus"
          exit 2
        fi
      '';
      activationScripts.homebrew.text = lib.mkIf cfg.enable ''
        echo "Homebrew..." >&2
        if [[ -f ${cfg.prefix}/bin/brew ]]; then
          ${cfg.onActivation.brewBundleCmd { onlyCheck = false; }}
        else
          echo "error: Homebrew is not installed" >&2
        fi
      '';
    };
  };
}
