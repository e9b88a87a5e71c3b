# `programs.lapce`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) need opt;
  format = pkgs.formats.toml { };
  plugin.options = {
    author = need types.str "Who made it.";
    name = need types.str "Its name.";
    version = need types.str "Its version.";
    hash = opt types.str "" "Hash of its archive.";
  };
  # The registry answers with the address of the archive.
  archive =
    p:
    pkgs.stdenvNoCC.mkDerivation {
      name = "lapce-plugin-${p.author}-${p.name}-${p.version}.tar.zstd";
      nativeBuildInputs = [ pkgs.curl pkgs.cacert ];
      dontUnpack = true;
      dontBuild = true;
      installPhase = ''
        curl -L "$(curl https://plugins.lapce.dev/api/v1/plugins/${p.author}/${p.name}/${p.version}/download)" -o "$out"
      '';
      outputHashAlgo = "sha256";
      outputHashMode = "flat";
      outputHash = p.hash;
    };
  folder =
    p:
    pkgs.stdenvNoCC.mkDerivation {
      pname = "lapce-plugin-${p.author}-${p.name}";
      inherit (p) version;
      src = archive p;
      nativeBuildInputs = [ pkgs.zstd ];
      phases = [ "installPhase" ];
      installPhase = ''
        mkdir -p $out
        tar -C $out -xf $src
      '';
    };
in
lib.hm.library.program args "lapce" {
  nullable = true;
  options = {
    channel = opt (types.enum [ "stable" "nightly" ]) "stable" "Which of the two it is.";
    settings = opt format.type { } "Contents of {file}`settings.toml`.";
    plugins = opt (types.listOf (types.submodule plugin)) [ ] "Plugins from its registry.";
    keymaps = opt format.type [ ] "Contents of {file}`keymaps.toml`.";
  };
  config =
    cfg:
    let
      below = "lapce-${cfg.channel}";
    in
    {
      xdg.configFile = {
        "${below}/settings.toml".source = format.generate "settings.toml" cfg.settings;
        "${below}/keymaps.toml".source = format.generate "keymaps.toml" { inherit (cfg) keymaps; };
      };
      xdg.dataFile."${below}/plugins".source = pkgs.linkFarm "lapce-plugins" (
        lib.listToAttrs (map (p: lib.nameValuePair "${p.author}-${p.name}-${p.version}" (folder p)) cfg.plugins)
      );
    };
}
