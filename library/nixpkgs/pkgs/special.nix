# Packages that are functions of others: interpreters with their libraries, editors with their plugins.
{
  lib,
  pkgs,
  known,
}:
let
  # A package with chosen others inside, under its own name.
  bundle =
    base: name: chosen:
    (pkgs.symlinkJoin {
      inherit name;
      paths = [ base ] ++ chosen;
      meta = base.meta or { };
    }).overrideAttrs
      (_previous: {
        pname = lib.getName base;
        version = lib.getVersion base;
      });
  interpreter =
    name: packages: extra:
    let
      base = known.package {
        pname = "python3";
        version = name;
        license = "psfl";
        mainProgram = "python3";
      };
      short = lib.versions.majorMinor name;
    in
    base
    // {
      pkgs = packages;
      pythonVersion = short;
      sitePackages = "lib/python${short}/site-packages";
      interpreter = "${base}/bin/python${short}";
      executable = "python${short}";
      withPackages = choose: bundle base "python3-${name}-env" (choose packages);
      buildEnv = pkgs.buildEnv;
    }
    // extra;
  withPlugins =
    base: argument: base // { ${argument} = choose: bundle base "${lib.getName base}-with-plugins" (if lib.isFunction choose then choose pkgs else choose); };
  wrapped =
    name: base: arguments:
    bundle base name (arguments.plugins or arguments.extraPackages or [ ]);
in
{
  python3 = interpreter "3.13.9" pkgs.python3Packages { };
  python312 = interpreter "3.12.12" pkgs.python3Packages { };
  python313 = pkgs.python3;
  python311 = interpreter "3.11.14" pkgs.python3Packages { };
  python = pkgs.python3;

  perl = known.package {
    pname = "perl";
    version = "5.42.0";
    license = "artistic1";
    mainProgram = "perl";
  } // { withPackages = choose: bundle pkgs.perl "perl-5.42.0-env" (choose pkgs.perlPackages); };
  ruby = known.package {
    pname = "ruby";
    version = "3.4.7";
    license = "ruby";
    mainProgram = "ruby";
  } // { withPackages = choose: bundle pkgs.ruby "ruby-3.4.7-env" (choose pkgs.rubyPackages); };
  lua = known.package {
    pname = "lua";
    version = "5.2.4";
    license = "mit";
    mainProgram = "lua";
  } // { withPackages = choose: bundle pkgs.lua "lua-5.2.4-env" (choose pkgs.luaPackages); };

  emacs = known.package {
    pname = "emacs";
    version = "30.2";
    license = "gpl3Plus";
    mainProgram = "emacs";
  } // { pkgs = pkgs.emacsPackages; };
  emacsPackagesFor = emacs: pkgs.emacsPackages // {
    inherit emacs;
    emacsWithPackages = choose: bundle emacs "emacs-with-packages-${lib.getVersion emacs}" (if lib.isFunction choose then choose (pkgs.emacsPackagesFor emacs) else choose);
    withPackages = (pkgs.emacsPackagesFor emacs).emacsWithPackages;
    overrideScope = _overlay: pkgs.emacsPackagesFor emacs;
    trivialBuild = arguments: pkgs.stdenv.mkDerivation ({ pname = "emacs-package"; version = "0"; } // arguments);
  };

  # Functions that can be overridden, and whose results can.
  wrapFirefox = lib.makeOverridable (
    { ... }:
    base: lib.makeOverridable (arguments: wrapped "${lib.getName base}-${lib.getVersion base}" base arguments)
  ) { };
  # The wrapper's own texts are found on it, whatever is overridden.
  wrapNeovimUnstable =
    base: arguments:
    (wrapped "neovim-${lib.getVersion base}" base { }).overrideAttrs (previous: {
      passthru = previous.passthru or { } // {
        luaRcContent = arguments.luaRcContent or "";
        initRc = arguments.neovimRcContent or "";
      };
    });
  wrapNeovim = pkgs.wrapNeovimUnstable;
  wrapKakoune = base: arguments: wrapped "kakoune-${lib.getVersion base}" base arguments;
  wrapOBS = lib.makeOverridable (
    {
      obs-studio ? pkgs.obs-studio,
    }:
    arguments: wrapped "obs-studio" obs-studio arguments
  ) { };
  vscode-with-extensions = lib.makeOverridable (
    {
      vscode ? pkgs.vscode,
      vscodeExtensions ? [ ],
    }:
    bundle vscode "vscode-with-extensions" vscodeExtensions
  ) { };
  anki = withPlugins (known.package {
    pname = "anki";
    version = "25.09.2";
    license = "gpl3Plus";
    mainProgram = "anki";
  }) "withAddons";
  skopeo = known.package {
    pname = "skopeo";
    version = "1.20.0";
    license = "asl20";
    mainProgram = "skopeo";
    passthru.policy = known.package {
      pname = "skopeo-policy";
      version = "1.20.0";
      license = "asl20";
    };
  };
  google-cloud-sdk =
    let
      base = known.package {
        pname = "google-cloud-sdk";
        version = "548.0.0";
        license = "asl20";
        mainProgram = "gcloud";
      };
      component =
        name:
        known.package {
          pname = "google-cloud-sdk-${name}";
          version = "548.0.0";
          license = "asl20";
        };
    in
    base
    // {
      components = lib.genAttrs [
        "alpha"
        "app-engine-go"
        "app-engine-java"
        "app-engine-python"
        "beta"
        "bigtable"
        "bq"
        "cbt"
        "cloud-build-local"
        "cloud-datastore-emulator"
        "cloud-firestore-emulator"
        "cloud-run-proxy"
        "cloud-spanner-emulator"
        "cloud_sql_proxy"
        "config-connector"
        "docker-credential-gcr"
        "gke-gcloud-auth-plugin"
        "gsutil"
        "istioctl"
        "kpt"
        "kubectl"
        "kustomize"
        "log-streaming"
        "minikube"
        "nomos"
        "pubsub-emulator"
        "skaffold"
        "terraform-tools"
      ] component;
      withExtraComponents = bundle base "google-cloud-sdk-548.0.0";
    };
  mariadb = known.package {
    pname = "mariadb-server";
    version = "11.4.8";
    license = "gpl2Plus";
    mainProgram = "mariadb";
    passthru = {
      client = known.package {
        pname = "mariadb-client";
        version = "11.4.8";
        license = "gpl2Plus";
        mainProgram = "mariadb";
      };
      server = pkgs.mariadb;
    };
  };
  pass = withPlugins (known.package {
    pname = "password-store";
    version = "1.7.4";
    license = "gpl3Plus";
    mainProgram = "pass";
  }) "withExtensions";
  opentofu = withPlugins (known.package {
    pname = "opentofu";
    version = "1.10.7";
    license = "mpl20";
    mainProgram = "tofu";
  }) "withPlugins";

  vim-full = known.package {
    pname = "vim-full";
    version = "9.1.1918";
    license = "vim";
    mainProgram = "vim";
  } // {
    # A Vim with a vimrc of its own.
    customize =
      {
        name ? "vim",
        ...
      }:
      bundle pkgs.vim-full name [ ];
  };
  vim_configurable = pkgs.vim-full;
}
