# Tests of machines and of packages: they can be named, and not run.
{ lib, pkgs }:
let
  test =
    given:
    let
      arguments = if lib.isFunction given then given { inherit lib pkgs; } else given;
      name = arguments.name or "test";
    in
    pkgs.runCommand "vm-test-run-${name}"
      {
        testScript = if lib.isString (arguments.testScript or null) then arguments.testScript else "";
        passthru = {
          inherit (arguments) nodes;
          config = arguments;
        };
      }
      ''
        echo "hmeval's built-in library runs no tests: ${name}" >&2
        exit 1
      '';
  passing = name: package: pkgs.runCommand name { inherit package; } "touch $out";
in
{
  testers = {
    runNixOSTest = test;
    nixosTest = test;
    invalidateFetcherByDrvHash = fetch: arguments: fetch arguments;
    testVersion = { package, ... }: passing "${lib.getName package}-test-version" package;
    testBuildFailure = package: package;
    hasPkgConfigModules = { package, ... }: passing "check-pkg-config" package;
    lycheeLinkCheck = { site, ... }: passing "lychee-link-check" site;
    shellcheck = { src, ... }: passing "run-shellcheck" src;
    shfmt = { src, ... }: passing "shfmt" src;
    testEqualContents = { assertion, expected, ... }: passing "equal-contents-${lib.strings.toLower assertion}" expected;
    runCommand = arguments: pkgs.runCommand arguments.name { } (arguments.script or "");
  };
  nixosTest = test;
  nixosTests = { };
  nixos =
    configuration:
    import ../../nixos/lib/eval-config.nix {
      inherit lib pkgs;
      modules = lib.toList configuration;
    };
  # The texts of options, as data.
  nixosOptionsDoc =
    { options, ... }:
    let
      described = builtins.listToAttrs (
        map (option: {
          inherit (option) name;
          value = removeAttrs option [ "name" ];
        }) (lib.filter (option: !option.internal) (lib.optionAttrSetToDocList options))
      );
    in
    {
      optionsNix = described;
      optionsJSON = pkgs.writeTextDir "share/doc/nixos/options.json" (builtins.unsafeDiscardStringContext (builtins.toJSON described));
      optionsCommonMark = pkgs.runCommand "options.md" { } "touch $out";
      optionsAsciiDoc = pkgs.runCommand "options.adoc" { } "touch $out";
    };
}
