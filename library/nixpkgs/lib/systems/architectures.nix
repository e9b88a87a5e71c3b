# `lib.systems.architectures`: what the processors of an architecture of GCC can do, and for which other ones they can stand in.
lib:
let
  inherit (builtins) elem;
  x86 = more: [
    "sse3"
    "ssse3"
    "sse4_1"
    "sse4_2"
  ] ++ lib.filter (word: word != "") (lib.splitString " " more);
  avx2 = x86 "avx avx2 fma";
  skylake = x86 "aes avx avx2 fma";
  avx512 = x86 "aes avx avx2 avx512 fma";
  bulldozer = x86 "sse4a aes avx fma fma4";
  zen = x86 "sse4a aes avx avx2 fma";
  zen4 = x86 "sse4a aes avx avx2 avx512 fma";
  none = lib.genAttrs [
    "default"
    "x86-64"
    "armv5te"
    "armv6"
    "armv7-a"
    "armv8-a"
    "mips32"
    "loongson2f"
  ] (_name: [ ]);
  like = features: names: lib.genAttrs names (_name: features);
  lsx = [
    "fpu64"
    "lsx"
  ];
  lsx11 = [
    "div32"
    "frecipe"
    "lam-bh"
    "lamcas"
    "ld-seq-sa"
  ];
  features =
    none
    // like (x86 "") [ "x86-64-v2" "nehalem" "westmere" "silvermont" "btver1" ]
    // like (x86 "avx") [ "sandybridge" "ivybridge" ]
    // like (x86 "aes avx") [ "btver2" ]
    // like avx2 [ "x86-64-v3" "haswell" "broadwell" ]
    // like (x86 "avx avx2 avx512 fma") [ "x86-64-v4" ]
    // like skylake [ "skylake" "alderlake" "sierraforest" ]
    // like avx512 [
      "skylake-avx512"
      "cannonlake"
      "icelake-client"
      "icelake-server"
      "rocketlake"
      "cascadelake"
      "cooperlake"
      "tigerlake"
      "sapphirerapids"
      "emeraldrapids"
    ]
    // like bulldozer [ "bdver1" "bdver2" "bdver3" ]
    // like (x86 "sse4a aes avx avx2 fma fma4") [ "bdver4" ]
    // like zen [ "znver1" "znver2" "znver3" ]
    // like zen4 [ "znver4" "znver5" ]
    // {
      loongarch64 = [ "fpu64" ];
      la464 = lsx ++ [ "lasx" ];
      la664 = lsx ++ [ "lasx" ] ++ lsx11;
      "la64v1.0" = lsx;
      "la64v1.1" = lsx ++ lsx11;
    };

  # The next below each; for all of them these are followed down.
  below = {
    x86-64-v2 = [ "x86-64" ];
    x86-64-v3 = [ "x86-64-v2" ];
    x86-64-v4 = [ "x86-64-v3" ];

    nehalem = [ "x86-64-v2" ];
    westmere = [ "nehalem" ];
    sandybridge = [ "westmere" ];
    ivybridge = [ "sandybridge" ];
    haswell = [ "ivybridge" "x86-64-v3" ];
    broadwell = [ "haswell" ];
    skylake = [ "broadwell" ];
    skylake-avx512 = [ "skylake" "x86-64-v4" ];
    cannonlake = [ "skylake-avx512" ];
    icelake-client = [ "cannonlake" ];
    icelake-server = [ "icelake-client" ];
    cascadelake = [ "cannonlake" ];
    cooperlake = [ "cascadelake" ];
    tigerlake = [ "icelake-server" ];
    sapphirerapids = [ "tigerlake" ];
    emeraldrapids = [ "sapphirerapids" ];
    rocketlake = [ "x86-64-v4" ];
    alderlake = [ "skylake" ];
    sierraforest = [ "alderlake" ];

    btver1 = [ "x86-64" ];
    btver2 = [ "x86-64-v2" ];
    bdver1 = [ "x86-64-v2" ];
    bdver2 = [ "x86-64-v2" ];
    bdver3 = [ "x86-64-v2" ];
    bdver4 = [ "x86-64-v3" ];
    znver1 = [ "skylake" ];
    znver2 = [ "znver1" ];
    znver3 = [ "znver2" ];
    znver4 = [ "znver3" "x86-64-v4" ];
    znver5 = [ "znver4" ];

    "armv8.1-a" = [ "armv8-a" ];
    "armv8.2-a" = [ "armv8.1-a" ];
    "armv8.3-a" = [ "armv8.2-a" ];
    "armv8.4-a" = [ "armv8.3-a" ];
    "armv8.5-a" = [ "armv8.4-a" ];
    "armv8.6-a" = [ "armv8.5-a" ];
    "armv8.7-a" = [ "armv8.6-a" ];
    "armv8.8-a" = [ "armv8.7-a" ];
    "armv8.9-a" = [ "armv8.8-a" ];
    armv9-a = [ "armv8.5-a" ];
    "armv9.1-a" = [ "armv9-a" "armv8.6-a" ];
    "armv9.2-a" = [ "armv9.1-a" "armv8.7-a" ];
    "armv9.3-a" = [ "armv9.2-a" "armv8.8-a" ];
    "armv9.4-a" = [ "armv9.3-a" ];
    cortex-a53 = [ "armv8-a" ];
    cortex-a72 = [ "armv8-a" ];
    cortex-a55 = [ "armv8.2-a" "cortex-a53" "cortex-a72" ];
    cortex-a76 = [ "armv8.2-a" "cortex-a53" "cortex-a72" ];
    ampere1 = [ "armv8.6-a" "cortex-a55" "cortex-a76" ];
    ampere1a = [ "ampere1" ];
    ampere1b = [ "ampere1a" ];

    "la64v1.0" = [ "loongarch64" ];
    la464 = [ "la64v1.0" ];
    "la64v1.1" = [ "la64v1.0" ];
    la664 = [ "la464" "la64v1.1" ];
  };
  inferiors =
    lib.mapAttrs (_name: next: lib.unique (next ++ lib.concatMap (one: inferiors.${one}) next)) below
    // none
    // {
      loongarch64 = [ ];
    };
  supports = feature: architecture: elem feature (features.${architecture} or [ ]);
in
rec {
  inherit features inferiors;
  hasInferior = architecture: other: elem other (inferiors.${architecture} or [ ]);
  canExecute = architecture: other: architecture == other || hasInferior architecture other;
  predicates =
    lib.genAttrs' [
      "sse3"
      "ssse3"
      "sse4_1"
      "sse4_2"
      "avx"
      "avx2"
      "avx512"
      "aes"
      "fma"
      "fma4"
      "lsx"
      "lasx"
    ] (feature: lib.nameValuePair "${feature}Support" (supports feature))
    // {
      sse4_aSupport = supports "sse4a";
    };
}
