# Assertions that modules share.
{ lib }:
{
  # A module that works on some systems only.
  assertPlatform =
    module: pkgs: platforms:
    let
      named = map (system: "  - ${system}") (lib.sort (a: b: a < b) platforms);
    in
    {
      assertion = lib.elem pkgs.stdenv.hostPlatform.system platforms;
      message =
        "The module ${module} does not support your platform. It only supports\n\n"
        + lib.concatStringsSep "\n" named;
    };
}
