# How vdirsyncer writes the settings of a pair or a storage, and which a storage may have.
{ lib }:
let
  inherit (lib) concatStringsSep;
  quoted = value: ''"${value}"'';
  list = values: "[${concatStringsSep ", " (map quoted values)}]";
  text = key: value: "${key} = ${quoted value}";
  words = key: values: "${key} = ${list values}";
  fetched = key: command: words "${key}.fetch" ([ "command" ] ++ command);

  write = {
    type = text "type";
    path = text "path";
    fileExt = text "fileext";
    encoding = text "encoding";
    readOnly = value: "read_only = ${lib.boolToString value}";
    postHook = text "post_hook";
    url = text "url";
    urlCommand = fetched "url";
    userName = text "username";
    userNameCommand = fetched "username";
    passwordCommand = fetched "password";
    timeRange = value: "${text "start_date" value.start}\n${text "end_date" value.end}";
    itemTypes = words "item_types";
    verify = text "verify";
    verifyFingerprint = text "verify_fingerprint";
    auth = text "auth";
    authCert = value: (if lib.isList value then words else text) "auth_cert" value;
    userAgent = text "useragent";
    tokenFile = text "token_file";
    clientIdCommand = fetched "client_id";
    clientSecretCommand = fetched "client_secret";
    metadata = words "metadata";
    partialSync = text "partial_sync";
    collections =
      value:
      let
        entry = c: if lib.isString c then quoted c else list c;
        entries = if value == null then [ ] else value;
      in
      "collections = ${if entries == [ ] then "null" else "[${concatStringsSep ", " (map entry entries)}]"}";
    conflictResolution =
      value:
      if value == "remote wins" then
        "conflict_resolution = \"a wins\""
      else if value == "local wins" then
        "conflict_resolution = \"b wins\""
      else
        words "conflict_resolution" ([ "command" ] ++ value);
  };

  # What a kind of storage must have, if it is not fetched by a command, and what it may have besides.
  server = [
    "userName"
    "userNameCommand"
    "passwordCommand"
    "urlCommand"
    "verify"
    "verifyFingerprint"
    "auth"
    "authCert"
    "userAgent"
  ];
  google = {
    needs = [ "tokenFile" "clientId" "clientSecret" ];
    takes = [ "clientIdCommand" "clientSecretCommand" ];
  };
  web = {
    needs = [ "url" ];
    takes = server;
  };
  parts = [ "timeRange" "itemTypes" ];
  kinds = {
    caldav = web // {
      takes = server ++ parts;
    };
    carddav = web;
    http = web;
    filesystem = {
      needs = [ "path" "fileExt" ];
      takes = [ "encoding" "postHook" "readOnly" ];
    };
    singlefile = {
      needs = [ "path" ];
      takes = [ "encoding" "readOnly" ];
    };
    google_calendar = google // {
      takes = google.takes ++ parts;
    };
    google_contacts = google;
  };
in
{
  lines = set: concatStringsSep "\n" (lib.mapAttrsToList (name: value: write.${name} value) set);

  assertionsOf =
    name: storage:
    let
      kind = kinds.${storage.type};
      odd = lib.subtractLists ([ "type" ] ++ kind.needs ++ kind.takes) (lib.attrNames storage);
      lacking = lib.filter (key: !(storage ? ${key}) && !(storage ? "${key}Command")) kind.needs;
      twice = lib.filter (key: storage ? ${key} && storage ? "${key}Command") [ "url" "userName" ];
      says = names: concatStringsSep ", " (map (key: "`${key}`") names);
      isNone = names: message: {
        assertion = names == [ ];
        message = "The storage `${name}` of vdirsyncer is a `${storage.type}`, which ${message} ${says names}.";
      };
    in
    [
      (isNone odd "takes no")
      (isNone lacking "needs")
      (isNone twice "takes a value or a command, not both, as")
    ];
}
