// WhatsApp's markup, as its own phones show it: *bold*, _italic_, ~struck~, `code`, ```code```, "> quoted",
// "- one of several". A page loads it once it is alive; without it the signs stand in the text.
//
// Nothing that a customer wrote becomes HTML: elements are made here, words go into text nodes.

const STYLES = { "*": "strong", _: "em", "~": "s" };
const INLINE = /`([^`\n]+)`|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\2(?![\p{L}\p{N}])/gu;
const BLOCK = /^(> |[-*] |\d{1,3}\. )(.+)$/;

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** The pieces of one line. */
function inline(text) {
  const pieces = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    const [whole, code, sign, inside] = found;
    pieces.push(text.slice(from, found.index));
    pieces.push(code ? element("code", "", code) : element(STYLES[sign], "", ...inline(inside)));
    from = found.index + whole.length;
  }
  return [...pieces, text.slice(from)].filter((piece) => piece !== "");
}

function line(text) {
  const [, sign, rest] = text.match(BLOCK) ?? [];
  if (sign === "> ") return [element("span", "marked quoted", ...inline(rest))];
  if (sign) {
    const mark = /\d/.test(sign) ? sign : "• ";
    return [element("span", "marked item", mark, ...inline(rest))];
  }
  return inline(text);
}

/** The pieces of a text. Lines that stand as blocks need no line end between them. */
function pieces(text) {
  return text.split(/```([^`]+)```/).flatMap((part, place) => {
    if (place % 2 === 1) return [element("code", part.includes("\n") ? "marked" : "", part.trim())];
    const all = [];
    for (const next of part.split("\n")) {
      const made = line(next);
      const blocks = [all.at(-1), made[0]].some((piece) => piece?.classList?.contains("marked"));
      if (all.length > 0 && !blocks) all.push("\n");
      all.push(...(made.length > 0 ? made : [""]));
    }
    return all;
  });
}

/** The same if anything of it is marked up, else nothing. */
function marked(text) {
  if (!/[*_~`]|^(> |[-*] |\d{1,3}\. )/m.test(text)) return undefined;
  const made = pieces(text);
  return made.some((piece) => typeof piece !== "string") ? made : undefined;
}

/** What was written stays in the page, unseen: the page changes it if the customer does. */
function dress(words) {
  const raw = words.querySelector(":scope > .raw");
  const text = (raw ?? words).textContent;
  if (words.dataset.marked === text) return;
  words.dataset.marked = text;
  const made = marked(text);
  if (!raw && !made) return;
  const kept = raw ?? element("span", "raw", ...words.childNodes);
  kept.hidden = true;
  words.replaceChildren(kept, ...(made ?? [text]));
}

/** How the draft will look, once something of it is marked up. */
function preview() {
  const field = document.getElementById("reply");
  const made = field && marked(field.value);
  let shown = document.querySelector(".markup-preview");
  if (!made) return shown?.remove();
  shown ??= element("p", "markup-preview words");
  shown.setAttribute("aria-hidden", "true");
  shown.replaceChildren(...made);
  if (field.previousElementSibling !== shown) field.before(shown);
}

const { style } = JSON.parse(document.getElementById("late").textContent);
const link = element("link", "");
// Whatever comes after looks right from its first moment.
await new Promise((done) => {
  Object.assign(link, { rel: "stylesheet", href: style, onload: done, onerror: done });
  document.head.append(link);
});

let asked = false;

function look() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    document.querySelectorAll(".line .words").forEach(dress);
    preview();
  });
}

new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true });
addEventListener("input", look);
// What was rendered on the server is taken over by then.
setTimeout(look);
