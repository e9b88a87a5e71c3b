# Sets around graphics cards, sound and video, and the programs of Windows.
{
  lib,
  pkgs,
  known,
}:
let
  set = prefix: table: lib.recurseIntoAttrs (known.set prefix (_name: package: package) table);
  cuda = set "cuda12.8-" {
    backendStdenv = "12.8";
    cuda_cccl = "12.8.90";
    cuda_cudart = "12.8.90";
    cuda_nvcc = "12.8.93";
    cuda_nvml_dev = "12.8.90";
    cuda_nvrtc = "12.8.93";
    cuda_cupti = "12.8.90";
    cuda_gdb = "12.8.90";
    cudatoolkit = "12.8.1";
    cudnn = "9.13.0";
    cutensor = "2.3.1";
    libcublas = "12.8.4";
    libcufft = "11.3.3";
    libcurand = "10.3.9";
    libcusolver = "11.7.3";
    libcusparse = "12.5.8";
    libnpp = "12.3.3";
    nccl = "2.28.7";
    nsight_compute = "2025.1";
    nsight_systems = "2024.6";
    tensorrt = "10.9.0";
  };
in
{
  cudaPackages = cuda;
  cudaPackages_12 = cuda;
  cudaPackages_12_6 = cuda;
  cudaPackages_12_8 = cuda;
  rocmPackages = set "" {
    clr = "6.4.3";
    hip-common = "6.4.3";
    hipblas = "6.4.3";
    hipcc = "6.4.3";
    rocblas = "6.4.3";
    rocm-core = "6.4.3";
    rocm-device-libs = "6.4.3";
    rocm-runtime = "6.4.3";
    rocm-smi = "6.4.3";
    rocminfo = "6.4.3";
    rocrand = "6.4.3";
    rpp = "6.4.3";
    tensile = "6.4.3";
  }
  // {
    # What programs load to compute on the card.
    clr = (known.package { pname = "clr"; version = "6.4.3"; }) // {
      icd = known.package { pname = "clr-icd"; version = "6.4.3"; };
    };
  };
  nvtopPackages = lib.recurseIntoAttrs (
    lib.genAttrs [
      "full"
      "amd"
      "apple"
      "ascend"
      "intel"
      "msm"
      "nvidia"
      "panfrost"
      "panthor"
      "v3d"
    ] (
      kind:
      known.package {
        pname = "nvtop";
        version = "3.2.0";
        license = "gpl3Only";
        mainProgram = "nvtop";
        inherit kind;
      }
    )
  );
  gst_all_1 = set "" {
    gst-editing-services = "1.26.5";
    gst-libav = "1.26.5";
    gst-plugins-bad = "1.26.5";
    gst-plugins-base = "1.26.5";
    gst-plugins-good = "1.26.5";
    gst-plugins-rs = "0.14.3";
    gst-plugins-ugly = "1.26.5";
    gst-rtsp-server = "1.26.5";
    gst-vaapi = "1.26.5";
    gstreamer = "1.26.5";
    icamerasrc-ipu6 = "unstable-2025-01-01";
  };
  wineWowPackages = lib.genAttrs [
    "base"
    "fonts"
    "full"
    "minimal"
    "stable"
    "stableFull"
    "staging"
    "stagingFull"
    "unstable"
    "unstableFull"
    "wayland"
    "waylandFull"
    "yabridge"
  ] (kind: known.package { pname = "wine-wow-${kind}"; version = "10.0"; license = "lgpl21Plus"; mainProgram = "wine"; });
  wineWow64Packages = pkgs.wineWowPackages;
  winePackages = pkgs.wineWowPackages;
  wine64Packages = pkgs.wineWowPackages;
  scx = set "scx_" {
    cscheds = "1.0.16";
    full = "1.0.18";
    rustscheds = "1.0.18";
  };
  zathuraPkgs = set "" {
    zathura_cb = "0.1.11";
    zathura_core = "0.5.14";
    zathura_djvu = "0.2.10";
    zathura_pdf_mupdf = "0.4.4";
    zathura_pdf_poppler = "0.3.3";
    zathura_ps = "0.2.8";
  };
  kodiPackages = set "kodi-" {
    a4ksubtitles = "2.8.0";
    arteplussept = "1.1.10";
    inputstream-adaptive = "21.5.16";
    inputstreamhelper = "0.7.0";
    jellyfin = "1.0.11";
    joystick = "21.1.22";
    netflix = "1.23.4";
    pvr-hts = "21.2.6";
    pvr-iptvsimple = "21.10.2";
    steam-launcher = "3.5.1";
    youtube = "7.2.0.3";
  };
  tree-sitter-grammars = set "tree-sitter-" (
    lib.genAttrs (map (language: "tree-sitter-${language}") [
      "bash"
      "c"
      "cpp"
      "css"
      "go"
      "haskell"
      "html"
      "java"
      "javascript"
      "json"
      "lua"
      "markdown"
      "nix"
      "python"
      "ruby"
      "rust"
      "toml"
      "typescript"
      "yaml"
    ]) (_name: "0.25")
  );
}
