# Libraries and tools of OCaml: name and version.
{
  base = "0.17.3";
  batteries = "3.10.0";
  cmdliner = "2.0.0";
  core = "0.17.1";
  dune_3 = "3.20.2";
  findlib = "1.9.8";
  lwt = "5.9.1";
  menhir = "20250912";
  merlin = "5.6";
  ocaml-lsp = "1.24.0";
  ocamlformat = "0.28.1";
  odoc = "3.1.0";
  utop = "2.16.0";
  yojson = "3.0.0";
  zarith = "1.14";
}
