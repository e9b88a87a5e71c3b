# nixpkgs' lib with `lib.hm`: what modules get as their argument `lib`.
lib:
lib.extend (
  final: _: {
    hm = import ./hm.nix { lib = final; };
  }
)
