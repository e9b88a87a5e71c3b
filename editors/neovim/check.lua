-- Checks `hmeval lsp` with Neovim's own client: nvim --headless -u NONE -l is not in 0.7, so that it is run as
--   HMEVAL=path/to/hmeval HMEVAL_LIBRARY=library nvim --headless -u NONE -c 'luafile editors/neovim/check.lua' FILE
-- FILE is a home with the misspelt option `programs.git.enabel`. Ends with 0 if everything was found.
local failed = false
local function fail(what)
  io.stderr:write("failed: " .. what .. "\n")
  failed = true
end
local function finish()
  vim.cmd(failed and "cquit 1" or "qall!")
end
local function wait(what, ready)
  if not vim.wait(120000, ready, 50) then
    fail(what)
    finish()
  end
end

local root = vim.fn.getcwd()
vim.bo.filetype = "nix"
local id = vim.lsp.start_client({ name = "hmeval", cmd = { vim.env.HMEVAL or "hmeval", "lsp" }, root_dir = root })
vim.lsp.buf_attach_client(0, id)

local function errors()
  return vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })
end
wait("a diagnostic", function()
  return #errors() > 0
end)
local found = errors()[1]
if not found.message:find("enabel") then
  fail("the diagnostic is about something else: " .. found.message)
end

local function ask(method, position, more)
  local params = vim.tbl_extend("force", { textDocument = vim.lsp.util.make_text_document_params(), position = position }, more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 60000) or {}
  return (answers[id] or {}).result
end
local place = { line = found.lnum, character = found.col }
local range = { start = place, ["end"] = { line = found.end_lnum, character = found.end_col } }
local actions = ask("textDocument/codeAction", place, { range = range, context = { diagnostics = {} } })
if not actions or not actions[1] then
  fail("a fix")
else
  vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
end
wait("the file without mistakes", function()
  return #errors() == 0
end)

local hover = ask("textDocument/hover", place)
if not hover or not hover.contents.value:find("programs.git.enable", 1, true) then
  fail("hover")
end
local declaration = ask("textDocument/declaration", place)
if not declaration or not declaration[1] or not declaration[1].uri:find("git") then
  fail("declaration")
end
local completion = ask("textDocument/completion", { line = found.lnum, character = found.col + 2 })
if not completion or #completion.items == 0 then
  fail("completion")
end
finish()
