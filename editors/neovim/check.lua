-- Checks `hmeval lsp` with Neovim's own client, as a person would use it:
--   HMEVAL=path/to/hmeval nvim --headless -u NONE -c 'luafile editors/neovim/check.lua' home.nix
-- The file is `home` of crates/hmeval/tests/lsp/neovim.rs, a module of a flake. Ends with 0 if everything was found.
-- (`nvim -l` is not in 0.7, which Debian has.)
local failed = false
local function fail(what)
  io.stderr:write("failed: " .. what .. "\n")
  failed = true
end
local function finish()
  vim.cmd(failed and "cquit 1" or "qall!")
end
local function wait(what, ready)
  if not vim.wait(120000, ready, 20) then
    fail(what)
    finish()
  end
end

local root = vim.fn.getcwd()
vim.bo.filetype = "nix"
local id = vim.lsp.start_client({
  name = "hmeval",
  cmd = { vim.env.HMEVAL or "hmeval", "lsp", "--library", "builtin" },
  root_dir = root,
})
vim.lsp.buf_attach_client(0, id)

local function errors()
  return vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })
end
local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end
-- The place where a piece of the text begins, and some characters further.
local function place_of(piece, further)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(piece, 1, true)
    if column then
      return { line = number - 1, character = column - 1 + (further or 0) }
    end
  end
  fail("the text has no " .. piece)
  return { line = 0, character = 0 }
end
local function ask(method, position, more)
  local document = vim.lsp.util.make_text_document_params()
  local params = vim.tbl_extend("force", { textDocument = document, position = position }, more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 60000) or {}
  return (answers[id] or {}).result
end
local function exists(uri)
  return vim.fn.filereadable(vim.uri_to_fname(uri)) == 1
end

-- Diagnostics.
wait("a diagnostic", function()
  return #errors() > 0
end)
local found = errors()[1]
if not found.message:find("enabel") then
  fail("the diagnostic is about something else: " .. found.message)
end

-- A fix.
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
if not text():find("programs.git.enable = true", 1, true) then
  fail("the fix wrote something else")
end

-- Documentation and effective value.
-- The value is that of the last whole evaluation, which comes a little later.
wait("hover with the value", function()
  local hover = ask("textDocument/hover", place_of("git.enable", 5))
  return hover
    and hover.contents.value:find("programs.git.enable", 1, true)
    and hover.contents.value:find("value: `true`", 1, true)
end)

-- Jumps: to the declaration of an option, in a file that can be opened, and to a variable.
local declaration = ask("textDocument/declaration", place_of("git.enable", 5))
if not declaration or not declaration[1] or not declaration[1].uri:find("home-manager", 1, true) then
  fail("declaration")
elseif not exists(declaration[1].uri) then
  fail("the declaration's file cannot be opened: " .. declaration[1].uri)
end
local definition = ask("textDocument/definition", place_of("= editor;", 3))
if not definition or not definition[1] or definition[1].range.start.line ~= place_of("editor = ").line then
  fail("definition of a variable")
end

-- Completion.
local completion = ask("textDocument/completion", place_of("git.enable", 6))
local labels = {}
for _, item in ipairs(completion and completion.items or {}) do
  labels[item.label] = true
end
if not labels.enable or not labels.userName and not labels.settings then
  fail("completion")
end

-- Rename.
local edit = ask("textDocument/rename", place_of("= editor;", 3), { newName = "chosen" })
if edit then
  vim.lsp.util.apply_workspace_edit(edit, "utf-16")
end
if not text():find("chosen = \"vi\"", 1, true) or not text():find("= chosen;", 1, true) then
  fail("rename")
end
-- What was said before the new text was looked at may still be there.
wait("the renamed file without mistakes", function()
  return #errors() == 0
end)
finish()
