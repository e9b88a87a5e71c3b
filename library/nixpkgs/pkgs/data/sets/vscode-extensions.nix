# Extensions of Visual Studio Code: publisher, name and version.
{
  aaron-bond = {
    better-comments = "3.0.2";
  };
  alanz = {
    vscode-hie-server = "0.0.27";
  };
  alefragnani = {
    project-manager = "12.8.0";
    bookmarks = "13.5.0";
  };
  antfu = {
    icons-carbon = "0.2.7";
    slidev = "52.8.0";
  };
  anthropic = {
    claude-code = "2.0.53";
  };
  arcticicestudio = {
    nord-visual-studio-code = "0.19.0";
  };
  arrterian = {
    nix-env-selector = "1.1.0";
  };
  astro-build = {
    astro-vscode = "2.16.1";
  };
  asvetliakov = {
    vscode-neovim = "1.18.24";
  };
  b4dm4n = {
    vscode-nixpkgs-fmt = "0.0.1";
  };
  banacorn = {
    agda-mode = "0.5.7";
  };
  batisteo = {
    vscode-django = "1.15.0";
  };
  bbenoist = {
    nix = "1.0.1";
  };
  bierner = {
    markdown-mermaid = "1.29.0";
    markdown-checkbox = "0.4.0";
  };
  bradlc = {
    vscode-tailwindcss = "0.14.29";
  };
  brettm12345 = {
    nixfmt-vscode = "0.0.1";
  };
  catppuccin = {
    catppuccin-vsc = "3.18.1";
    catppuccin-vsc-icons = "1.25.0";
  };
  charliermarsh = {
    ruff = "2025.28.0";
  };
  christian-kohler = {
    path-intellisense = "2.10.0";
    npm-intellisense = "1.4.5";
  };
  continue = {
    continue = "1.2.9";
  };
  dart-code = {
    dart-code = "3.122.0";
    flutter = "3.122.0";
  };
  davidanson = {
    vscode-markdownlint = "0.60.0";
  };
  dbaeumer = {
    vscode-eslint = "3.0.16";
  };
  denoland = {
    vscode-deno = "3.46.1";
  };
  donjayamanne = {
    githistory = "0.6.20";
  };
  dracula-theme = {
    theme-dracula = "2.25.1";
  };
  eamodio = {
    gitlens = "17.7.1";
  };
  editorconfig = {
    editorconfig = "0.17.4";
  };
  elixir-lsp = {
    vscode-elixir-ls = "0.29.3";
  };
  enkia = {
    tokyo-night = "1.1.2";
  };
  equinusocio = {
    vsc-material-theme = "34.7.9";
  };
  esbenp = {
    prettier-vscode = "11.0.0";
  };
  file-icons = {
    file-icons = "1.1.0";
  };
  fill-labs = {
    dependi = "0.7.15";
  };
  formulahendry = {
    auto-rename-tag = "0.1.10";
    auto-close-tag = "0.5.15";
    code-runner = "0.12.2";
  };
  foxundermoon = {
    shell-format = "7.2.8";
  };
  github = {
    copilot = "1.388.0";
    copilot-chat = "0.33.1";
    vscode-pull-request-github = "0.124.0";
    github-vscode-theme = "6.3.5";
    vscode-github-actions = "0.28.1";
    codespaces = "1.17.3";
  };
  golang = {
    go = "0.50.0";
  };
  grapecity = {
    gc-excelviewer = "4.2.65";
  };
  graphql = {
    vscode-graphql = "0.13.2";
  };
  gruntfuggly = {
    todo-tree = "0.0.226";
  };
  hashicorp = {
    terraform = "2.37.6";
    hcl = "0.6.0";
  };
  haskell = {
    haskell = "2.6.1";
  };
  hoovercj = {
    haskell-linter = "0.0.6";
  };
  humao = {
    rest-client = "0.25.1";
  };
  james-yu = {
    latex-workshop = "10.12.0";
  };
  jdinhlife = {
    gruvbox = "1.28.0";
  };
  jnoortheen = {
    nix-ide = "0.5.0";
  };
  johnpapa = {
    vscode-peacock = "4.2.2";
  };
  julialang = {
    language-julia = "1.149.2";
  };
  justusadam = {
    language-haskell = "3.6.0";
  };
  kamadorueda = {
    alejandra = "1.0.0";
  };
  leanprover = {
    lean4 = "0.0.215";
  };
  llvm-vs-code-extensions = {
    vscode-clangd = "0.4.0";
  };
  mads-hartmann = {
    bash-ide-vscode = "1.43.0";
  };
  matangover = {
    mypy = "0.4.2";
  };
  maximedenes = {
    vscoq = "2.2.6";
  };
  mechatroner = {
    rainbow-csv = "3.23.0";
  };
  mhutchie = {
    git-graph = "1.30.0";
  };
  mkhl = {
    direnv = "0.17.0";
  };
  ms-azuretools = {
    vscode-docker = "2.0.0";
  };
  ms-dotnettools = {
    csharp = "2.93.22";
    csdevkit = "1.70.3";
    vscode-dotnet-runtime = "2.3.7";
  };
  ms-kubernetes-tools = {
    vscode-kubernetes-tools = "1.3.27";
  };
  ms-pyright = {
    pyright = "1.1.407";
  };
  ms-python = {
    python = "2025.18.0";
    vscode-pylance = "2025.10.1";
    debugpy = "2025.16.0";
    black-formatter = "2025.2.0";
    isort = "2025.0.0";
  };
  ms-toolsai = {
    jupyter = "2025.8.0";
    jupyter-keymap = "1.1.2";
    jupyter-renderers = "1.3.0";
  };
  ms-vscode = {
    cpptools = "1.29.1";
    cmake-tools = "1.21.36";
    hexeditor = "1.11.1";
    live-server = "0.4.15";
    makefile-tools = "0.12.17";
    powershell = "2025.4.0";
  };
  ms-vscode-remote = {
    remote-ssh = "0.120.0";
    remote-containers = "0.427.0";
    remote-ssh-edit = "0.87.0";
  };
  ms-vsliveshare = {
    vsliveshare = "1.0.5959";
  };
  mvllow = {
    rose-pine = "2.14.0";
  };
  myriad-dreamin = {
    tinymist = "0.14.2";
  };
  naumovs = {
    color-highlight = "2.8.0";
  };
  njpwerner = {
    autodocstring = "0.6.1";
  };
  nvarner = {
    typst-lsp = "0.13.0";
  };
  ocamllabs = {
    ocaml-platform = "1.32.1";
  };
  octref = {
    vetur = "0.37.3";
  };
  oderwat = {
    indent-rainbow = "8.3.1";
  };
  pkief = {
    material-icon-theme = "5.29.0";
    material-product-icons = "1.7.1";
  };
  prisma = {
    prisma = "31.0.9";
  };
  redhat = {
    vscode-yaml = "1.19.1";
    java = "1.48.0";
    vscode-xml = "0.29.0";
    ansible = "25.9.0";
  };
  ritwickdey = {
    liveserver = "5.7.9";
  };
  rooveterinaryinc = {
    roo-cline = "3.34.5";
  };
  rust-lang = {
    rust-analyzer = "0.3.2593";
  };
  saoudrizwan = {
    claude-dev = "3.38.1";
  };
  scala-lang = {
    scala = "0.5.9";
  };
  scalameta = {
    metals = "1.58.0";
  };
  serayuzgur = {
    crates = "0.6.7";
  };
  shd101wyy = {
    markdown-preview-enhanced = "0.8.20";
  };
  signageos = {
    signageos-vscode-sops = "0.9.3";
  };
  skellock = {
    just = "2.0.0";
  };
  stkb = {
    rewrap = "1.16.3";
  };
  streetsidesoftware = {
    code-spell-checker = "4.2.6";
  };
  sumneko = {
    lua = "3.15.0";
  };
  svelte = {
    svelte-vscode = "109.12.0";
  };
  tamasfe = {
    even-better-toml = "0.21.2";
  };
  thenuprojectcontributors = {
    vscode-nushell-lang = "1.10.0";
  };
  timonwong = {
    shellcheck = "0.38.5";
  };
  tobiasalthoff = {
    atom-material-theme = "1.10.7";
  };
  tomoki1207 = {
    pdf = "1.2.2";
  };
  twxs = {
    cmake = "0.0.17";
  };
  usernamehw = {
    errorlens = "3.26.0";
  };
  vadimcn = {
    vscode-lldb = "1.11.4";
  };
  vscode-icons-team = {
    vscode-icons = "12.15.0";
  };
  vscodevim = {
    vim = "1.32.2";
  };
  vue = {
    volar = "3.1.4";
  };
  wakatime = {
    vscode-wakatime = "25.4.0";
  };
  xaver = {
    clang-format = "1.9.0";
  };
  yzhang = {
    markdown-all-in-one = "3.6.3";
  };
  zhuangtongfa = {
    material-theme = "3.19.0";
  };
  ziglang = {
    vscode-zig = "0.6.15";
  };
  zxh404 = {
    vscode-proto3 = "0.5.5";
  };
}
