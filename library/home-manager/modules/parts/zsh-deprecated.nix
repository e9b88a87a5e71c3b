# Former names of Zsh's options.
{ config, lib, ... }:
let
  cfg = config.programs.zsh;
  zsh = path: [ "programs" "zsh" ] ++ path;
  older =
    name: advice: example:
    lib.mkOption {
      type = lib.types.lines;
      default = "";
      visible = false;
      apply =
        value:
        lib.warnIfNot (value == "") ''
          `programs.zsh.${name}` is deprecated, use `programs.zsh.initContent`${advice} instead.

          Example: programs.zsh.initContent = ${example}"your content here";
        '' value;
      description = "Part of {option}`programs.zsh.initContent`.";
    };
  notEmpty = text: lib.mkIf (text != "");
in
{
  imports = [
    (lib.mkRenamedOptionModule (zsh [ "enableAutosuggestions" ]) (zsh [ "autosuggestion" "enable" ]))
    (lib.mkRenamedOptionModule (zsh [ "enableSyntaxHighlighting" ]) (zsh [ "syntaxHighlighting" "enable" ]))
  ];

  options.programs.zsh = {
    initExtraFirst = older "initExtraFirst" " with `lib.mkBefore`" "lib.mkBefore ";
    initExtraBeforeCompInit = older "initExtraBeforeCompInit" " with `lib.mkOrder 550`" "lib.mkOrder 550 ";
    initExtra = older "initExtra" "" "";
  };

  config.programs.zsh.initContent = lib.mkMerge [
    (notEmpty cfg.initExtraFirst (lib.mkBefore cfg.initExtraFirst))
    (notEmpty cfg.initExtraBeforeCompInit (lib.mkOrder 550 cfg.initExtraBeforeCompInit))
    (notEmpty cfg.initExtra cfg.initExtra)
  ];
}
