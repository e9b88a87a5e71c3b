import ../dav/pimsync.nix
