# `programs.vscode`, its older options, and what it has for Haskell.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described enabled opt;
  own = [ "programs" "vscode" ];
  cfg = config.programs.vscode;
  old = name: lib.mkRenamedOptionModule (own ++ [ name ]) (own ++ [ "profiles" "default" name ]);
  # Programs made of it have modules of their own, with folders of their own.
  forks = {
    antigravity = "antigravity";
    code-cursor = "cursor";
    kiro = "kiro";
    vscodium = "vscodium";
    windsurf = "windsurf";
  };
  pname = if cfg.package == null then null else cfg.package.pname or null;
in
{
  imports = map old [
    "userSettings"
    "userTasks"
    "keybindings"
    "extensions"
    "languageSnippets"
    "globalSnippets"
    "enableUpdateCheck"
    "enableExtensionUpdateCheck"
    "userMcp"
  ]
  ++ lib.hm.library.gone own "Programs made of it, such as VSCodium, have modules of their own." [ "pname" ]
  ++ [
    (import ../parts/vscode-fork.nix args {
      name = "vscode";
      title = "Visual Studio Code";
      folder = "Code";
      data = ".vscode";
    })
    (lib.mkChangedOptionModule (own ++ [ "immutableExtensionsDir" ]) (own ++ [ "mutableExtensionsDir" ]) (
      config: !config.programs.vscode.immutableExtensionsDir
    ))
  ];
  options.programs.vscode.haskell = {
    enable = lib.mkEnableOption "what helps with Haskell";
    hie = {
      enable = enabled "Whether it uses the Haskell IDE Engine.";
      executablePath = described ''"''${pkgs.hie-nix.hies}/bin/hie-wrapper"'' (
        opt types.path (
          (pkgs.hie-nix or (throw "programs.vscode.haskell: the package set has no `hie-nix`: add it by an overlay")).hies
          + "/bin/hie-wrapper"
        ) "The program of the Haskell IDE Engine."
      );
    };
  };
  config = mkIf cfg.enable {
    warnings = lib.optional (pname != null && forks ? ${pname}) ''
      programs.vscode.package is set to a known VSCode fork (pname: "${pname}"), but programs.vscode writes to the folders
      of Visual Studio Code (`~/.vscode`, `Code/User`). Use programs.${forks.${pname}} instead.
    '';
    programs.vscode.profiles.default = mkIf cfg.haskell.enable {
      userSettings = mkIf cfg.haskell.hie.enable {
        "languageServerHaskell.enableHIE" = true;
        "languageServerHaskell.hieExecutablePath" = cfg.haskell.hie.executablePath;
      };
      extensions = [
        pkgs.vscode-extensions.justusadam.language-haskell
      ]
      ++ lib.optional cfg.haskell.hie.enable pkgs.vscode-extensions.alanz.vscode-hie-server;
    };
  };
}
