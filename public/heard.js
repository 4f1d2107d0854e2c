// How long ago WhatsApp last brought something, and whether that is too long: on the dot that tells how
// the line stands, by pointer, by keyboard and to screen readers. A page loads it once it is alive, and one
// that is never brought to life gets its dot from here. The page works without this.

const PAUSE = 60_000;
const SVG = "http://www.w3.org/2000/svg";

/** The dot of this page. */
function dot() {
  const known = document.querySelector(".line-state");
  if (known) return known;
  const made = document.createElement("div");
  made.className = "line-state";
  made.setAttribute("role", "img");
  const icon = document.createElementNS(SVG, "svg");
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", "#i-dot");
  icon.append(use);
  made.append(icon);
  document.querySelector(".rail .me")?.before(made);
  return made;
}

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch("/heard").catch(() => undefined);
  const told = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  if (!told) return;
  const shown = dot();
  // Of a page with a line of its own, that one knows how it stands.
  shown.dataset.state ??= "live";
  shown.tabIndex = 0;
  shown.title = told.words;
  shown.setAttribute("aria-label", told.words);
  shown.toggleAttribute("data-silent", told.silent);
}

setInterval(refresh, PAUSE);
document.addEventListener("visibilitychange", refresh);
for (const kind of ["pointerover", "focusin"]) {
  addEventListener(kind, ({ target, relatedTarget }) => {
    const over = target.closest?.(".line-state");
    if (over && !over.contains(relatedTarget)) refresh();
  });
}
refresh();
