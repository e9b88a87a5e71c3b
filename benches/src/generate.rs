//! Generated Nix texts.

use std::fmt::Write;

/// A text that looks like `count` modules of Home Manager: options, conditions, strings, lists, comments.
pub fn modules(count: usize) -> String {
    let mut text = String::from("{ config, lib, pkgs, ... }:\n\n[\n");
    for n in 0..count {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            r#"  # Module {n}: a comment of the usual length, which the lexer has to skip.
  (let
    cfg = config.programs.tool{n};
    settingsFormat = pkgs.formats.toml {{ }};
  in {{
    options.programs.tool{n} = {{
      enable = lib.mkEnableOption "tool number {n}";
      package = lib.mkPackageOption pkgs "tool{n}" {{ nullable = true; }};
      settings = lib.mkOption {{
        type = settingsFormat.type;
        default = {{ }};
        example = {{ theme = "dark"; width = {n}; ratio = 0.{n}; nested.deep.value = [ 1 2 3 ]; }};
        description = ''
          Configuration written to {{file}}`$XDG_CONFIG_HOME/tool{n}/config.toml`.
          See <https://example.org/tool{n}> for the ''${{full}} list.
        '';
      }};
    }};
    config = lib.mkIf (cfg.enable && cfg.settings != {{ }} || !cfg.enable -> cfg.package == null) {{
      home.packages = lib.optional (cfg.package != null) cfg.package ++ [ pkgs.hello ];
      xdg.configFile."tool{n}/config.toml" = lib.mkIf (cfg.settings ? theme) {{
        source = settingsFormat.generate "tool{n}-config" (cfg.settings // {{ inherit (cfg) enable; }});
        text = "first line of ${{toString {n}}}\nsecond \"line\"\n" + builtins.readFile ./tool{n}.toml;
      }};
      systemd.user.services = builtins.mapAttrs (name: value: {{ Service.ExecStart = "${{cfg.package}}/bin/${{name}}"; }}) {{ }};
    }};
  }})
"#
        );
    }
    text.push_str("]\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_grow_with_their_count() {
        let one = modules(1).len();
        assert!(one > 1000 && modules(10).len() > 9 * one);
    }
}
