// Whoever has only a page open that is never brought to life is there all the same, and hears of what
// can't wait. The page works without this.

const LONGEST_PAUSE = 30_000;
let pause = 1_000;

function connect() {
  const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/live`);
  // Of all that happens, a page like this shows only alarms; "resync" is said after each connection.
  socket.onmessage = ({ data }) => {
    pause = 1_000;
    if (data === '"resync"' || data.includes('"alarmed":')) refresh();
  };
  socket.onclose = () => {
    setTimeout(connect, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  };
}

let asked = 0;

/** One question at a time, and another after it if there was more meanwhile. */
async function refresh() {
  asked += 1;
  if (asked > 1) return;
  while (asked > 0) {
    const before = asked;
    const answer = await fetch("/alerts").catch(() => undefined);
    if (answer?.ok) show(await answer.text());
    asked -= before;
  }
}

/** Shows them as they are now, open if there is another one. */
function show(html) {
  const before = document.querySelector(".alerts");
  if (!before) return;
  const rows = (alerts) => [...alerts.querySelectorAll(".alert")].map((row) => row.textContent);
  const known = rows(before);
  before.insertAdjacentHTML("afterend", html);
  const now = before.nextElementSibling;
  now.open = before.open || rows(now).some((row) => !known.includes(row));
  before.remove();
}

/** Puts an alert away, or all of them. */
async function dismiss(button) {
  const link = button.closest(".alert")?.querySelector("a");
  const tickets = link ? [Number(link.pathname.split("/")[2])] : [];
  const away = JSON.stringify({ away: { tickets, all: !link } });
  const headers = { "content-type": "application/json" };
  await fetch("/fn/alerts", { method: "POST", headers, body: away }).catch(() => undefined);
  refresh();
}

addEventListener("click", ({ target }) => {
  const button = target.closest?.(".alerts button");
  if (button) dismiss(button);
});

connect();
