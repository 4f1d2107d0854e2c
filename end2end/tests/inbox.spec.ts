// The inbox: views, list, thread, composer, what can be done with a ticket.

import { awakened } from "../people/page.ts";
import { expect, type Member, test } from "../people/test.ts";

/** The number beside a view's name. */
async function count(member: Member, view: string): Promise<number> {
  const text = await member.view(view).locator(".count").innerText();
  return Number(text.replaceAll(/\D/g, ""));
}

test("every view lists the tickets that it counts", async ({ arrive }) => {
  const ada = await arrive("Agent");
  for (const view of ["Open", "Mine", "Unassigned", "Waiting", "Snoozed", "Resolved"]) {
    await ada.view(view).click();
    await expect(ada.view(view)).toHaveAttribute("aria-current", "page");
    await expect(ada.tickets.locator("li[data-number]")).toHaveCount(await count(ada, view));
  }
});

test("a ticket opens beside the list, with who it is and what was said", async ({ arrive }) => {
  const ada = await arrive("Agent");
  await ada.open("Laia Ferrer");
  await expect(ada.row("Laia Ferrer").getByRole("link")).toHaveAttribute("aria-current", "true");
  await expect(ada.bubbles.first()).toContainText("Per dissabte voldríem llogar quatre bicis");
  await expect(ada.bubbles.last()).toContainText("I cascos per a tots");
  await expect(ada.page.getByRole("complementary", { name: "Details" })).toContainText("+34600555005");
  await expect(ada.thread.getByText("Window open: free until")).toBeVisible();
  await expect(ada.page).toHaveTitle(/^#\d+ Laia Ferrer · Bústia$/);
});

test("a ticket that somebody looked at counts as read, also after a reload", async ({ arrive }) => {
  const ada = await arrive("Agent");
  await expect(ada.row("Aina Roig")).toContainText("1 unread");
  await ada.open("Aina Roig");
  await expect(ada.row("Aina Roig")).not.toContainText("unread");
  await ada.goTo("/inbox");
  await expect(ada.row("Aina Roig")).not.toContainText("unread");
});

test("j and k go from ticket to ticket, and not while something is written", async ({ arrive }) => {
  const ada = await arrive("Agent");
  await ada.connected();
  const rows = ada.tickets.locator("li[data-number]").getByRole("link");
  await ada.page.keyboard.press("j");
  await expect(rows.nth(0)).toHaveAttribute("aria-current", "true");
  await ada.page.keyboard.press("j");
  await expect(rows.nth(1)).toHaveAttribute("aria-current", "true");
  await ada.page.keyboard.press("k");
  await expect(rows.nth(0)).toHaveAttribute("aria-current", "true");
  await ada.composer.fill("");
  await ada.composer.press("j");
  await expect(ada.composer).toHaveValue("j");
  await expect(rows.nth(0)).toHaveAttribute("aria-current", "true");
});

test("n takes whatever waits first, and opens it", async ({ arrive }) => {
  const ada = await arrive("Agent");
  await ada.connected();
  const mine = await count(ada, "Mine");
  await expect(ada.page.getByRole("button", { name: "Take next" })).toBeVisible();
  await ada.page.keyboard.press("n");
  await expect(ada.page).toHaveURL(/\/inbox\/\d+/);
  await expect(ada.composer).toBeVisible();
  await expect(ada.thread.getByRole("button", { name: "Assign to me" })).toBeHidden();
  await expect.poll(() => count(ada, "Mine")).toBe(mine + 1);
});

test("o takes it back that a goodbye left the ticket resolved", async ({ arrive, phone }) => {
  const ada = await arrive("Agent");
  await ada.open("Laia Ferrer");
  const laia = await phone("Laia Ferrer");
  await ada.action("Resolve").click();
  await expect(ada.status).toHaveText("Resolved");
  await laia.write("gràcies");
  await expect(ada.bubble("gràcies")).toHaveCount(1);
  await expect(ada.status).toHaveText("Resolved");
  await ada.page.keyboard.press("o");
  await expect(ada.status).toHaveText("Open");
  await expect(ada.happenings.last()).toContainText("reopened");
});

test("the browser's way back leads through the tickets that were open", async ({ arrive }) => {
  const ada = await arrive("Agent");
  await ada.open("Grace Adeyemi");
  await ada.open("Rubén Castaño");
  await ada.page.goBack();
  await expect(ada.thread.getByRole("heading", { level: 1 })).toContainText("Grace Adeyemi");
  await ada.page.goForward();
  await expect(ada.thread.getByRole("heading", { level: 1 })).toContainText("Rubén Castaño");
});

test("what is decided about a ticket is told in its thread", async ({ arrive }) => {
  const ada = await arrive("Agent");
  await ada.open("Gerard Montaner");
  await ada.choice("Priority").selectOption({ label: "High" });
  await expect(ada.happenings.last()).toContainText(`${ada.name} set the priority: High`);
  await expect(ada.row("Gerard Montaner")).toContainText("High");

  await ada.choice("Owner").selectOption({ label: "Nobody" });
  await expect(ada.happenings.last()).toContainText(`${ada.name} left it to nobody`);
  await ada.action("Assign to me").click();
  await expect(ada.happenings.last()).toContainText(`${ada.name} took it`);
  await expect(ada.choice("Owner")).toHaveValue(/.+/);
  await expect(ada.action("Assign to me")).toHaveCount(0);

  await ada.choice("Snooze").selectOption({ label: "3 hours" });
  await expect(ada.happenings.last()).toContainText(`${ada.name} snoozed it until`);
  await expect(ada.status).toHaveText("Snoozed");

  await ada.action("Resolve").click();
  await expect(ada.happenings.last()).toContainText(`${ada.name} resolved it`);
  await expect(ada.status).toHaveText("Resolved");
  await ada.action("Reopen").click();
  await expect(ada.happenings.last()).toContainText(`${ada.name} reopened it`);
  await expect(ada.status).toHaveText("Open");
});

test("Enter sends, Shift and Enter makes a new line, and nothing is not sent", async ({ arrive }) => {
  const ada = await arrive("Agent");
  await ada.open("Hannah Whitfield");
  await expect(ada.thread.getByRole("button", { name: "Send" })).toBeDisabled();
  const before = await ada.bubbles.count();
  await ada.composer.pressSequentially("Of course.");
  await ada.composer.press("Shift+Enter");
  await ada.composer.pressSequentially("A lock is included.");
  await ada.composer.press("Enter");
  await expect(ada.bubbles).toHaveCount(before + 1);
  await expect(ada.bubbles.last().locator(".words")).toHaveText("Of course.\nA lock is included.", { useInnerText: true });
  await expect(ada.bubbles.last()).toContainText(ada.name);
  await expect(ada.composer).toHaveValue("");
  await expect(ada.status).toHaveText("Waiting");
});

test("two clicks on send make one message", async ({ arrive, phone }) => {
  const ada = await arrive("Agent");
  await ada.open("Emily Castellan");
  await ada.composer.fill("We are asking the courier now.");
  await ada.thread.getByRole("button", { name: "Send" }).dblclick();
  await expect(ada.composer).toHaveValue("");
  await ada.reply("You will hear from us today.");
  await expect(ada.bubble("We are asking the courier now.")).toHaveCount(1);

  const emily = await phone("Emily Castellan");
  await expect(emily.bubble("You will hear from us today.")).toHaveCount(1);
  await expect(emily.bubble("We are asking the courier now.")).toHaveCount(1);
});

test("a draft stays with its ticket: through other tickets and through a reload", async ({ arrive }) => {
  const ada = await arrive("Agent");
  await ada.open("Carmen Ortega");
  await ada.composer.fill("Estamos en ello");
  await ada.open("Oriol Bastida");
  await expect(ada.composer).toHaveValue("");
  await ada.open("Carmen Ortega");
  await expect(ada.composer).toHaveValue("Estamos en ello");
  await awakened(ada.page, () => ada.page.reload());
  await expect(ada.composer).toHaveValue("Estamos en ello");
});

test("a guest reads, and is offered nothing else", async ({ arrive }) => {
  const guest = await arrive("Guest");
  await guest.open("Pilar Navarro");
  await expect(guest.bubbles.last()).toContainText("Mañana a las 9");
  await expect(guest.thread.getByText("You can read everything")).toBeVisible();
  await expect(guest.composer).toHaveCount(0);
  await expect(guest.thread.getByRole("group", { name: "Actions" })).toHaveCount(0);
  await expect(guest.page.getByRole("complementary", { name: "Details" })).not.toContainText("555");
  await guest.goTo("/inbox");
  await expect(guest.row("Pilar Navarro"), "a guest's look does not count").toContainText("unread");
});

test("a ticket that does not exist is said to be missing", async ({ arrive, browserConsole }) => {
  browserConsole.foresee(/status of 404/);
  const ada = await arrive("Agent");
  const answer = await ada.page.goto(new URL("/inbox/999999", ada.page.url()).href);
  expect(answer?.status()).toBe(404);
  await expect(ada.page.getByRole("alert").filter({ hasText: "There is no such ticket." })).toBeVisible();
  await ada.thread.getByRole("link", { name: "Go to the inbox" }).click();
  await ada.open("Lucía Herrero");
});
