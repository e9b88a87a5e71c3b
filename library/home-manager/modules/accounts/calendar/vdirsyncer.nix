import ../dav/vdirsyncer.nix
