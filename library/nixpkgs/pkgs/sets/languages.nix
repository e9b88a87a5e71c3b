# Sets of a language's programs and libraries, and its compilers by release.
{
  lib,
  pkgs,
  known,
}:
let
  set = prefix: table: lib.recurseIntoAttrs (known.set prefix (_name: package: package) table);
  bundle =
    name: base: chosen:
    pkgs.symlinkJoin {
      inherit name;
      paths = [ base ] ++ chosen;
      meta = base.meta or { };
    };

  phpExtensions = set "php-" (
    lib.genAttrs [
      "amqp" "apcu" "bcmath" "bz2" "calendar" "ctype" "curl" "dom" "exif" "ffi" "fileinfo" "filter" "ftp" "gd" "gettext" "gmp" "iconv" "igbinary"
      "imagick" "imap" "intl" "ldap" "mbstring" "memcached" "mongodb" "mysqli" "mysqlnd" "opcache" "openssl" "pcntl" "pcov" "pdo" "pdo_mysql"
      "pdo_pgsql" "pdo_sqlite" "pgsql" "posix" "protobuf" "rdkafka" "readline" "redis" "session" "simplexml" "soap" "sockets" "sodium" "sqlite3"
      "swoole" "sysvsem" "tidy" "tokenizer" "uuid" "xdebug" "xml" "xmlreader" "xmlwriter" "xsl" "yaml" "zip" "zlib"
    ] (_name: "1")
  );
  phpPackages = set "php-" {
    box = "4.6.7";
    castor = "1.1.0";
    composer = "2.9.2";
    composer-local-repo-plugin = "1.1.0";
    deployer = "7.5.12";
    grumphp = "2.15.0";
    phan = "5.5.2";
    phing = "3.1.0";
    phive = "0.16.0";
    php-codesniffer = "4.0.1";
    php-cs-fixer = "3.90.0";
    php-parallel-lint = "1.4.0";
    phpmd = "2.15.0";
    phpstan = "2.1.32";
    psalm = "6.13.1";
    psysh = "0.12.14";
  }
  // {
    extensions = phpExtensions;
    buildPecl = pkgs.stdenv.mkDerivation;
    buildComposerProject = pkgs.stdenv.mkDerivation;
    buildComposerProject2 = pkgs.stdenv.mkDerivation;
  };
  extensible =
    php:
    php
    // {
      packages = phpPackages;
      extensions = phpExtensions;
      withExtensions =
        choose:
        extensible (
          bundle "php-with-extensions-${php.version}" php (choose {
            enabled = [ ];
            all = phpExtensions;
          })
          // {
            inherit (php) version;
          }
        );
      buildEnv =
        {
          extensions ? ({ enabled, ... }: enabled),
          extraConfig ? "",
        }:
        extensible (
          bundle "php-with-extensions-${php.version}" php (
            extensions {
              enabled = [ ];
              all = phpExtensions;
            }
            ++ lib.optional (extraConfig != "") (pkgs.writeText "php.ini" extraConfig)
          )
          // {
            inherit (php) version;
          }
        );
    };
  phpVersion = pname: version: extensible (known.package { inherit pname version; license = "php301"; mainProgram = "php"; });
  beam = set "" {
    elixir = "1.18.4";
    elixir-ls = "0.29.3";
    elixir_1_17 = "1.17.3";
    elixir_1_18 = "1.18.4";
    elixir_1_19 = "1.19.3";
    erlang = "27.3.4";
    erlang-ls = "1.1.0";
    hex = "2.3.1";
    rebar = "2.6.4";
    rebar3 = "3.25.1";
  };
  ghc = version: known.package { pname = "ghc"; inherit version; license = "bsd3"; mainProgram = "ghc"; };
  ghcs = {
    ghc94 = "9.4.8";
    ghc96 = "9.6.7";
    ghc98 = "9.8.4";
    ghc910 = "9.10.3";
    ghc912 = "9.12.2";
    ghc948 = "9.4.8";
    ghc967 = "9.6.7";
    ghc984 = "9.8.4";
    ghc9103 = "9.10.3";
    ghc9122 = "9.12.2";
  };
  llvm = version:
    set "" (
      lib.genAttrs [ "bintools" "clang" "clang-tools" "clang-unwrapped" "compiler-rt" "libclang" "libcxx" "libllvm" "libunwind" "lld" "lldb" "llvm" "mlir" "openmp" ] (
        _name: version
      )
    )
    // {
      inherit (pkgs) stdenv;
      libcxxStdenv = pkgs.stdenv;
    };
  R = set "r-" (
    lib.genAttrs [
      "caret" "data_table" "devtools" "dplyr" "forcats" "ggplot2" "ggthemes" "haven" "IRkernel" "jsonlite" "knitr" "languageserver" "lme4" "lubridate"
      "magrittr" "plotly" "purrr" "quarto" "randomForest" "Rcpp" "readr" "readxl" "renv" "reticulate" "rmarkdown" "shiny" "sf" "stringr" "tibble"
      "tidymodels" "tidyr" "tidyverse" "xml2" "xts" "zoo"
    ] (_name: "2025")
  );
in
{
  php = phpVersion "php" "8.4.15";
  php82 = phpVersion "php" "8.2.29";
  php83 = phpVersion "php" "8.3.28";
  php84 = phpVersion "php" "8.4.15";
  php85 = phpVersion "php" "8.5.0";
  inherit phpPackages phpExtensions;
  php82Packages = phpPackages;
  php83Packages = phpPackages;
  php84Packages = phpPackages;
  php85Packages = phpPackages;
  php82Extensions = phpExtensions;
  php83Extensions = phpExtensions;
  php84Extensions = phpExtensions;

  beamPackages = beam;
  beam.packages = lib.genAttrs [ "erlang" "erlang_26" "erlang_27" "erlang_28" ] (_name: beam);
  beam26Packages = beam;
  beam27Packages = beam;
  beamMinimalPackages = beam;

  haskell = {
    compiler = builtins.mapAttrs (_name: ghc) ghcs;
    packages = builtins.mapAttrs (_name: version: pkgs.haskellPackages // { ghc = ghc version; }) ghcs;
    lib = lib.genAttrs [
      "doJailbreak"
      "dontCheck"
      "dontHaddock"
      "doCheck"
      "justStaticExecutables"
      "markUnbroken"
      "unmarkBroken"
    ] (_name: package: package);
  };
  elmPackages = set "elm-" {
    create-elm-app = "5.22.0";
    elm = "0.19.1";
    elm-analyse = "0.16.5";
    elm-format = "0.8.8";
    elm-json = "0.2.13";
    elm-language-server = "2.8.0";
    elm-live = "4.0.2";
    elm-review = "2.13.4";
    elm-test = "0.19.1";
    elm-test-rs = "3.0";
  };
  llvmPackages = llvm "21.1.2";
  llvmPackages_latest = llvm "21.1.2";
  llvmPackages_17 = llvm "17.0.6";
  llvmPackages_18 = llvm "18.1.8";
  llvmPackages_19 = llvm "19.1.7";
  llvmPackages_20 = llvm "20.1.8";
  llvmPackages_21 = llvm "21.1.2";
  dotnetCorePackages = set "" {
    aspnetcore_8_0 = "8.0.22";
    aspnetcore_9_0 = "9.0.11";
    aspnetcore_10_0 = "10.0.0";
    dotnet_8 = "8.0.22";
    dotnet_9 = "9.0.11";
    runtime_8_0 = "8.0.22";
    runtime_9_0 = "9.0.11";
    runtime_10_0 = "10.0.0";
    sdk_8_0 = "8.0.416";
    sdk_8_0-bin = "8.0.416";
    sdk_9_0 = "9.0.308";
    sdk_9_0-bin = "9.0.308";
    sdk_10_0 = "10.0.100";
    sdk_10_0-bin = "10.0.100";
  }
  // {
    combinePackages = packages: pkgs.symlinkJoin { name = "dotnet-core-combined"; paths = packages; };
  };
  rPackages = R;
  rWrapper = lib.makeOverridable ({ packages ? [ ], ... }: bundle "R-wrapper" pkgs.R packages) { };
  rstudioWrapper = lib.makeOverridable ({ packages ? [ ], ... }: bundle "RStudio-wrapper" pkgs.rstudio packages) { };
  radianWrapper = lib.makeOverridable ({ packages ? [ ], ... }: bundle "radian-wrapper" pkgs.R packages) { };
  passExtensions = set "pass-" {
    pass-audit = "1.2";
    pass-checkup = "0.2.1";
    pass-file = "1.0";
    pass-genphrase = "0.4";
    pass-import = "3.5";
    pass-otp = "1.2.0.r29";
    pass-tomb = "1.3";
    pass-update = "2.2.1";
  };
  lua51Packages = pkgs.luaPackages;
  lua52Packages = pkgs.luaPackages;
  lua53Packages = pkgs.luaPackages;
  lua54Packages = pkgs.luaPackages;
  luajitPackages = pkgs.luaPackages;
  perl538Packages = pkgs.perlPackages;
  perl540Packages = pkgs.perlPackages;
  postgresqlPackages = pkgs.postgresql16Packages;
  postgresql15Packages = pkgs.postgresql16Packages;
  postgresql17Packages = pkgs.postgresql16Packages;
  postgresql16Packages = set "postgresql-" {
    age = "1.6.0";
    anonymizer = "2.3.0";
    hypopg = "1.4.2";
    pg_cron = "1.6.7";
    pg_partman = "5.3.1";
    pg_repack = "1.5.2";
    pgaudit = "17.1";
    pgjwt = "0-unstable-2023-03-02";
    pgroonga = "4.0.4";
    pgvector = "0.8.1";
    plv8 = "3.2.4";
    postgis = "3.6.0";
    rum = "1.3.15";
    timescaledb = "2.23.1";
    timescaledb_toolkit = "1.22.0";
    vectorchord = "0.5.3";
    wal2json = "2.6";
  };
  maple-mono = set "maple-mono-" (
    lib.genAttrs [ "truetype" "truetype-autohint" "variable" "woff2" "opentype" "NF" "NF-unhinted" "CN" "NF-CN" "NF-CN-unhinted" "Normal-NF" "NL-NF" ] (_name: "7.8")
  );
  roundcubePlugins = set "roundcube-plugin-" {
    carddav = "5.1.2";
    contextmenu = "3.3.1";
    custom_from = "1.6.8";
    persistent_login = "5.3.0";
  };
  nextcloud32Packages.apps = pkgs.nextcloud31Packages.apps;
  nextcloud31Packages.apps = set "nextcloud-app-" (
    lib.genAttrs [ "bookmarks" "calendar" "contacts" "cookbook" "deck" "forms" "groupfolders" "mail" "memories" "music" "news" "notes" "onlyoffice" "polls" "previewgenerator" "recognize" "richdocuments" "spreed" "tables" "tasks" "twofactor_webauthn" "user_oidc" ] (_name: "1")
  );
}
