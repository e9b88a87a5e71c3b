# `programs.qutebrowser`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) concatStringsSep mapAttrsToList mkIf types;
  inherit (lib.hm.library) enabled flag opt packages strings text;
  isDarwin = pkgs.stdenv.hostPlatform.isDarwin;
  folder = if isDarwin then ".qutebrowser" else "${config.xdg.configHome}/qutebrowser";

  # A value as Python writes it.
  python =
    value:
    if value == null then
      "None"
    else if value == true then
      "True"
    else if value == false then
      "False"
    else if lib.isString value then
      "\"${value}\""
    else if lib.isList value then
      "[${lib.concatMapStringsSep ", " python value}]"
    else
      toString value;
  entry = dictionary: name: value: "${dictionary}['${name}'] = \"${value}\"";
  # Settings have their whole path as their name; one for some pages has the pattern behind the value.
  set =
    further: settings:
    let
      call = path: value: "config.set(${lib.concatMapStringsSep ", " python ([ (concatStringsSep "." path) value ] ++ further)})";
    in
    lib.collect lib.isString (lib.mapAttrsRecursive call settings);
  bind =
    mode: key: command:
    if command == null then
      "config.unbind(\"${key}\", mode=\"${mode}\")"
    else
      "config.bind(\"${key}\", \"${lib.escape [ "\"" ] command}\", mode=\"${mode}\")";

  write =
    cfg:
    concatStringsSep "\n" (
      [ "config.load_autoconfig(${lib.optionalString (!cfg.loadAutoconfig) "False"})" ]
      ++ set [ ] cfg.settings
      ++ mapAttrsToList (entry "c.aliases") cfg.aliases
      ++ mapAttrsToList (entry "c.url.searchengines") cfg.searchEngines
      ++ mapAttrsToList (entry "c.bindings.key_mappings") cfg.keyMappings
      ++ lib.optional (!cfg.enableDefaultBindings) "c.bindings.default = {}"
      ++ mapAttrsToList (mode: keys: concatStringsSep "\n" (mapAttrsToList (bind mode) keys)) cfg.keyBindings
      ++ lib.optional (cfg.extraConfig != "") cfg.extraConfig
      ++ lib.concatLists (mapAttrsToList (pattern: set [ pattern ]) cfg.perDomainSettings)
    );

  # A browser that runs reads the file again.
  message = builtins.toJSON {
    args = [ ":config-source" ];
    target_arg = null;
    protocol_version = 1;
  };
  readAgain = ''
    hash="$(echo -n "$USER" | md5sum | cut -d' ' -f1)"
    socket="''${XDG_RUNTIME_DIR:-/run/user/$UID}/qutebrowser/ipc-$hash"
    if [[ -S $socket ]]; then
      echo ${lib.escapeShellArg message} | ${pkgs.socat}/bin/socat -lf /dev/null - UNIX-CONNECT:"$socket"
    fi
    unset hash socket
  '';
in
lib.hm.library.program args "qutebrowser" {
  title = "the browser qutebrowser";
  nullable = true;
  options = {
    aliases = strings "Names of commands.";
    loadAutoconfig = flag "Whether settings made by hand hold too.";
    searchEngines = strings "Search engines by name; `{}` is what is searched.";
    settings = opt (types.attrsOf types.anything) { } "Settings.";
    perDomainSettings = opt (types.attrsOf types.anything) { } "Settings by pattern of pages.";
    keyMappings = strings "Keys that are other keys.";
    enableDefaultBindings = enabled "Whether keys do what they do by default.";
    keyBindings = opt (with types; attrsOf (attrsOf (nullOr (separatedString " ;; ")))) { } "What keys do, by mode; null: nothing.";
    quickmarks = strings "Pages by name.";
    greasemonkey = packages "Scripts for pages.";
    extraConfig = text "More text of {file}`config.py`.";
  };
  config = cfg: {
    home.file = {
      "${folder}/config.py" = {
        text = write cfg;
        onChange = mkIf (!isDarwin) readAgain;
      };
      "${folder}/quickmarks" = mkIf (cfg.quickmarks != { }) {
        text = concatStringsSep "\n" (mapAttrsToList (name: page: "${name} ${page}") cfg.quickmarks);
      };
      "${folder}/greasemonkey" = mkIf (cfg.greasemonkey != [ ]) {
        source = pkgs.linkFarmFromDrvs "greasemonkey-userscripts" cfg.greasemonkey;
      };
    };
  };
}
