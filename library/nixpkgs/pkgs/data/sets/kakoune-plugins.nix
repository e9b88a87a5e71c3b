# Plugins of Kakoune: name and version.
{
  kak-ansi = "0.2.4";
  kak-auto-pairs = "2022-09-22";
  kak-fzf = "2025-01-01";
  kak-lsp = "18.1.3";
  kak-powerline = "2022-04-11";
  kak-prelude = "2022-11-22";
  kakboard = "2020-05-09";
  kakoune-rainbow = "2022-11-23";
  pandoc-kak = "2020-08-30";
  powerline-kak = "2023-01-01";
  prelude-kak = "2021-03-24";
  quickscope-kak = "1.0.0";
  smarttab-kak = "2022-04-10";
  tabs-kak = "2022-01-01";
}
