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
    version:
    let
      short = lib.versions.majorMinor version;
      make =
        changes:
        let
          packages = import ./sets/python.nix { inherit lib pkgs known short; } (changes.packageOverrides or null) self;
          self = known.extended (python: {
            pkgs = packages;
            pythonVersion = short;
            sitePackages = "lib/python${short}/site-packages";
            interpreter = "${python}/bin/python${short}";
            executable = "python${short}";
            pythonOlder = other: lib.versionOlder short other;
            pythonAtLeast = other: lib.versionAtLeast short other;
            withPackages = choose: bundle python "python3-${version}-env" (choose packages);
            buildEnv = lib.makeOverridable (
              { extraLibs ? [ ], ... }: bundle python "python3-${version}-env" extraLibs
            ) { };
          }) (known.package (
            {
              pname = "python3";
              inherit version;
              license = "psfl";
              mainProgram = "python3";
            }
            // changes
          ));
        in
        self
        // {
          override = more: make (changes // (if lib.isFunction more then more changes else more));
        };
    in
    make { };
  withPlugins =
    base: argument: plugins:
    known.extended (base: {
      ${argument} = choose: bundle base "${lib.getName base}-with-plugins" (if lib.isFunction choose then choose plugins else choose);
    }) base;
  # A package in a wrapper whose arguments can be changed afterwards.
  wrapped =
    name: base: lib.makeOverridable (arguments: bundle base name (arguments.plugins or arguments.extraPackages or [ ]));
  editor = base: fhs: known.extended (_package: { inherit fhs; fhsWithPackages = _choose: fhs; }) (known.package base);
in
{
  python3 = interpreter "3.13.9";
  python311 = interpreter "3.11.14";
  python312 = interpreter "3.12.12";
  python313 = pkgs.python3;
  python314 = interpreter "3.14.0";
  python = pkgs.python3;
  # Overlays of the packages of every Python.
  pythonPackagesExtensions = [ ];

  perl = known.extended (perl: { withPackages = choose: bundle perl "perl-5.42.0-env" (choose pkgs.perlPackages); }) (known.package {
    pname = "perl";
    version = "5.42.0";
    license = "artistic1";
    mainProgram = "perl";
  });
  ruby = known.extended (ruby: { withPackages = choose: bundle ruby "ruby-3.4.7-env" (choose pkgs.rubyPackages); }) (known.package {
    pname = "ruby";
    version = "3.4.7";
    license = "ruby";
    mainProgram = "ruby";
  });
  lua = known.extended (lua: { withPackages = choose: bundle lua "lua-5.2.4-env" (choose pkgs.luaPackages); }) (known.package {
    pname = "lua";
    version = "5.2.4";
    license = "mit";
    mainProgram = "lua";
  });

  emacs = known.extended (_package: { pkgs = pkgs.emacsPackages; }) (known.package {
    pname = "emacs";
    version = "30.2";
    license = "gpl3Plus";
    mainProgram = "emacs";
  });
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
    base: wrapped "${lib.getName base}-${lib.getVersion base}" base
  ) { };
  # The wrapper's own texts are found on it, whatever is overridden.
  wrapNeovimUnstable = lib.makeOverridable (
    { ... }:
    base:
    lib.makeOverridable (
      arguments:
      (bundle base "neovim-${lib.getVersion base}" [ ]).overrideAttrs (previous: {
        passthru = previous.passthru or { } // {
          luaRcContent = arguments.luaRcContent or "";
          initRc = arguments.neovimRcContent or "";
          unwrapped = base;
        };
      })
    )
  ) { };
  wrapNeovim = pkgs.wrapNeovimUnstable;
  wrapKakoune = base: wrapped "kakoune-${lib.getVersion base}" base;
  wrapOBS = lib.makeOverridable (
    {
      obs-studio ? pkgs.obs-studio,
    }:
    wrapped "obs-studio" obs-studio
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
  }) "withAddons" pkgs.ankiAddons;
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
  }) "withExtensions" pkgs.passExtensions;
  opentofu = withPlugins (known.package {
    pname = "opentofu";
    version = "1.10.7";
    license = "mpl20";
    mainProgram = "tofu";
  }) "withPlugins" pkgs.terraform-providers;

  vim-full = known.extended (vim: {
    # A Vim with a vimrc of its own.
    customize =
      {
        name ? "vim",
        ...
      }:
      bundle vim name [ ];
  }) (known.package {
    pname = "vim-full";
    version = "9.1.1918";
    license = "vim";
    mainProgram = "vim";
  });
  vim_configurable = pkgs.vim-full;

  vscode = editor {
    pname = "vscode";
    version = "1.106.2";
    license = "unfree";
    mainProgram = "code";
  } pkgs.vscode-fhs;
  vscodium = editor {
    pname = "vscodium";
    version = "1.106.27818";
    license = "mit";
    mainProgram = "codium";
  } pkgs.vscodium-fhs;
  caddy = known.extended (caddy: {
    # A Caddy with these modules in it.
    withPlugins =
      {
        plugins,
        hash ? "",
        ...
      }:
      caddy.overrideAttrs { caddyPlugins = plugins; caddyHash = hash; };
  }) (known.package {
    pname = "caddy";
    version = "2.10.2";
    license = "asl20";
    mainProgram = "caddy";
  });
  aspellWithDicts = choose: bundle pkgs.aspell "aspell-env" (choose pkgs.aspellDicts);
  hunspellWithDicts = bundle pkgs.hunspell "hunspell-with-dicts";
  hunspell = withPlugins (known.package {
    pname = "hunspell";
    version = "1.7.2";
    license = "lgpl21Plus";
    mainProgram = "hunspell";
    outputs = [ "bin" "dev" "out" "man" ];
  }) "withDicts" pkgs.hunspellDicts;
}
