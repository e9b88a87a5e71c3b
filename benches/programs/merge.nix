# Deep merging of attribute sets, as module systems do.
let
  merge =
    a: b:
    a
    // builtins.mapAttrs (
      name: value:
      if builtins.isAttrs value && builtins.isAttrs (a.${name} or null) then merge a.${name} value else value
    ) b;
  module = n: {
    programs."tool${toString (n - n / 50 * 50)}" = {
      enable = true;
      settings."key${toString n}" = n;
    };
    services."unit${toString n}".description = "unit number ${toString n}";
  };
  all = builtins.foldl' merge { } (builtins.genList module 2400);
in
builtins.hashString "sha256" (builtins.toJSON all)
