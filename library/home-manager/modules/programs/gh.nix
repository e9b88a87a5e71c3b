# `programs.gh`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library)
    enabled
    opt
    packages
    strings
    ;
  format = pkgs.formats.yaml { };
in
lib.hm.library.program args "gh" {
  title = "GitHub's command";
  imports = lib.hm.library.renamed [ "programs" "gh" ] {
    aliases = "settings.aliases";
    editor = "settings.editor";
    gitProtocol = "settings.git_protocol";
    enableGitCredentialHelper = "gitCredentialHelper.enable";
  };
  options = {
    settings = opt (types.submodule {
      freeformType = format.type;
      options = {
        aliases = strings "Aliases by name.";
        editor = opt types.str "" "The editor.";
        git_protocol = opt types.str "https" "How git reaches GitHub.";
      };
    }) { } "Contents of {file}`gh/config.yml`.";
    hosts = opt format.type { } "Contents of {file}`gh/hosts.yml`.";
    extensions = packages "Extensions.";
    gitCredentialHelper = {
      enable = enabled "Whether git logs in by it.";
      hosts = opt (types.listOf types.str) [
        "https://github.com"
        "https://gist.github.com"
      ] "Where git does.";
    };
  };
  config = cfg: {
    programs.git.settings.credential = mkIf cfg.gitCredentialHelper.enable (
      lib.genAttrs cfg.gitCredentialHelper.hosts (_: {
        helper = [
          ""
          "${cfg.package}/bin/gh auth git-credential"
        ];
      })
    );
    # Accounts of an older gh are brought to the form of today before its settings say that they have it.
    home.activation.migrateGhAccounts = lib.hm.dag.entryBetween [ "linkGeneration" ] [ "writeBoundary" ] ''
      ghHosts="${config.xdg.configHome}/gh/hosts.yml"
      if [[ ! -L "$ghHosts" && -f "$ghHosts" ]] && ! grep -q '^version:' "$ghHosts"; then
        (
          copy=$(mktemp -d)
          trap 'rm -rf "$copy"' EXIT
          cp "$ghHosts" "$copy/"
          GH_CONFIG_DIR=$copy run --silence ${lib.getExe cfg.package} help
          run cp "$copy/hosts.yml" "$ghHosts"
        )
      fi
    '';
    xdg.configFile = {
      "gh/config.yml".source = format.generate "gh-config.yml" ({ version = "1"; } // cfg.settings);
      "gh/hosts.yml" = mkIf (cfg.hosts != { }) { source = format.generate "gh-hosts.yml" cfg.hosts; };
    };
    xdg.dataFile."gh/extensions" = mkIf (cfg.extensions != [ ]) {
      source = pkgs.linkFarm "gh-extensions" (
        map (extension: {
          name = extension.pname;
          path = "${extension}/bin";
        }) cfg.extensions
      );
    };
  };
}
