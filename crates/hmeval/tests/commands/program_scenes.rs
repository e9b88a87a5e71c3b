//! Homes of single programs, made by the built-in library and the native backend: what the program reads in the end.

use hmeval::Status;

use crate::manager_scenes::Scene;
use crate::support::fixture;

/// What the programs' files say was compared with Home Manager's own modules over the same packages.
#[test]
fn files_that_other_programs_would_make() {
    let scene = Scene::new();
    let run = scene.switch(&fixture("activation/programs.nix"), &["--skip-unbuildable"]);
    assert_eq!(run.status, Status::Done, "{}", run.err);
    for (target, wanted) in [
        (".config/gh/config.yml", "aliases: {}\neditor: ''\ngit_protocol: ssh\nprompt: on\nversion: '1'\n"),
        (".config/lazygit/config.yml", "gui:\n  windowSize: half\n"),
        (".config/htop/htoprc", "fields=0 48 17 18 38 39 40 2 46 47 49 1\nhide_kernel_threads=1\n"),
        (".config/alacritty/alacritty.toml", "[[keyboard.bindings]]\nchars = \"\\u000c\"\nkey = \"L\"\n"),
        (".config/fish/functions/hello.fish", "function hello\n  echo hello\nend\n"),
        (".config/mpv/mpv.conf", "profile=%4%fast\n\nvolume=%2%50\n\n\n"),
    ] {
        assert_eq!(scene.shown(target).as_deref(), Some(wanted), "{target}");
    }
    for (target, part) in [
        (".config/kitty/kitty.conf", "shell_integration no-rc no-cursor\n"),
        (".config/rofi/config.rasi", "location: 0;\nxoffset: 0;\nyoffset: 0;\n}\n@theme \"dark\"\n"),
        (".mozilla/firefox/default/containers.json", "\"lastUserContextId\":2,"),
        (".mozilla/firefox/default/user.js", "user_pref(\"browser.places.importBookmarksHTML\", true);\n"),
        (".gnupg/gpg-agent.conf", "/bin/pinentry"),
    ] {
        let text = scene.shown(target).unwrap_or_default();
        assert!(text.contains(part), "no {part:?} in {target}: {text}");
    }
}

/// A generation knows what was set when it was made.
#[test]
fn generations_are_compared_by_options() {
    let scene = Scene::new();
    let home = |name: &str, shell: &str| {
        let path = scene.source(name);
        let text = format!(
            r#"{{ home = {{ username = "alice"; homeDirectory = builtins.getEnv "HOME"; stateVersion = "26.05"; }};
                 programs.{shell}.enable = true; }}"#
        );
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    for (name, shell) in [("one.nix", "bash"), ("two.nix", "zsh")] {
        let run = scene.switch(&home(name, shell), &[]);
        assert_eq!(run.status, Status::Done, "{}", run.err);
    }
    let said = scene.hmeval(&["diff", "1", "2"]).out;
    for line in ["- programs.bash.enable = true\n", "+ programs.zsh.enable = true\n", "- .bashrc\n"] {
        assert!(said.contains(line), "no {line:?} in {said}");
    }
}

/// What only a build can make, of packages that nothing can build, is refused, or left out if that is wanted.
#[test]
fn files_of_packages_known_by_name_are_left_out() {
    let scene = Scene::new();
    let run = scene.switch(&fixture("activation/programs.nix"), &[]);
    assert_eq!(run.status, Status::Refused, "{}", run.err);
    for said in [
        "these need packages that the built-in library knows by name only",
        "'.config/direnv/lib/hm-nix-direnv.sh' (of nix-direnv-",
        "the activation block 'batCache' (of bat-",
        "nothing was written",
    ] {
        assert!(run.err.contains(said), "no {said:?} in {}", run.err);
    }
    // No builder helps them, so that nothing else is said of them.
    assert!(!run.err.contains("have to be built"), "{}", run.err);
    assert_eq!(scene.shown(".config"), None);
    let run = scene.switch(&fixture("activation/programs.nix"), &["--skip-unbuildable"]);
    for said in [
        "'.config/direnv/lib/hm-nix-direnv.sh' (of nix-direnv-",
        "the activation block 'batCache' (of bat-",
        "the commands for changes of '.config/ghostty/config' (of ghostty-",
    ] {
        assert!(run.err.contains(said), "no {said:?} in {}", run.err);
    }
    assert_eq!(scene.shown(".config/direnv/lib/hm-nix-direnv.sh"), None);
}
