# Plugins of fish: name and version.
{
  async-prompt = "1.2.0";
  async-prompt-fish = "1.2.0";
  autopair = "1.0.4";
  bang-bang = "2025-06-01";
  bass = "1.0-unstable-2021-02-18";
  clownfish = "0-unstable-2023-01-01";
  colored-man-pages = "0-unstable-2022-04-30";
  done = "1.21.1";
  exercism-cli-fish-wrapper = "0-unstable-2024-01-01";
  fish-you-should-use = "0-unstable-2022-02-13";
  fishbang = "2025-06-01";
  fishtape_3 = "3.0.1";
  foreign-env = "0-unstable-2023-08-23";
  forgit = "25.11.0";
  fzf = "1.0";
  fzf-fish = "10.3";
  git-abbr = "0.2.2";
  github-copilot-cli-fish = "0.1.33";
  grc = "0-unstable-2022-05-24";
  humantime-fish = "1.0.0";
  hydro = "2025-05-01";
  hydro-fish = "2025-01-01";
  macos = "8.0.1";
  pisces = "0.7.0";
  plugin-git = "0.3";
  puffer = "1.0.0";
  pure = "4.13.0";
  sdkman-for-fish = "2.1.0";
  spark = "1.2.0";
  sponge = "1.1.0";
  tide = "6.2.0";
  transient-fish = "2025-01-01";
  wakatime-fish = "0.0.6";
  z = "0-unstable-2025-05-27";
}
