# `xfconf`: the settings of Xfce.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (lib.hm.library) need opt;
  cfg = config.xfconf;
  integer = types.submodule {
    options = {
      type = need (types.enum [ "int" "uint" "uint64" ]) "Which kind of number it is.";
      value = need types.int "The number.";
    };
  };
  # A submodule takes strings too: it comes last.
  value = with types; nullOr (oneOf [ bool int float str integer ]);
in
{
  options.xfconf = {
    enable = opt types.bool true "Whether the settings of Xfce are set." // { visible = false; };
    settings = opt (
      with types; attrsOf (attrsOf (either value (listOf value))) // { description = "xfconf settings"; }
    ) { } "Settings by channel and property.";
  };
  config = lib.mkIf (cfg.enable && cfg.settings != { }) {
    assertions = [ (lib.hm.assertions.assertPlatform "xfconf" pkgs lib.platforms.linux) ];
    home.activation.xfconfSettings = lib.hm.dag.entryAfter [ "installPackages" ] (
      import ../parts/xfconf.nix { inherit config lib pkgs; } cfg.settings
    );
  };
}
