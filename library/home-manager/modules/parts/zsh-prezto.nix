# The framework Prezto: its options. Enabling it is refused, for the built-in library does not write its file.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib.hm.library) opt text;
  inherit (lib) types;
in
{
  options.programs.zsh.prezto = opt (types.submodule {
    options = {
      enable = lib.mkEnableOption "prezto";
      package = lib.mkPackageOption pkgs "zsh-prezto" { };
      extraConfig = text "More text of {file}`.zpreztorc`.";
    };
  }) { } "The framework Prezto.";

  config.assertions = [
    {
      assertion = !config.programs.zsh.prezto.enable;
      message = "programs.zsh.prezto is not part of the built-in library; use the flake of Home Manager.";
    }
  ];
}
