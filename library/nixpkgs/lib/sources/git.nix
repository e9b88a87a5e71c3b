# The commit that a git work tree or folder is at, read from its files.
lib:
let
  inherit (builtins)
    filter
    head
    isString
    match
    readFile
    split
    ;
  inherit (lib) fileContents hasPrefix pathIsRegularFile;
  absolute =
    base: path:
    if hasPrefix "/" path then
      path
    else if hasPrefix "/" base then
      "${base}/${path}"
    else
      "/${base}/${path}";

  # `.git` is a file in work trees and submodules: it says where the folder is.
  followLink =
    ref: file:
    let
      target = match "gitdir: (.*)" (fileContents file);
      folder = absolute (dirOf file) (head target);
      shared = "${folder}/commondir";
      common = absolute folder (
        lib.removeSuffix "/" (if pathIsRegularFile shared then fileContents shared else folder)
      );
    in
    if target == null then
      { error = "File contains no gitdir reference: " + file; }
    else
      readRef (lib.removePrefix "${common}/" "${folder}/${ref}") common;

  fromPacked =
    ref: file:
    let
      lines = filter (line: isString line && match "([a-z0-9]+) ${ref}" line != null) (
        split "\n" (readFile file)
      );
    in
    if lines == [ ] then
      { error = "Could not find " + ref + " in " + file; }
    else
      { value = head (match "([a-z0-9]+) ${ref}" (head lines)); };

  readRef =
    ref: git:
    let
      file = git + "/${ref}";
      content = fileContents file;
      pointer = match "ref: (.*)" content;
    in
    if pathIsRegularFile git then
      followLink ref git
    else if pathIsRegularFile file then
      if pointer == null then { value = content; } else readRef (head pointer) git
    else if pathIsRegularFile (git + "/packed-refs") then
      fromPacked ref (git + "/packed-refs")
    else
      { error = "Not a .git directory: " + toString git; };
in
{
  pathIsGitRepo = path: readRef "HEAD" path ? value;
  commitIdFromGitRepo =
    path:
    let
      commit = readRef "HEAD" path;
    in
    commit.value or (throw commit.error);
}
