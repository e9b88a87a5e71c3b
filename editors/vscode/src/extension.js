// Starts `hmeval lsp` for Nix files, and shows which configuration they are checked in. Everything else is the server's.
const { StatusBarAlignment, commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;
let configurations = [];

function create() {
  const settings = workspace.getConfiguration("hmeval");
  const server = { command: settings.get("path"), args: ["lsp", ...settings.get("arguments")] };
  const formatter = settings.get("formatting.command");
  return new LanguageClient("hmeval", "hmeval", server, {
    documentSelector: [{ scheme: "file", language: "nix" }],
    initializationOptions: { status: true, ...(formatter ? { formatting: { command: formatter } } : {}) },
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/{*.nix,flake.lock}") },
  });
}

// The server's word on which configuration the text is checked in, and which others there are.
function showStatus(item, status) {
  configurations = status.configurations ?? [];
  item.text = status.configuration ?? "hmeval: no configuration";
  const library = status.standsIn ? ", with the built-in library in place of inputs that are not on this machine" : "";
  item.tooltip = `The configuration that this text is checked in${library}`;
  item.show();
}

async function choose() {
  const name = await window.showQuickPick(configurations, { title: "Check in which configuration?" });
  if (name) {
    await client.sendRequest("workspace/executeCommand", { command: "hmeval.chooseConfiguration", arguments: [name] });
  }
}

async function start(item) {
  client = create();
  client.onNotification("hmeval/status", (status) => showStatus(item, status));
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(`hmeval does not start (${error.message}). Is it in PATH? See the setting hmeval.path.`);
  }
}

exports.activate = async (context) => {
  const item = window.createStatusBarItem(StatusBarAlignment.Left);
  item.command = "hmeval.choose";
  context.subscriptions.push(
    item,
    commands.registerCommand("hmeval.choose", choose),
    commands.registerCommand("hmeval.restart", async () => {
      await client?.stop();
      await start(item);
    }),
  );
  await start(item);
};

exports.deactivate = () => client?.stop();
