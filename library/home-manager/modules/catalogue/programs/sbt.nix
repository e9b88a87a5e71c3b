# `programs.sbt`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) concatStrings mkIf types;
  inherit (lib.hm.library) need opt words;
  strings = lib.mapAttrs (_: need types.str);
  plugin = types.submodule {
    options = strings {
      org = "Its organisation.";
      artifact = "Its name.";
      version = "Its version.";
    };
  };
  credential = types.submodule {
    options = strings {
      realm = "Where they hold.";
      host = "The server.";
      user = "The user.";
      passwordCommand = "Command that prints the password.";
    };
  };
  repository = with types; either (enum [ "local" "maven-central" "maven-local" ]) (attrsOf str);

  showPlugin = plugin: "addSbtPlugin(\"${plugin.org}\" % \"${plugin.artifact}\" % \"${plugin.version}\")\n";
  showCredential =
    index: it:
    let
      name = "credential_${toString index}";
    in
    ''
      lazy val ${name} = "${it.passwordCommand}".!!.trim
      ThisBuild / credentials += Credentials("${it.realm}", "${it.host}", "${it.user}", ${name})
    '';
  showRepository =
    it: (if lib.isString it then it else concatStrings (lib.mapAttrsToList (name: value: "${name}: ${value}") it)) + "\n";
in
lib.hm.library.program args "sbt" {
  options = {
    baseUserConfigPath = opt types.str ".sbt" "Its folder below the home.";
    plugins = opt (types.listOf plugin) [ ] "Plugins.";
    pluginsExtra = words "More lines for plugins.";
    credentials = opt (types.listOf credential) [ ] "Credentials.";
    repositories = opt (types.listOf repository) [ ] "Repositories.";
  };
  config =
    cfg:
    let
      file = name: "${cfg.baseUserConfigPath}/${name}";
    in
    {
      home.file = {
        ${file "1.0/plugins/plugins.sbt"} = mkIf (cfg.plugins != [ ] || cfg.pluginsExtra != [ ]) {
          text = concatStrings (map showPlugin cfg.plugins) + lib.concatStringsSep "\n" cfg.pluginsExtra + "\n";
        };
        ${file "1.0/credentials.sbt"} = mkIf (cfg.credentials != [ ]) {
          text = "import scala.sys.process._\n" + concatStrings (lib.imap0 showCredential cfg.credentials);
        };
        ${file "repositories"} = mkIf (cfg.repositories != [ ]) {
          text = "[repositories]\n" + concatStrings (map showRepository cfg.repositories);
        };
      };
    };
}
