// What a bubble leads to and lets one take along: the message that a quote is of, and numbers and addresses to
// copy. A page loads it once it is alive; the thread can be read without. Its style is in late.css.

/** How often older messages are asked for in search of one. */
const STEPS = 40;

const line = (message) => document.querySelector(`.thread .line[data-message="${CSS.escape(message)}"]`);

/** Something in the page changed, or nothing did for a while. */
const change = () =>
  new Promise((done) => {
    const end = () => {
      clearTimeout(waiting);
      observer.disconnect();
      done();
    };
    const waiting = setTimeout(end, 3_000);
    const observer = new MutationObserver(end);
    observer.observe(document.body, { childList: true, subtree: true });
  });

/** Shows the message, however far up it stands. */
async function seek(message) {
  for (let step = 0; !line(message) && step < STEPS; step += 1) {
    const more = document.querySelector(".lines > .more");
    if (!more) return;
    more.click();
    await change();
  }
  const found = line(message);
  if (!found) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  found.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  found.classList.add("sought");
  setTimeout(() => found.classList.remove("sought"), 2_000);
}

// Before the page's own router, which would go to the top.
addEventListener(
  "click",
  (event) => {
    const quote = event.target.closest?.(".quote a[data-of]");
    const aside = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!quote || aside || quote.pathname !== location.pathname) return;
    event.preventDefault();
    event.stopPropagation();
    seek(quote.dataset.of);
  },
  { capture: true },
);

addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), 2_000);
});

/** Only a page that came over a safe line may copy. */
function offerCopies() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
}

/** The message that is looked for once its thread is here, and the ticket that it is in. */
let wanted;

function want({ pathname, hash }) {
  const [, ticket] = pathname.match(/^\/inbox\/(\d+)$/) ?? [];
  if (ticket && hash) wanted = { ticket, message: decodeURIComponent(hash.slice(1)) };
}

/** Whether the thread of that ticket is what the page shows: the one before it stands until it is there. */
const shows = (ticket) => document.querySelector(".talk-head .number")?.textContent === `#${ticket}`;

let asked = false;

function look() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    offerCopies();
    if (!wanted || !shows(wanted.ticket)) return;
    const { message } = wanted;
    wanted = undefined;
    seek(message);
  });
}

new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
// The page's router goes to another ticket without loading a page.
addEventListener("click", ({ target }) => {
  const quote = target.closest?.(".quote a[data-of]");
  if (quote) want(quote);
});
want(location);
// What was rendered on the server is taken over by then.
setTimeout(look);
