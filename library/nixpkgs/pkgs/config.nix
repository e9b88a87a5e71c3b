# The settings of a package set, with what they are when nobody says.
lib: given:
let
  environment = name: builtins.getEnv name == "1";
in
{
  allowUnfree = environment "NIXPKGS_ALLOW_UNFREE";
  allowBroken = environment "NIXPKGS_ALLOW_BROKEN";
  allowInsecure = environment "NIXPKGS_ALLOW_INSECURE";
  allowUnsupportedSystem = environment "NIXPKGS_ALLOW_UNSUPPORTED_SYSTEM";
  allowUnfreePredicate = _package: false;
  allowInsecurePredicate = package: builtins.elem (package.name or "") (given.permittedInsecurePackages or [ ]);
  permittedInsecurePackages = [ ];
  allowlistedLicenses = [ ];
  blocklistedLicenses = [ ];
  allowAliases = true;
  cudaSupport = false;
  rocmSupport = false;
  pulseaudio = false;
  packageOverrides = _packages: { };
  doCheckByDefault = false;
  inHydra = false;
}
// given
// lib.optionalAttrs (given ? packageOverrides) {
  packageOverrides = lib.toFunction given.packageOverrides;
}
