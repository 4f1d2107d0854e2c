// Puts the tools for files beside the composer: choose, drop, paste, record. What a chosen file needs is in
// tray.js, what a voice needs in recorder.js; each is loaded when it is needed.

const about = document.getElementById("enclosing");
const words = JSON.parse(about.dataset.words);
const limits = JSON.parse(about.dataset.limits);

document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: about.dataset.style }));

/** The trays of tickets, as they were left: one comes back with its ticket. */
const trays = new Map();

/** A button with an icon alone, which its label explains. */
function iconButton(icon, label) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "icon-button", title: label, ariaLabel: label });
  button.innerHTML = `<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-${icon}"></use></svg>`;
  return button;
}

function furnish() {
  for (const place of document.querySelectorAll(".composer .enclosing:empty")) {
    const chooser = Object.assign(document.createElement("input"), { type: "file", multiple: true, hidden: true });
    chooser.tabIndex = -1;
    chooser.addEventListener("change", () => {
      take(place, [...chooser.files]);
      chooser.value = "";
    });
    const clip = iconButton("clip", words.enclose);
    clip.addEventListener("click", () => chooser.click());
    place.append(chooser, clip);
    if (navigator.mediaDevices?.getUserMedia && window.MediaRecorder) {
      const microphone = iconButton("microphone", words.record);
      microphone.addEventListener("click", () => record(place, microphone));
      place.append(microphone);
    }
    trays.get(place.dataset.ticket)?.moveTo(place);
  }
}

/** The tray of the ticket whose composer has this place. */
async function trayOf(place) {
  const { Tray } = await import(about.dataset.tray);
  const { ticket } = place.dataset;
  if (!trays.has(ticket)) trays.set(ticket, new Tray(ticket, { words, limits, iconButton }));
  const tray = trays.get(ticket);
  tray.moveTo(place);
  return tray;
}

async function take(place, files) {
  if (files.length > 0) (await trayOf(place)).take(files);
}

async function record(place, microphone) {
  microphone.disabled = true;
  try {
    const { record } = await import(about.dataset.recorder);
    const file = await record(place, { words, iconButton });
    if (file) (await trayOf(place)).sendVoice(file);
  } catch {
    (await trayOf(place)).say(words.noMicrophone);
  } finally {
    microphone.disabled = false;
    if (place.isConnected) microphone.focus();
  }
}

/** The place for files of the thread that is open, if its reader may answer. */
const here = () => document.querySelector(".composer .enclosing");

/** The tray with files that wait for a word, if `within` is its composer or something in it. */
function waiting(within) {
  const place = within.closest?.(".composer")?.querySelector(".enclosing");
  const tray = place && trays.get(place.dataset.ticket);
  return tray?.isWaiting ? tray : undefined;
}

// The words go with the files: before the composer sends them alone.
const instead = (event, tray) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  tray.send();
};
document.addEventListener("submit", (event) => {
  const tray = waiting(event.target);
  if (tray) instead(event, tray);
}, { capture: true });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches?.("textarea")) return;
  const tray = waiting(event.target);
  if (tray) instead(event, tray);
}, { capture: true });

// Copied from a table or a text, there is a picture too, and nobody means it.
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  const elsewhere = event.target.closest?.("input, select, textarea:not(.composer textarea)");
  const place = here();
  if (!place || elsewhere || files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
  event.preventDefault();
  take(place, files);
});

const bringsFiles = (event) => event.dataTransfer?.types.includes("Files");
let sign;

function showSign(place) {
  if (sign?.isConnected) return;
  sign = Object.assign(document.createElement("div"), { className: "drop-here", textContent: words.drop });
  place.append(sign);
}

document.addEventListener("dragover", (event) => {
  if (!bringsFiles(event)) return;
  // Dropped beside it, a file would open instead of the page.
  event.preventDefault();
  const place = event.target.closest?.(".talk") && here();
  event.dataTransfer.dropEffect = place ? "copy" : "none";
  if (place) showSign(place);
  else sign?.remove();
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) sign?.remove();
});
document.addEventListener("drop", (event) => {
  if (!bringsFiles(event)) return;
  event.preventDefault();
  sign?.remove();
  const place = event.target.closest?.(".talk") && here();
  if (place) take(place, [...event.dataTransfer.files]);
});

addEventListener("beforeunload", (event) => {
  if ([...trays.values()].some((tray) => tray.isBusy)) event.preventDefault();
});

new MutationObserver(furnish).observe(document.body, { childList: true, subtree: true });
furnish();
