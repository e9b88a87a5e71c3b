# Bookmarks of a profile of Firefox: the type of the option, and the file that the browser reads them from.
{ lib, pkgs }:
let
  inherit (lib) escapeXML types;
  inherit (lib.hm.library)
    flag
    maybe
    need
    opt
    words
    ;

  bookmark = types.addCheck (types.submodule (
    { name, ... }:
    {
      options = {
        name = opt types.str name "Its name.";
        tags = words "Words to find it by.";
        keyword = maybe types.str "Word that searches by it.";
        url = need types.str "Its address; `%s` stands for what is searched.";
      };
    }
  ) // { description = "bookmark submodule"; }) (value: value ? url);

  directory = types.submodule (
    { name, ... }:
    {
      options = {
        name = opt types.str name "Its name.";
        bookmarks = opt (types.listOf node) [ ] "What is in it.";
        toolbar = opt types.bool false "Whether it is the toolbar itself.";
      };
    }
  ) // { description = "directory submodule"; };

  node = types.oneOf [
    bookmark
    directory
    (types.enum [ "separator" ])
  ];

  nodes = types.coercedTo (types.addCheck (types.attrsOf node) (
    set: !(set ? settings) || node.check set.settings
  )) builtins.attrValues (types.listOf node);

  # A line of the file, that deep in it.
  line = depth: text: lib.concatStrings (lib.replicate depth "  ") + text;
  dates = ''ADD_DATE="1" LAST_MODIFIED="1"'';
  given = name: value: lib.optionalString (value != null && value != "") " ${name}=\"${escapeXML value}\"";
  link =
    depth: b:
    line depth "<DT><A HREF=\"${escapeXML b.url}\" ${dates}${given "SHORTCUTURL" b.keyword}${
      given "TAGS" (lib.concatStringsSep "," b.tags)
    }>${escapeXML b.name}</A>";
  folder =
    depth: d:
    lib.concatStringsSep "\n" [
      (line depth (
        if d.toolbar then
          "<DT><H3 ${dates} PERSONAL_TOOLBAR_FOLDER=\"true\">Bookmarks Toolbar</H3>"
        else
          "<DT><H3 ${dates}>${escapeXML d.name}</H3>"
      ))
      (line depth "<DL><p>")
      (lines (depth + 1) d.bookmarks)
      (line depth "</DL><p>")
    ];
  item =
    depth: node:
    if node == "separator" then
      line depth "<HR>"
    else if node ? url then
      link depth node
    else
      folder depth node;
  lines = depth: items: lib.concatMapStringsSep "\n" (item depth) items;

  file =
    items:
    pkgs.writeText "bookmarks.html" (
      lib.concatLines [
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>"
        "<!-- This is an automatically generated file."
        "  It will be read and overwritten."
        "  DO NOT EDIT! -->"
        "<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">"
        "<TITLE>Bookmarks</TITLE>"
        "<H1>Bookmarks Menu</H1>"
        "<DL><p>"
        (lines 1 items)
        "</DL>"
      ]
    );
in
types.coercedTo nodes (items: lib.optionalAttrs (items != { }) { force = true; settings = items; }) (
  types.submodule (
    { config, ... }:
    {
      options = {
        enable = opt types.bool (config.settings != [ ]) "Whether there are any." // {
          internal = true;
        };
        force = flag "Whether bookmarks made by hand are replaced.";
        settings = opt nodes [ ] "The bookmarks.";
        configFile = opt (types.nullOr types.path) (
          if config.enable then file config.settings else null
        ) "The file with them.";
      };
    }
  )
)
