# `programs.gemini-cli`.
args: import ./antigravity-cli.nix (args // { name = "gemini-cli"; })
