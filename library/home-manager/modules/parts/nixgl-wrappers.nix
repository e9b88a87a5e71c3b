# The wrappers of `targets.genericLinux.nixGL`, for packages and as commands.
{ lib, pkgs }:
cfg:
let
  inherit (pkgs.stdenv.hostPlatform) system;
  # A flake, a channel, or a channel's part that finds out which.
  from = lib.findFirst (set: set != null) null [
    (cfg.packages.${system} or null)
    (if cfg.packages ? nixGLIntel then cfg.packages else null)
    (cfg.packages.auto or null)
  ];
  find =
    name: if from == null then throw "targets.genericLinux.nixGL.packages is not nixGL as it is known here" else from.${name};
  program =
    vendor:
    "${lib.getExe (find "nixGL${vendor}")} ${lib.optionalString cfg.vulkan.enable (lib.getExe (find "nixVulkan${vendor}"))}";

  kinds = {
    mesa = { vendor = "Intel"; environment = { }; };
    mesaPrime = { vendor = "Intel"; environment.DRI_PRIME = cfg.prime.card; };
    nvidia = { vendor = "Nvidia"; environment = { }; };
    nvidiaPrime = {
      vendor = "Nvidia";
      environment = {
        DRI_PRIME = cfg.prime.card;
        __NV_PRIME_RENDER_OFFLOAD = "1";
        __GLX_VENDOR_LIBRARY_NAME = "nvidia";
        __VK_LAYER_NV_optimus = "NVIDIA_only";
      }
      // lib.optionalAttrs (cfg.prime.nvidiaProvider != null) {
        __NV_PRIME_RENDER_OFFLOAD_PROVIDER = cfg.prime.nvidiaProvider;
      };
    };
  };
  exports = environment: lib.concatStrings (lib.mapAttrsToList (name: value: "export ${name}=${value}\n") environment);

  # The package with links to its files, its programs behind nixGL, and files that name it naming this one instead.
  wrap =
    kind@{ vendor, environment }:
    package:
    if cfg.packages == null then
      package
    else
      package.overrideAttrs (old: {
        inherit (package) name;
        separateDebugInfo = false;
        nativeBuildInputs = old.nativeBuildInputs or [ ] ++ [ pkgs.makeWrapper ];
        buildCommand = ''
          set -eo pipefail
          shopt -s nullglob
          ${lib.concatMapStrings (output: "cp -rs --no-preserve=mode ${package.${output}} \"\$${output}\"\n") (old.outputs or [ "out" ])}
          rm -rf "$out"/bin/*
          for file in ${package.out}/bin/*; do
            name="$(basename "$file")"
            makeWrapper ${pkgs.writeShellScript "nixgl-${vendor}" "exec ${program vendor} \"$@\""} "$out/bin/$name" \
              --argv0 "$name" --add-flags "$file" ${
                toString (lib.mapAttrsToList (name: value: "--set '${name}' '${value}'") environment)
              }
          done
          for file in "$out"/share/{applications/*.desktop,systemd/user/*.service,dbus-1/services/*.service}; do
            if grep -q ${package.out} "$file"; then
              sed -i "s|${package.out}|$out|g" "$file"
            fi
          done
        '';
      })
      // {
        override = lib.setFunctionArgs (arguments: wrap kind (package.override arguments)) (
          lib.functionArgs (package.override or (_: { }))
        );
      };
  command =
    name: kind:
    pkgs.writeShellScriptBin "nixGL${lib.toUpper (lib.substring 0 1 name)}${lib.substring 1 (-1) name}" "${exports kind.environment}exec ${program kind.vendor} \"$@\"\n";
  wanted = if cfg.packages == null || cfg.installScripts == null then [ ] else cfg.installScripts;
in
{
  packages = lib.mapAttrs (_name: wrap) kinds;
  scripts =
    lib.optional (cfg.prime.installScript != null) (
      pkgs.writeShellScriptBin "prime-offload" "${exports kinds."${cfg.prime.installScript}Prime".environment}exec \"$@\"\n"
    )
    ++ lib.attrValues (lib.mapAttrs command (lib.getAttrs (lib.intersectLists (lib.attrNames kinds) wanted) kinds));
}
