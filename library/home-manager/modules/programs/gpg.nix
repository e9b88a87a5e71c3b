# `programs.gpg`: GnuPG.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkDefault mkIf types;
  inherit (lib.hm.library) enabled flag maybe need opt;
  atom = types.either types.str types.bool;
  settings = types.attrsOf (types.either atom (types.listOf types.str));

  text = lib.generators.toKeyValue {
    listsAsDuplicateKeys = true;
    mkKeyValue = name: value: if lib.isBool value then lib.optionalString value name else "${name} ${value}";
  };

  levels = {
    unknown = 1;
    never = 2;
    marginal = 3;
    full = 4;
    ultimate = 5;
  };
  key =
    { config, ... }:
    {
      options = {
        text = maybe types.str "The key.";
        source = need types.path "File with the key.";
        trust = lib.mkOption {
          type = types.nullOr (
            types.enum [ "unknown" 1 "never" 2 "marginal" 3 "full" 4 "ultimate" 5 ]
          );
          default = null;
          apply = level: if lib.isString level then levels.${level} else level;
          description = "How much its owner is trusted.";
        };
      };
      config.source = mkIf (config.text != null) (pkgs.writeText "gpg-pubkey" config.text);
    };

  defaults = {
    personal-cipher-preferences = "AES256 AES192 AES";
    personal-digest-preferences = "SHA512 SHA384 SHA256";
    personal-compress-preferences = "ZLIB BZIP2 ZIP Uncompressed";
    default-preference-list = "SHA512 SHA384 SHA256 AES256 AES192 AES ZLIB BZIP2 ZIP Uncompressed";
    cert-digest-algo = "SHA512";
    s2k-digest-algo = "SHA512";
    s2k-cipher-algo = "AES256";
    display-charset = "utf-8";
    no-comments = true;
    no-emit-version = true;
    keyid-format = "0xlong";
    list-options = "show-uid-validity";
    verify-options = "show-uid-validity";
    with-fingerprint = true;
    require-cross-certification = true;
    no-symkey-cache = true;
  };
in
lib.hm.library.program args "gpg" {
  title = "GnuPG";
  package = "gnupg";
  nullable = true;
  options = {
    settings = opt settings { } "Options of {file}`gpg.conf`.";
    scdaemonSettings = opt settings { } "Options of {file}`scdaemon.conf`.";
    gpgsmSettings = opt settings { } "Options of {file}`gpgsm.conf`.";
    dirmngrSettings = opt settings { } "Options of {file}`dirmngr.conf`.";
    homedir = lib.hm.library.described ''"''${config.home.homeDirectory}/.gnupg"'' (
      opt types.path (
        if config.home.preferXdgDirectories then
          "${config.xdg.dataHome}/gnupg"
        else
          "${config.home.homeDirectory}/.gnupg"
      ) "Folder of GnuPG."
    );
    mutableKeys = enabled "Whether keys may be added by hand.";
    mutableTrust = enabled "Whether trust may be changed by hand.";
    publicKeys = opt (types.listOf (types.submodule key)) [ ] "Keys of others.";
  };
  config =
    cfg:
    let
      file = name: set: mkIf (set != { }) { "${cfg.homedir}/${name}".text = text set; };
      gpg = if cfg.package == null then "gpg" else "${cfg.package}/bin/gpg";
      keys = cfg.publicKeys;
      trusted = lib.filter (key: key.trust != null) keys;
      # Says of the keys of a file how much they are trusted, as one would say it to `gpg --edit-key`.
      trust = ''
        trustKeysOf() {
          local id answers="trust\n$2\n"
          if (( $2 == 5 )); then answers+="y\n"; fi
          for id in $(${gpg} --show-key --with-colons "$1" | grep '^pub:' | cut -d: -f5); do
            printf "''${answers}quit\n" | ${gpg} --no-tty --command-fd 0 --edit-key "$id"
          done
        }
      '';
      each = f: set: lib.concatMapStrings (key: f key + "\n") set;
      import' = key: "${gpg} --import ${key.source}";
      trust' = key: "trustKeysOf ${key.source} ${toString key.trust}";
      ring = pkgs.runCommand "gpg-pubring" { buildInputs = [ cfg.package ]; } ''
        export GNUPGHOME=$(mktemp -d)
        ${trust}${each import' keys}${each trust' trusted}
        mkdir $out
        cp $GNUPGHOME/pubring.kbx $out/
        if [ -e $GNUPGHOME/trustdb.gpg ]; then cp $GNUPGHOME/trustdb.gpg $out/; fi
      '';
      # What may be changed by hand is added to, what may not is put in place.
      additions =
        lib.optionalString cfg.mutableKeys (each (key: "run ${import' key}") keys)
        + lib.optionalString cfg.mutableTrust (each (key: "run ${trust' key}") trusted);
    in
    {
      programs.gpg = {
        settings = lib.mapAttrs (_: mkDefault) defaults;
      };
      home.sessionVariables.GNUPGHOME = cfg.homedir;
      home.file = lib.mkMerge [
        { "${cfg.homedir}/gpg.conf".text = text cfg.settings; }
        (file "scdaemon.conf" cfg.scdaemonSettings)
        (file "gpgsm.conf" cfg.gpgsmSettings)
        (file "dirmngr.conf" cfg.dirmngrSettings)
        (mkIf (!cfg.mutableKeys && cfg.publicKeys != [ ]) {
          "${cfg.homedir}/pubring.kbx".source = "${ring}/pubring.kbx";
        })
      ];
      home.activation.createGpgHomedir = lib.hm.dag.entryBetween [ "linkGeneration" ] [ "writeBoundary" ] ''
        run mkdir -m700 -p $VERBOSE_ARG ${lib.escapeShellArg cfg.homedir}
      '';
      home.activation.importGpgKeys = mkIf (keys != [ ]) (
        lib.hm.dag.entryAfter [ "linkGeneration" ] (
          lib.optionalString (additions != "") ''
            export GNUPGHOME=${lib.escapeShellArg cfg.homedir}
            ${trust}${additions}
            unset GNUPGHOME
          ''
          + lib.optionalString (!cfg.mutableTrust && trusted != [ ]) ''
            run install -m 0700 ${ring}/trustdb.gpg ${lib.escapeShellArg "${cfg.homedir}/trustdb.gpg"}
          ''
        )
      );
    };
}
