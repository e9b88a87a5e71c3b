# The type of `home.file` and of its kin, whose targets are below another folder.
{
  homeDirectory,
  lib,
  pkgs,
}:
what: base:
let
  inherit (lib) mkDefault mkIf mkOption types;
  inherit (lib.hm.library) enabled flag maybe text;

  # The target as it is seen from the home directory.
  fromHome =
    target:
    lib.removePrefix (homeDirectory + "/") (
      if lib.hasPrefix "/" target then target else "${base}/${target}"
    );

  file =
    { name, config, ... }:
    {
      options = {
        enable = enabled "Whether the file is made.";
        target = mkOption {
          type = types.nonEmptyStr;
          apply = fromHome;
          defaultText = lib.literalExpression "name";
          description = "Where the file goes, relative to ${what}.";
        };
        text = maybe types.lines "The text of the file; without one, `source` says what it is.";
        source = mkOption {
          type = types.path;
          description = "The file or folder to link; a text makes its own.";
        };
        executable = maybe types.bool "Whether the file may be executed; `null` keeps what `source` says.";
        recursive = flag "Whether a folder's files are linked one by one into a folder of the home.";
        ignorelinks = flag "Whether links in a folder that is linked one by one stay links.";
        onChange = text "Commands that run after the file has changed; always for folders linked one by one.";
        force = flag "Whether what is in the way of the file is removed without asking.";
      };
      config = {
        target = mkDefault name;
        source = mkIf (config.text != null) (
          mkDefault (
            pkgs.writeTextFile {
              name = lib.hm.strings.storeFileName name;
              inherit (config) text;
              executable = config.executable == true;
            }
          )
        );
      };
    };
in
types.attrsOf (types.submodule file)
