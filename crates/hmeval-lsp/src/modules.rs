//! Option paths of what is written in modules: also in those that stand in the lists of a `flake.nix` or another module.

use hmeval_config::configuration::show_path;

use crate::server::Server;

/// The outputs of a flake that hold configurations.
const CONFIGURATIONS: [&str; 4] =
    ["homeConfigurations", "nixosConfigurations", "darwinConfigurations", "systemConfigs"];

/// The option path of a binding: modules may have their options in `config`, and other modules in lists.
pub(crate) fn as_option(path: &[String]) -> Vec<String> {
    let mut home = Vec::new();
    let mut rest = without_config(path);
    while let Some((base, inner)) = module_in(rest) {
        if !base.is_empty() {
            home = base;
        }
        rest = without_config(inner);
    }
    home.extend_from_slice(rest);
    home
}

fn without_config(path: &[String]) -> &[String] {
    match path {
        [first, rest @ ..] if first == "config" && !rest.is_empty() => rest,
        path => path,
    }
}

/// The module that the first names of a path lead into: the option that it is a value of if it is a home on a machine, and
/// the rest of the path. Options of other programs are called `modules` too, so that the names around it have to fit.
fn module_in(path: &[String]) -> Option<(Vec<String>, &[String])> {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    let (base, length) = match &names[..] {
        ["imports" | "modules", "*", ..] => (&[][..], 2),
        ["outputs", kind, _, "modules", "*", ..] if CONFIGURATIONS.contains(kind) => (&[][..], 5),
        ["home-manager", "users", _, "config", _, ..] => (path.get(..3)?, 3),
        ["home-manager", "users", _, "imports", "*", ..] => (path.get(..3)?, 5),
        _ => return None,
    };
    Some((base.to_vec(), path.get(length..)?))
}

/// Whether a path lies in another configuration of a flake than the one that was evaluated.
pub(crate) fn is_elsewhere(server: &Server, path: &[String]) -> bool {
    let evaluated = server.report.as_ref().map(|report| &report.project).filter(|name| !name.is_empty());
    match (path, evaluated) {
        ([outputs, kind, name, ..], Some(evaluated))
            if outputs == "outputs" && CONFIGURATIONS.contains(&&kind[..]) =>
        {
            show_path(&[kind, name]) != evaluated.as_bytes()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::as_option;

    #[test]
    fn modules_in_lists_begin_anew() {
        let option = |path: &str| {
            let path: Vec<String> = path.split('.').map(str::to_owned).collect();
            as_option(&path).join(".")
        };
        assert_eq!(option("config.a.b"), "a.b");
        assert_eq!(option("imports.*.config.a"), "a");
        assert_eq!(option("outputs.homeConfigurations.j.modules.*.imports.*.a.b"), "a.b");
        assert_eq!(option("outputs.nixosConfigurations.h.modules.*"), "");
        assert_eq!(option("home-manager.users.j.imports.*.a"), "home-manager.users.j.a");
        assert_eq!(option("modules.*.home-manager.users.j.config.a"), "home-manager.users.j.a");
        assert_eq!(
            option("programs.fastfetch.settings.modules.*.type"),
            "programs.fastfetch.settings.modules.*.type"
        );
        assert_eq!(option("outputs.packages.x.modules.*.a"), "outputs.packages.x.modules.*.a");
    }
}
