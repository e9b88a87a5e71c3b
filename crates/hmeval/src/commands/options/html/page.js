// The page: a search field, the list of what was found, and the option that was chosen.

const ROW = 52;
const [READ_ONLY, DEFAULT_IS_MARKDOWN, EXAMPLE_IS_MARKDOWN] = [1, 2, 4];

const data = JSON.parse(document.getElementById("data").textContent);
const query = document.getElementById("query");
const list = document.getElementById("list");
const results = document.getElementById("results");
const detail = document.getElementById("detail");
const count = document.getElementById("count");

const options = data.options.map(([name, type, description, preset, example, files, flags, related], index) => ({
  index, name, lower: name.toLowerCase(), parts: name.split(".").length, type: data.types[type],
  description: description || "", text: (description || "").toLowerCase(),
  preset, example, files: files.map((file) => data.files[file]), flags, related,
}));
known = new Map(options.map((option) => [option.name, option]));
// The names of manuals in links, in which signs are underscores.
const manual = new Map(options.map((option) => [option.name.replace(/[*<> [\]:"]/g, "_"), option]));

let found = options;
let active = -1;

/** The first sentence of a description, without the signs of markdown. */
function firstSentence(text) {
  const paragraph = text.trim().split(/\n\s*\n/, 1)[0].replace(/\s+/g, " ").replace(/\{[a-z]+\}`/g, "`")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/`/g, "");
  const end = paragraph.search(/(?<!\b(?:e\.g|i\.e|etc))\. /);
  return end < 0 ? paragraph : paragraph.slice(0, end + 1);
}

/** Draws the rows that can be seen, and the active one. */
function draw() {
  const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 5);
  const last = Math.min(found.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 5);
  const rows = [];
  for (let at = first; at < last; at++) {
    const option = found[at];
    const row = make("div", {
      class: "row", role: "option", id: "row-" + at, style: `top:${at * ROW}px`,
      "aria-selected": String(at === active), "aria-setsize": found.length, "aria-posinset": at + 1,
    }, make("span", { class: "name" }, option.name),
    make("span", { class: "about" }, option.type + (option.description ? " — " + firstSentence(option.description) : "")));
    rows.push(row);
  }
  results.style.height = found.length * ROW + "px";
  results.replaceChildren(...rows);
  if (active >= first && active < last) query.setAttribute("aria-activedescendant", "row-" + active);
  else query.removeAttribute("aria-activedescendant");
}

/** Makes a row the active one, in sight. */
function activate(at) {
  active = found.length ? Math.max(0, Math.min(found.length - 1, at)) : -1;
  if (active >= 0) {
    const top = active * ROW;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
  }
  draw();
}

function search() {
  found = find(options, query.value);
  active = query.value.trim() && found.length ? 0 : -1;
  list.scrollTop = 0;
  count.textContent = `${found.length} of ${options.length} options`;
  draw();
}

function address(option) {
  return "#opt-" + encodeURIComponent(option.name);
}

/** A value: as code, or as markdown. */
function value(text, isMarkdown) {
  if (isMarkdown) return blocks(text);
  return [text.includes("\n") ? make("pre", { tabindex: "0" }, make("code", {}, text)) : make("code", {}, text)];
}

/** Shows all that is known of an option. */
function show(option) {
  const fields = make("dl");
  const field = (label, ...nodes) => fields.append(make("dt", {}, label), make("dd", {}, ...nodes));
  field("Type", option.type);
  if (option.flags & READ_ONLY) field("Read-only", make("span", { class: "flag" }, "modules cannot set it"));
  if (option.preset !== null) field("Default", ...value(option.preset, option.flags & DEFAULT_IS_MARKDOWN));
  if (option.example !== null) field("Example", ...value(option.example, option.flags & EXAMPLE_IS_MARKDOWN));
  if (option.files.length) field("Declared in", ...option.files.map((file) => make("div", {}, make("code", {}, file))));
  if (option.related) field("See also", ...blocks(option.related));
  const heading = make("h2", { tabindex: "-1" }, make("a", { href: address(option) }, option.name));
  const inside = options.filter((other) => other.name.startsWith(option.name + "."));
  const nodes = [heading, ...blocks(option.description), fields];
  if (inside.length) {
    const links = inside.slice(0, 300).map((other) => make("li", {}, optionLink(other.name, other.name)));
    nodes.push(make("h3", {}, `Options in it (${inside.length})`), make("ul", { class: "inside" }, ...links));
  }
  detail.replaceChildren(...nodes);
  detail.scrollTop = 0;
  document.title = option.name;
  return heading;
}

/** Shows the option that the address names. */
function follow() {
  if (!location.hash.startsWith("#opt-")) return;
  let name = location.hash.slice(5);
  try { name = decodeURIComponent(name); } catch { /* It is a name as it is. */ }
  const option = known.get(name) || manual.get(name);
  if (!option) {
    detail.replaceChildren(make("p", { class: "hint", role: "alert" }, `There is no option ${name}.`));
    return;
  }
  if (found[active] !== option) {
    if (!found.includes(option)) { query.value = ""; search(); }
    activate(found.indexOf(option));
  }
  show(option);
}

/** Opens an option: its address becomes that of the page. */
function open(at, focus) {
  const option = found[at];
  if (!option) return;
  activate(at);
  if (location.hash !== address(option)) history.pushState(null, "", address(option));
  const heading = show(option);
  if (focus) heading.focus();
}

query.addEventListener("input", search);
document.getElementById("form").addEventListener("submit", (event) => event.preventDefault());
list.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
window.addEventListener("resize", draw);
window.addEventListener("hashchange", follow);
window.addEventListener("popstate", follow);
results.addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (row) open(Number(row.id.slice(4)), false);
});

const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target === query;
  const inDetail = detail.contains(event.target);
  if (event.key === "/" && !typing) {
    query.focus();
    query.select();
  } else if (event.key === "Escape") {
    if (typing && query.value) { query.value = ""; search(); } else query.focus();
  } else if (event.key in MOVES && !inDetail) {
    activate(active + MOVES[event.key]);
  } else if (event.key === "Enter" && typing) {
    open(Math.max(active, 0), true);
  } else return;
  event.preventDefault();
});

search();
follow();
if (!location.hash) query.focus();
