# `programs.mise`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) flag integrations opt;
  toml = pkgs.formats.toml { };
  shells = [
    "Bash"
    "Fish"
    "Nushell"
    "Zsh"
  ];
in
lib.hm.library.program args "mise" {
  nullable = true;
  imports =
    lib.hm.library.renamed [ "programs" "mise" ] { settings = "globalConfig.settings"; }
    ++ lib.hm.library.gone [ "programs" "rtx" ] "It is called mise now: see `programs.mise`." (
      [ "enable" "package" "settings" ] ++ map (shell: "enable${shell}Integration") shells
    );
  options = integrations config shells // {
    globalConfig = opt toml.type { } "Contents of {file}`mise/config.toml`.";
    enableMutableConfig = flag "Whether the file may be changed by hand.";
  };
  config =
    cfg:
    let
      exe = lib.getExe cfg.package;
      is = shell: cfg."enable${shell}Integration";
      into = shell: mkIf (is shell && cfg.package != null);
      made = name: arguments: pkgs.runCommand name { } "${exe} ${arguments} > $out\n";
      # A file that is changed by hand has ours beside it.
      file = if cfg.enableMutableConfig then "mise/conf.d/50-home-manager.toml" else "mise/config.toml";
      mutable = lib.escapeShellArg "${config.xdg.configHome}/mise/config.toml";
    in
    {
      warnings = lib.optional (cfg.package == null && lib.any is shells) ''
        `programs.mise.package` is null, so no shell loads mise, although the integration with shells is on.'';
      # Its completions call `usage`.
      home.packages = mkIf (cfg.package != null) [ pkgs.usage ];
      # Without a file of its own `mise use --global` writes to a file that is there, and ours cannot be written.
      home.activation.miseMutableConfig = mkIf cfg.enableMutableConfig (
        lib.hm.dag.entryAfter [ "linkGeneration" ] ''
          miseConfig=${mutable}
          if [[ ! -L $miseConfig && ! -e $miseConfig ]]; then
            run mkdir -p "$(dirname "$miseConfig")"
            run touch "$miseConfig"
          fi
        ''
      );
      xdg.configFile.${file} = mkIf (cfg.globalConfig != { }) {
        source = toml.generate "mise-config" cfg.globalConfig;
      };
      programs = {
        bash.initExtra = into "Bash" ''
          eval "$(${exe} activate bash)"
          source ${made "mise-bash-completion.bash" "completion bash --include-bash-completion-lib"}
        '';
        zsh.initContent = into "Zsh" "eval \"$(${exe} activate zsh)\"\n";
        fish.interactiveShellInit = into "Fish" "${exe} activate fish | source\n";
        nushell.extraConfig = into "Nushell" "use ${made "mise-nushell-config.nu" "activate nu"}\n";
      };
    };
}
