// From a customer's message to an agent's reply, with everybody at their own browser and
// nobody reloading; and what becomes of a page whose line to the server breaks.

import { said, visit } from "../people/page.ts";
import { expect, type Member, test } from "../people/test.ts";
import { seenTicks, watchTicks } from "../people/ticks.ts";

/** What the browser complains of while the server is away. */
const away = /ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET|ERR_NETWORK_CHANGED|WebSocket/;

test("a customer writes, the team sees it at once, answers and settles it", async ({ arrive, phone }) => {
  const [ada, berta] = [await arrive("Agent"), await arrive("Supervisor")];
  await ada.goTo("/inbox");
  await berta.goTo("/board");
  const laia = await phone("Laia Ferrer");

  await test.step("what the customer writes stands on the list, in the thread and on the board, once", async () => {
    await ada.open("Laia Ferrer");
    for (const text of ["Hola de nou", "Som quatre", "Arribem a les 9"]) await laia.write(text);
    await expect(ada.bubble("Arribem a les 9")).toHaveCount(1);
    await expect(ada.bubbles.locator(".words")).toHaveText([
      /quatre bicis/,
      "I cascos per a tots",
      "Hola de nou",
      "Som quatre",
      "Arribem a les 9",
    ]);
    await expect(ada.row("Laia Ferrer")).toHaveCount(1);
    await expect(ada.tickets.locator("li[data-number]").first()).toContainText("Arribem a les 9");
    await expect(berta.card("Open", "Laia Ferrer")).toHaveCount(1);
    await expect(berta.card("Open", "Laia Ferrer")).toContainText("Arribem a les 9");
  });

  await test.step("who takes it is seen by the others", async () => {
    await ada.action("Assign to me").click();
    await expect(berta.card("Open", "Laia Ferrer")).toContainText(ada.name);
    await expect(ada.row("Laia Ferrer")).toContainText(ada.name);
  });

  await test.step("the answer reaches the phone, and its ticks come back", async () => {
    await laia.lookAway();
    await watchTicks(ada.thread);
    await ada.reply("Cap problema, us esperem");
    await expect(berta.card("Waiting", "Laia Ferrer")).toContainText("Cap problema");
    await expect.poll(() => seenTicks(ada.thread)).toContain("delivered");
    await laia.look();
    await expect(laia.bubble("Cap problema, us esperem")).toHaveCount(1);
    await expect.poll(() => seenTicks(ada.thread)).toContain("read");
    const steps = (await seenTicks(ada.thread)).filter((step) => ["sent", "delivered", "read"].includes(step));
    expect(steps).toEqual(["sent", "delivered", "read"]);
    await expect(berta.card("Waiting", "Laia Ferrer").locator("[data-progress]")).toHaveAttribute("data-progress", "read");
  });

  await test.step("what is settled leaves the list and moves on the board", async () => {
    await ada.action("Resolve").click();
    await expect(ada.status).toHaveText("Resolved");
    await expect(ada.row("Laia Ferrer")).toHaveCount(0);
    await expect(berta.card("Resolved lately", "Laia Ferrer")).toHaveCount(1);
    await expect(berta.card("Waiting", "Laia Ferrer")).toHaveCount(0);
  });

  await test.step("a customer who writes again opens it again", async () => {
    await laia.write("I portem casc propi");
    await expect(ada.status).toHaveText("Open");
    await expect(berta.card("Open", "Laia Ferrer")).toContainText("I portem casc propi");
    await expect(ada.happenings.last()).toContainText("The customer wrote again");
  });
});

test("two people with the same thread open see each other's doing at once", async ({ arrive }) => {
  const [ada, berta] = [await arrive("Agent"), await arrive("Supervisor")];
  for (const member of [ada, berta]) {
    await member.goTo("/inbox");
    await member.open("Grace Adeyemi");
  }
  await berta.action("Assign to me").click();
  await expect(ada.happenings.last()).toContainText(`${berta.name} took it`);
  await expect(ada.choice("Owner").locator("option:checked")).toContainText(berta.name);
  await berta.reply("I am checking with my colleague.");
  await expect(ada.bubble("I am checking with my colleague.")).toContainText(berta.name);
  await ada.action("Resolve").click();
  await expect(berta.status).toHaveText("Resolved");
  await expect(berta.action("Reopen")).toBeVisible();
});

test("beside a colleague who gets a ticket stands where they are, unless they are there", async ({ arrive }) => {
  const [ada, berta] = [await arrive("Agent"), await arrive("Supervisor")];
  await berta.goTo("/board");
  await ada.goTo("/inbox");
  const choice = (name: string) => ada.choice("Owner").locator("option").filter({ hasText: name });
  await ada.open("Rubén Castaño");
  await expect(choice(berta.name)).toHaveText(berta.name);
  await expect(choice(ada.name)).toHaveText(ada.name);
  await expect(choice("Álvaro Cid")).toHaveText("Álvaro Cid · offline");
  await berta.say("on_a_break");
  await ada.open("Montserrat Vila");
  await expect(choice(berta.name)).toHaveText(`${berta.name} · on a break`);
  await berta.say("available");
});

test("a reader further up is not pulled down, but told", async ({ arrive, phone }) => {
  const ada = await arrive("Agent", { viewport: { width: 1280, height: 480 } });
  await ada.goTo("/inbox");
  const oriol = await phone("Oriol Bastida");
  await ada.open("Oriol Bastida");
  for (const text of ["Un", "Dos", "Tres", "Quatre", "Cinc", "Sis"]) await oriol.write(`Pregunta ${text}`);
  await expect(ada.bubble("Pregunta Sis")).toBeInViewport();
  await ada.bubbles.first().scrollIntoViewIfNeeded();
  await oriol.write("I una més");
  await expect(ada.page.getByRole("button", { name: "1 new message" })).toBeVisible();
  await expect(ada.bubble("I una més")).not.toBeInViewport();
  await ada.page.getByRole("button", { name: "1 new message" }).click();
  await expect(ada.bubble("I una més")).toBeInViewport();
});

/** The page says what a freshly loaded one says. */
async function likeFresh(member: Member, page: import("@playwright/test").Page): Promise<void> {
  await visit(page, member.page.url());
  const fresh = await said(page);
  await expect.poll(() => said(member.page)).toBe(fresh);
}

test("a page that lost its line keeps the draft, and comes back as if freshly loaded", async ({
  arrive,
  phone,
  browserConsole,
}) => {
  browserConsole.foresee(away);
  const [ada, berta] = [await arrive("Agent"), await arrive("Supervisor")];
  await ada.goTo("/inbox");
  await ada.open("Rubén Castaño");
  await ada.composer.fill("Con 1,92 te irá bien");
  const ruben = await phone("Rubén Castaño");
  const grace = await phone("Grace Adeyemi");

  await ada.page.context().setOffline(true);
  await expect(ada.line).not.toHaveAttribute("data-state", "live", { timeout: 45_000 });
  await ada.thread.getByRole("button", { name: "Send" }).click();
  await expect(ada.page.getByRole("alert").filter({ hasText: "The server can't be reached." })).toBeVisible();
  await expect(ada.composer).toHaveValue("Con 1,92 te irá bien");
  await ruben.write("¿Sigue ahí?");
  await grace.write("Any news?");
  await berta.goTo("/inbox");
  await berta.open("Rubén Castaño");
  await berta.action("Assign to me").click();
  await expect(berta.happenings.last()).toContainText("took it");

  await ada.page.context().setOffline(false);
  await ada.connected();
  await expect(ada.bubble("¿Sigue ahí?")).toHaveCount(1);
  await expect(ada.composer).toHaveValue("Con 1,92 te irá bien");
  await likeFresh(ada, await ada.page.context().newPage());
  await ada.thread.getByRole("button", { name: "Send" }).click();
  await expect(ruben.bubble("Con 1,92 te irá bien")).toHaveCount(1);
  await expect(ada.composer).toHaveValue("");
});

test("pages outlive the server: it comes back, and they are whole", async ({
  arrive,
  phone,
  practice,
  browserConsole,
}) => {
  browserConsole.foresee(away);
  const [ada, berta] = [await arrive("Agent"), await arrive("Supervisor")];
  await ada.goTo("/inbox");
  await ada.open("Montserrat Vila");
  await ada.composer.fill("Ho estem mirant");
  await berta.goTo("/board");

  await practice.restart(async () => {
    await expect(ada.line).toHaveAttribute("data-state", /reconnecting|offline/, { timeout: 30_000 });
    await expect(ada.line).toContainText("reconnecting");
  });
  await ada.connected();
  await berta.connected();
  const montserrat = await phone("Montserrat Vila");
  await montserrat.write("Encara hi sou?");
  await expect(ada.bubble("Encara hi sou?")).toHaveCount(1);
  await expect(berta.card("Open", "Montserrat Vila")).toContainText("Encara hi sou?");
  await expect(ada.composer).toHaveValue("Ho estem mirant");
  await likeFresh(ada, await ada.page.context().newPage());
  await likeFresh(berta, await berta.page.context().newPage());
});
