// Starts `hmeval lsp` for Nix files. Everything else is the server's.
const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function create() {
  const settings = workspace.getConfiguration("hmeval");
  const server = { command: settings.get("path"), args: ["lsp", ...settings.get("arguments")] };
  const formatter = settings.get("formatting.command");
  return new LanguageClient("hmeval", "hmeval", server, {
    documentSelector: [{ scheme: "file", language: "nix" }],
    initializationOptions: formatter ? { formatting: { command: formatter } } : {},
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/{*.nix,flake.lock}") },
  });
}

async function start() {
  client = create();
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(`hmeval does not start (${error.message}). Is it in PATH? See the setting hmeval.path.`);
  }
}

exports.activate = async (context) => {
  context.subscriptions.push(
    commands.registerCommand("hmeval.restart", async () => {
      await client?.stop();
      await start();
    }),
  );
  await start();
};

exports.deactivate = () => client?.stop();
