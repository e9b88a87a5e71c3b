# TeX: schemes, and what is put together of them.
{
  lib,
  pkgs,
  known,
}:
let
  version = "2025";
  scheme =
    name:
    let
      base = known.package {
        pname = "texlive-${name}";
        inherit version;
        license = "lppl13c";
        mainProgram = "pdflatex";
        outputs = [
          "out"
          "tex"
          "texdoc"
        ];
      };
    in
    base
    // {
      pkgs = [ base ];
      # A scheme with more packages, by name.
      withPackages = choose: with' base (choose pkgs.texlive.pkgs);
    };
  with' =
    base: chosen:
    pkgs.symlinkJoin {
      name = "texlive-${version}-env";
      paths = [ base ] ++ lib.filter lib.isDerivation (lib.flatten chosen);
    };
  schemes = lib.genAttrs [
    "scheme-basic"
    "scheme-bookpub"
    "scheme-context"
    "scheme-full"
    "scheme-gust"
    "scheme-infraonly"
    "scheme-medium"
    "scheme-minimal"
    "scheme-small"
    "scheme-tetex"
  ] scheme;
  collections = lib.genAttrs (map (name: "collection-${name}") [
    "basic"
    "bibtexextra"
    "binextra"
    "context"
    "fontsextra"
    "fontsrecommended"
    "fontutils"
    "formatsextra"
    "games"
    "humanities"
    "langarabic"
    "langchinese"
    "langcjk"
    "langcyrillic"
    "langczechslovak"
    "langenglish"
    "langeuropean"
    "langfrench"
    "langgerman"
    "langgreek"
    "langitalian"
    "langjapanese"
    "langkorean"
    "langpolish"
    "langportuguese"
    "langspanish"
    "latex"
    "latexextra"
    "latexrecommended"
    "luatex"
    "mathscience"
    "metapost"
    "music"
    "pictures"
    "plaingeneric"
    "pstricks"
    "publishers"
    "xetex"
  ]) part;
  part =
    name:
    known.package {
      pname = name;
      inherit version;
    };
  parts = lib.genAttrs (import ../data/sets/texlive.nix) part;
  all = schemes // collections // parts;
in
{
  texlive = all // {
    pkgs = all;
    # The older way: packages by name, put together.
    combine =
      chosen:
      pkgs.symlinkJoin {
        name = "texlive-combined-${version}";
        paths = lib.filter lib.isDerivation (lib.attrValues (removeAttrs chosen [ "pkgFilter" "extraName" ]));
      };
    combined = schemes;
    withPackages = choose: with' schemes.scheme-infraonly (choose all);
    schemes = schemes;
  };
  texliveInfraOnly = schemes.scheme-infraonly;
  texliveMinimal = schemes.scheme-minimal;
  texliveBasic = schemes.scheme-basic;
  texliveSmall = schemes.scheme-small;
  texliveMedium = schemes.scheme-medium;
  texliveFull = schemes.scheme-full;
  texliveBookPub = schemes.scheme-bookpub;
  texliveConTeXt = schemes.scheme-context;
  texliveGUST = schemes.scheme-gust;
  texliveTeTeX = schemes.scheme-tetex;
}
