// What one does to one message: a menu beside each, the quote above the composer, the way to what is no
// text, and the sign that somebody types. A page loads it once it is alive; the thread works without. Its
// style is in late.css.

const EMOJIS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
/** How often the desk is told that somebody goes on typing, in milliseconds. */
const TYPING = 20_000;

const words = JSON.parse(document.getElementById("late").textContent);

/** The ticket that is open. */
const ticket = () => location.pathname.match(/^\/inbox\/(\d+)$/)?.[1];
/** The message that the draft answers stands beside the draft: see `app/src/inbox/draft.rs`. */
const key = () => `quote:${ticket()}`;

/** A browser that refuses storage quotes nothing. */
function quoted() {
  try {
    return sessionStorage.getItem(key()) ?? "";
  } catch {
    return "";
  }
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

const button = (attributes, ...children) => element("button", { type: "button", ...attributes }, ...children);

async function post(path, fields) {
  const body = new URLSearchParams(fields);
  return fetch(`/inbox/${ticket()}/${path}`, { method: "POST", body }).catch(() => undefined);
}

/** A button beside each message that can be answered. */
function offerMenus() {
  for (const line of document.querySelectorAll(".thread .line[data-message]:not(.soft, .offers)")) {
    line.classList.add("offers");
    const names = { "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": words.menu, title: words.menu };
    line.append(button({ class: "message-menu", ...names }));
  }
}

/** What the draft answers, above it; and the way to what is no text. */
function dressComposer() {
  const composer = document.querySelector("form.composer");
  if (!composer || !ticket()) return;
  if (!composer.querySelector(".say-more")) {
    const link = { class: "icon-button say-more", rel: "external", "aria-label": words.more, title: words.more };
    composer.querySelector(".send")?.after(element("a", { ...link, href: `/compose/${ticket()}` }));
  }
  const message = quoted();
  const shown = composer.querySelector(".quoting");
  if ((shown?.dataset.of ?? "") === message) return;
  shown?.remove();
  const more = composer.querySelector(".say-more");
  if (more) more.href = `/compose/${ticket()}${message && `?reply_to=${encodeURIComponent(message)}`}`;
  if (!message) return;
  const off = button({ class: "icon-button quote-off", "aria-label": words.without, title: words.without });
  off.addEventListener("click", () => quote(""));
  const line = document.querySelector(`[data-message="${CSS.escape(message)}"]`);
  const said = (line?.querySelector(".raw") ?? line?.querySelector(".words, .kind"))?.textContent ?? words.unseen;
  const text = element("blockquote", { class: "quote", dir: "auto" }, said.slice(0, 120));
  const label = element("span", { class: "heard" }, words.answers);
  composer.prepend(element("div", { class: "quoting", "data-of": message }, label, text, off));
}

function quote(message) {
  if (message) sessionStorage.setItem(key(), message);
  else sessionStorage.removeItem(key());
  dressComposer();
  document.getElementById("reply")?.focus();
}

async function react(menu, message, emoji) {
  const answer = await post("reaction", { message, emoji, id: crypto.randomUUID?.() ?? "" });
  if (answer?.ok) return close(true);
  const why = answer?.status === 422 ? await answer.text() : words.unreachable;
  menu.querySelector("[role=alert]").replaceChildren(why);
}

let opened;

function close(back) {
  if (!opened) return;
  const { menu, by } = opened;
  opened = undefined;
  menu.remove();
  by.setAttribute("aria-expanded", "false");
  if (back) by.focus();
}

function open(by) {
  close();
  const line = by.closest(".line");
  const { message } = line.dataset;
  const items = element("div", { role: "menu", "aria-label": words.menu });
  const menu = element("div", { class: "message-actions" }, items, element("p", { role: "alert" }));
  const item = (label, inside, act) => {
    const made = button({ role: "menuitem", "aria-label": label, class: "button small" }, inside);
    made.addEventListener("click", act);
    items.append(made);
  };
  item(words.reply, words.reply, () => (close(), quote(message)));
  // Only what a customer wrote can be reacted to.
  if (line.classList.contains("theirs")) {
    for (const emoji of EMOJIS) item(`${words.react} ${emoji}`, emoji, () => react(menu, message, emoji));
    item(words.takeBack, words.takeBack, () => react(menu, message, ""));
  }
  by.after(menu);
  by.setAttribute("aria-expanded", "true");
  opened = { menu, by };
  items.firstElementChild.focus();
}

addEventListener("click", ({ target }) => {
  const by = target.closest?.(".message-menu");
  if (by && by !== opened?.by) open(by);
  else if (by || !target.closest?.(".message-actions")) close();
});

addEventListener("keydown", (event) => {
  if (!opened?.menu.contains(document.activeElement)) return;
  const items = [...opened.menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Escape") close(true);
  else if (event.key === "Tab") return close();
  else if (to !== undefined) items.at(to % items.length).focus();
  else return;
  event.preventDefault();
});

let typed = { ticket: undefined, at: 0 };

addEventListener("input", ({ target }) => {
  if (target.id !== "reply" || target.value.trim() === "") return;
  const now = Date.now();
  // With its first character, another answer begins.
  const goesOn = target.value.length > 1 && typed.ticket === ticket();
  if (goesOn && now - typed.at < TYPING) return;
  typed = { ticket: ticket(), at: now };
  post("typing", {});
});

let asked = false;

/** Whatever the page shows now is dressed once before it is painted. */
function dress() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    offerMenus();
    dressComposer();
  });
}

new MutationObserver(dress).observe(document.body, { childList: true, subtree: true });
// What was rendered on the server is taken over by then.
setTimeout(dress);
