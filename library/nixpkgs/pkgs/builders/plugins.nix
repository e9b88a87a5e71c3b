# Plugins of editors and of tmux that a configuration makes itself.
{ lib, pkgs }:
let
  inherit (pkgs.stdenv) mkDerivation;
  named = arguments: if arguments ? pname then arguments.pname else lib.getName arguments.name;
  # What the marketplace calls an extension.
  fetchFromMarketplace =
    {
      name,
      publisher,
      version,
      arch ? "",
      sha256 ? "",
      hash ? "",
    }:
    pkgs.fetchurl {
      name = "${publisher}-${name}.zip";
      url =
        "https://${publisher}.gallery.vsassets.io/_apis/public/gallery/publisher/${publisher}/extension/${name}/${version}/assetbyname/Microsoft.VisualStudio.Services.VSIXPackage"
        + lib.optionalString (arch != "") "?targetPlatform=${arch}";
        hash = if hash != "" then hash else sha256;
    };
  buildExtension =
    arguments@{
      vscodeExtUniqueId,
      vscodeExtPublisher,
      vscodeExtName,
      passthru ? { },
      ...
    }:
    mkDerivation (
      {
        pname = "vscode-extension-${vscodeExtPublisher}-${vscodeExtName}";
        version = "0";
        installPrefix = "share/vscode/extensions/${vscodeExtUniqueId}";
      }
      // removeAttrs arguments [ "name" ]
      // lib.optionalAttrs (arguments ? name && !(arguments ? pname)) {
        pname = "vscode-extension-${lib.getName arguments.name}";
      }
      // {
        passthru = passthru // {
          inherit vscodeExtUniqueId vscodeExtPublisher vscodeExtName;
        };
      }
    );
  buildMarketplaceExtension =
    arguments@{
      mktplcRef,
      vsix ? null,
      name ? "",
      ...
    }:
    buildExtension (
      removeAttrs arguments [
        "mktplcRef"
        "vsix"
        "name"
      ]
      // {
        pname = "vscode-extension-${mktplcRef.publisher}-${mktplcRef.name}";
        inherit (mktplcRef) version;
        src = if vsix == null then fetchFromMarketplace mktplcRef else vsix;
        vscodeExtUniqueId = "${mktplcRef.publisher}.${mktplcRef.name}";
        vscodeExtPublisher = mktplcRef.publisher;
        vscodeExtName = mktplcRef.name;
      }
    );
  extensionFromMarketplace =
    reference:
    buildMarketplaceExtension {
      mktplcRef = builtins.intersectAttrs {
        name = null;
        publisher = null;
        version = null;
        arch = null;
        sha256 = null;
        hash = null;
      } reference;
    };
in
{
  vscode-utils = {
    fetchVsixFromVscodeMarketplace = fetchFromMarketplace;
    buildVscodeExtension = buildExtension;
    buildVscodeMarketplaceExtension = buildMarketplaceExtension;
    inherit extensionFromMarketplace;
    extensionFromVscodeMarketplace = extensionFromMarketplace;
    extensionsFromVscodeMarketplace = map extensionFromMarketplace;
    # The list that the editor keeps of its extensions.
    toExtensionJson =
      extensions:
      let
        entry =
          extension:
          let
            id = extension.vscodeExtUniqueId;
            folder = "${extension}/share/vscode/extensions/${id}";
          in
          {
            identifier = {
              inherit id;
              uuid = "";
            };
            inherit (extension) version;
            relativeLocation = id;
            location = {
              "$mid" = 1;
              fsPath = folder;
              path = folder;
              scheme = "file";
            };
          };
      in
      builtins.toJSON (map entry extensions);
  };
  anki-utils.buildAnkiAddon =
    arguments: mkDerivation (arguments // { pname = "anki-addon-${named arguments}"; version = arguments.version or "0"; });
  # Beside `extraPackages` nothing of the host can be chosen there.
  vscode-fhsWithPackages = _choose: pkgs.vscode-fhs;

  vimUtils = {
    buildVimPlugin =
      arguments:
      mkDerivation (
        arguments
        // {
          pname = "vimplugin-${named arguments}";
          version = arguments.version or (lib.getVersion (arguments.name or ""));
          rtpPath = arguments.rtpPath or ".";
        }
      );
    buildVimPluginFrom2Nix = pkgs.vimUtils.buildVimPlugin;
    buildNeovimPlugin = pkgs.vimUtils.buildVimPlugin;
    toVimPlugin = package: package.overrideAttrs { vimPlugin = true; };
    packDir = packages: pkgs.symlinkJoin {
      name = "vim-pack-dir";
      paths = lib.concatMap (group: group.start or [ ] ++ group.opt or [ ]) (lib.attrValues packages);
    };
    vimrcFile = arguments: pkgs.writeText "vimrc" (arguments.customRC or "");
    vimrcContent = arguments: arguments.customRC or "";
  };
  neovimUtils = {
    inherit (pkgs.vimUtils) buildNeovimPlugin;
    makeNeovimConfig = arguments: arguments;
    normalizePlugins = map (plugin: if plugin ? plugin then plugin else { inherit plugin; config = null; optional = false; });
    grammarToPlugin = grammar: pkgs.symlinkJoin {
      name = "vimplugin-treesitter-grammar-${lib.getName grammar}";
      paths = [ grammar ];
    };
  };
  kakouneUtils.buildKakounePlugin =
    arguments: mkDerivation (arguments // { pname = "kakplugin-${named arguments}"; version = arguments.version or "0"; });
  # What `tmuxPlugins` has beside its plugins.
  makeTmuxPlugin =
    arguments@{ pluginName, ... }:
    let
      file = arguments.rtpFilePath or "${lib.replaceStrings [ "-" ] [ "_" ] pluginName}.tmux";
      folder = arguments.path or pluginName;
      plugin = mkDerivation (
        removeAttrs arguments [
          "pluginName"
          "rtpFilePath"
          "path"
        ]
        // {
          pname = "tmuxplugin-${arguments.pname or pluginName}";
          version = arguments.version or "unstable";
        }
      );
    in
    plugin // { rtp = "${plugin}/share/tmux-plugins/${folder}/${file}"; };
}
