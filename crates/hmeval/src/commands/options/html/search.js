// Finds options. Names in which all words stand come first, then descriptions in which they do. Where there are none:
// names with a mistake, then names in which the letters come in this order.

const isCapital = (code) => code >= 65 && code <= 90;
const isWord = (code) => isCapital(code) || (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** Whether a word begins at a place of a name: behind a sign, or at a capital letter. */
function startsWord(name, at) {
  if (at === 0) return true;
  const before = name.charCodeAt(at - 1);
  return !isWord(before) || (isCapital(name.charCodeAt(at)) && !isCapital(before));
}

/** How badly a word fits a name, 0 the least; -1 if it is not in it. */
function literalCost(name, lower, word) {
  let best = -1;
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    const end = at + word.length;
    const first = at === 0 || lower[at - 1] === ".";
    const last = end === lower.length || lower[end] === ".";
    let cost = 400;
    if (first && last) cost = end - at === lower.length ? 0 : 100;
    else if (startsWord(name, at)) cost = end === lower.length || startsWord(name, end) ? 200 : 300;
    if (best < 0 || cost < best) best = cost;
    if (best <= 100) break;
  }
  return best;
}

/** How badly scattered letters fit; -1 if they are not there, or too far from each other. */
function scatteredCost(name, lower, word) {
  let at = -1;
  let cost = 0;
  for (const letter of word) {
    let next = lower.indexOf(letter, at + 1);
    if (next < 0) return -1;
    if (next !== at + 1) {
      // Rather the next word that begins with it, if there is one.
      for (let other = next; other >= 0; other = lower.indexOf(letter, other + 1)) {
        if (startsWord(name, other)) { next = other; cost -= 2; break; }
      }
      cost += 3;
    }
    at = next;
  }
  return cost > 2 * word.length ? -1 : cost + 50;
}

/** Whether one change makes the same of two texts: a letter more or less, another one, two exchanged. */
function withinOneEdit(left, right) {
  const [long, short] = left.length >= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && long[at] === short[at]) at++;
  if (long.length > short.length) return long.slice(at + 1) === short.slice(at);
  if (long.slice(at + 1) === short.slice(at + 1)) return true;
  return long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2);
}

/** How badly a word with a mistake fits: it must be a part of the path, or several. */
function typoCost(name, lower, word) {
  if (word.length < 4) return lower.includes(word) ? 0 : -1;
  const parts = lower.split(".");
  const count = word.split(".").length;
  for (let at = 0; at + count <= parts.length; at++) {
    if (withinOneEdit(word, parts.slice(at, at + count).join("."))) return parts.length;
  }
  return lower.includes(word) ? 0 : -1;
}

/** The options that all words fit, best first. `options` have `name`, `lower`, `text` (of the description, small). */
function find(options, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const found = [];
  const total = (cost) => (option) => {
    let sum = 0;
    for (const word of words) {
      const one = cost(option.name, option.lower, word);
      if (one < 0) return -1;
      sum += one;
    }
    return sum;
  };
  const collect = (cost) => {
    for (const option of options) {
      const sum = cost(option);
      if (sum >= 0) found.push([sum, option]);
    }
  };
  collect(total(literalCost));
  const names = new Set(found.map(([, option]) => option));
  collect((option) => {
    const fits = !names.has(option) && words.every((word) => option.text.includes(word) || option.lower.includes(word));
    return fits ? 10000 : -1;
  });
  if (found.length === 0) collect(total(typoCost));
  if (found.length === 0) collect(total(scatteredCost));
  found.sort(([left, a], [right, b]) => left - right || a.parts - b.parts || a.lower.length - b.lower.length || a.index - b.index);
  return found.map(([, option]) => option);
}
