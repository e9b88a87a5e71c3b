// Descriptions as elements. Text only ever becomes text nodes; links only lead to web pages and to options.

/** An element with children, which are elements or texts. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const INLINE = new RegExp([
  "(?:\\{[a-z]+\\})?(`+)([^`](?:[\\s\\S]*?[^`])?)\\1(?!`)",  // 1, 2: code, with a role
  "\\[((?:\\\\.|`[^`]*`|[^\\[\\]\\\\`])*)\\]\\(([^()\\s]*(?:\\([^()\\s]*\\)[^()\\s]*)*)\\s*\\)",  // 3, 4: a link
  "<(https?://[^\\s<>]+)>",  // 5: an address
  "\\*\\*(?=\\S)([\\s\\S]+?)\\*\\*",  // 6: strong
  "\\*(?=[^\\s*])([^*]+?)\\*",  // 7: emphasis
  "\\\\([!-/:-@\\[-`{-~])",  // 8: an escaped sign
  "(https?://[^\\s<>()]+[^\\s<>().,;:!?])",  // 9: a bare address
].join("|"), "g");

/** The options that can be linked to, by name. */
let known = new Map();

function optionLink(name, shown) {
  return make("a", { href: "#opt-" + encodeURIComponent(name) }, shown);
}

function link(target, shown) {
  if (/^https?:\/\//i.test(target)) return make("a", { href: target, rel: "noreferrer" }, ...shown);
  if (target.startsWith("#opt-")) {
    const name = target.slice(5);
    return make("a", { href: "#opt-" + name }, ...(shown.length ? shown : [make("code", {}, name)]));
  }
  return make("span", {}, ...(shown.length ? shown : [target.replace(/^#/, "")]));
}

/** Nodes of a line or paragraph. */
function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) nodes.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const [, , code, shown, target, address, strong, emphasis, escaped, bare] = match;
    if (code !== undefined) {
      const element = make("code", {}, code.trim());
      nodes.push(known.has(code.trim()) ? optionLink(code.trim(), element) : element);
    } else if (target !== undefined) nodes.push(link(target, inline(shown)));
    else if (address || bare) nodes.push(link(address || bare, [address || bare]));
    else if (strong !== undefined) nodes.push(make("strong", {}, ...inline(strong)));
    else if (emphasis !== undefined) nodes.push(make("em", {}, ...inline(emphasis)));
    else nodes.push(escaped);
  }
  if (end < text.length) nodes.push(text.slice(end));
  return nodes;
}

const FENCE = /^\s*(```+|~~~+)/;
const ITEM = /^(\s*)([-*+]|\d+[.)])\s+/;

/** Elements of a whole description. */
function blocks(text) {
  return blocksOf(text.replace(/\s+$/, "").split("\n"), 0);
}

function blocksOf(lines, depth) {
  const out = [];
  let open = [];
  const close = () => {
    if (open.length) out.push(make("p", {}, ...inline(open.join("\n"))));
    open = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    const fence = line.match(FENCE);
    const item = line.match(ITEM);
    if (fence) {
      close();
      const code = [];
      const indent = line.match(/^\s*/)[0].length;
      while (++at < lines.length && !lines[at].trim().startsWith(fence[1])) {
        code.push(lines[at].replace(new RegExp(`^\\s{0,${indent}}`), ""));
      }
      out.push(make("pre", { tabindex: "0" }, make("code", {}, code.join("\n"))));
    } else if (/^\s*:::/.test(line)) {
      close();
      const kind = line.replace(/[^A-Za-z]/g, "");
      if (!kind || depth > 8) continue;
      const inner = [];
      for (let nested = 1; ++at < lines.length;) {
        if (/^\s*:::+\s*\{/.test(lines[at])) nested++;
        else if (/^\s*:::+\s*$/.test(lines[at]) && --nested === 0) break;
        inner.push(lines[at]);
      }
      out.push(make("div", { class: "note", role: "note" }, make("b", {}, kind), ...blocksOf(inner, depth + 1)));
    } else if (/^#{1,6} /.test(line)) {
      close();
      out.push(make("h3", {}, ...inline(line.replace(/^#+ /, ""))));
    } else if (item && depth <= 8) {
      close();
      const list = make(/\d/.test(item[2]) ? "ol" : "ul");
      at = items(lines, at, item[1].length, list, depth);
      out.push(list);
    } else if (line.trim() === "") close();
    else open.push(line);
  }
  close();
  return out;
}

/** Reads the items of a list from a line on; answers the last line that belongs to it. */
function items(lines, from, indent, list, depth) {
  let at = from;
  while (at < lines.length) {
    const item = lines[at].match(ITEM);
    if (!item || item[1].length !== indent) break;
    const width = item[0].length;
    const inner = [lines[at].slice(width)];
    at++;
    while (at < lines.length) {
      const line = lines[at];
      const deep = line.match(/^\s*/)[0].length > indent;
      const blank = line.trim() === "";
      if (!deep && (blank ? !/^\s/.test(lines[at + 1] || "") : ITEM.test(line) || inner[inner.length - 1] === "")) break;
      inner.push(blank ? "" : line.replace(new RegExp(`^\\s{0,${width}}`), ""));
      at++;
    }
    const nodes = blocksOf(inner, depth + 1);
    const single = nodes.length === 1 && nodes[0].tagName === "P";
    list.append(make("li", {}, ...(single ? nodes[0].childNodes : nodes)));
    let next = at;
    while (next < lines.length && lines[next].trim() === "") next++;
    const more = (lines[next] || "").match(ITEM);
    if (!more || more[1].length !== indent) break;
    at = next;
  }
  return at - 1;
}
