# `home.activation` and the generation: the script that makes a home what its configuration says.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (lib.hm) dag;
  inherit (lib.hm.library) opt text;
  cfg = config.home;
  internal = option: option // { internal = true; };
  read = name: builtins.readFile (../../activation + "/${name}");

  ordered = dag.topoSort cfg.activation;
  blocks =
    if ordered ? result then
      lib.concatMapStringsSep "\n" (block: ''
        _iNote "Activating %s" "${block.name}"
        ${block.data}
      '') ordered.result
    else
      abort "Dependency cycle in activation script: ${builtins.toJSON ordered}";

  # Programs that the blocks may count on.
  tools = lib.makeBinPath (
    (with pkgs; [
      bash
      coreutils
      diffutils
      findutils
      gettext
      gnugrep
      gnused
      jq
      ncurses
    ])
    ++ cfg.extraActivationPath
  );
  nixTools =
    if config.nix.enable && config.nix.package != null then
      "${config.nix.package}/bin"
    else
      "$(${pkgs.coreutils}/bin/dirname $(${pkgs.coreutils}/bin/readlink -m $(type -p nix-env)))";

  when = lib.optionalString;
  script = pkgs.writeShellScript "activation-script" ''
    set -eu
    set -o pipefail
    cd $HOME
    export PATH="${tools}:${nixTools}${when (!cfg.emptyActivationPath) "\${PATH:+:}$PATH"}"
    ${config.lib.bash.initHomeManagerLib}
    ${read "start.sh"}
    if [[ ! -v SKIP_SANITY_CHECKS ]]; then
      checkStringEq USER "$USER" ${lib.escapeShellArg cfg.username}
      checkPathEq HOME "$HOME" ${lib.escapeShellArg cfg.homeDirectory}
      ${when (cfg.uid != null) ''checkStringEq UID "$(id -u)" ${toString cfg.uid}''}
    fi
    ${when cfg.activationGenerateGcRoot ''
      trap 'run rm -f $VERBOSE_ARG "$newGenGcPath"' EXIT
      run --silence nix-store --realise "$newGenPath" --add-root "$newGenGcPath"
    ''}
    ${blocks}
    ${when (cfg.activationGenerateGcRoot && !config.uninstall) ''
      run --silence nix-store --realise "$newGenPath" --add-root "$currentGenGcPath"
      if [[ -e "$legacyGenGcPath" ]]; then run rm $VERBOSE_ARG "$legacyGenGcPath"; fi
    ''}
  '';
in
{
  options.home = {
    activation = opt (lib.hm.types.dagOf types.str) { } ''
      Blocks of the activation script, which run in the order of their graph. A block that
      changes something comes after `writeBoundary` and does so through `run`, which only
      shows its command on a dry run; each gives the same result when it runs again.
    '';
    activationPackage = internal (lib.hm.library.need types.package "The generation.");
    activationGenerateGcRoot = internal (lib.hm.library.enabled "Whether the generation is kept from garbage collection.");
    emptyActivationPath = internal (
      lib.hm.library.described "lib.versionAtLeast config.home.stateVersion \"22.11\"" (
        opt types.bool (lib.versionAtLeast cfg.stateVersion "22.11") "Whether blocks see the tools of the generation only."
      )
    );
    extraActivationPath = internal (lib.hm.library.packages "More tools for the blocks.");
    extraBuilderCommands = internal (text "Commands that run when the generation is built.");
  };

  config = {
    lib.bash.initHomeManagerLib = "source ${
      pkgs.writeText "home-manager.sh" (read "library.sh")
    }\n";

    home.activation = {
      # Blocks before it only look, blocks after it change things.
      writeBoundary = dag.entryAnywhere (read "write-boundary.sh");
      installPackages = dag.entryAfter [ "writeBoundary" ] (
        if config.submoduleSupport.externalPackageInstall then
          "nixProfileRemove home-manager-path\n"
        else
          "installProfile ${cfg.path} ${lib.escapeShellArg cfg.profileDirectory}\n"
      );
    };

    home.activationPackage =
      pkgs.runCommand "home-manager-generation"
        {
          preferLocalBuild = true;
          passAsFile = [ "extraDependencies" ];
          inherit (cfg) extraDependencies;
          # The checks have to build; nothing of them is kept.
          passedChecks = lib.concatStringsSep " " cfg.checks;
        }
        ''
          mkdir -p $out/bin
          echo "${cfg.version.full}" > $out/hm-version
          # The form of this folder, for the tools that read it.
          echo 1 > $out/gen-version
          cp ${script} $out/activate
          substituteInPlace $out/activate --subst-var-by GENERATION_DIR $out
          ln -s $out/activate $out/bin/home-manager-generation
          ln -s ${config.home-files} $out/home-files
          ln -s ${cfg.path} $out/home-path
          cp "$extraDependenciesPath" "$out/extra-dependencies"
          ${cfg.extraBuilderCommands}
        '';
  };
}
