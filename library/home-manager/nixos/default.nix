# Home Manager in NixOS without flakes: `imports = [ <home-manager/nixos> ];`.
{ imports = [ ../host/nixos.nix ]; }
