// The board: a card per ticket, in columns by status.

import { expect, type Member, test } from "../people/test.ts";

async function count(member: Member, column: "Open" | "Waiting" | "Snoozed"): Promise<number> {
  return Number(await member.column(column).locator(".count").innerText());
}

test("every column holds the cards that it counts, and a card leads to its ticket", async ({ arrive }) => {
  const ada = await arrive("Supervisor");
  await ada.goTo("/board");
  for (const column of ["Open", "Waiting", "Snoozed"] as const) {
    await expect(ada.column(column).getByRole("listitem")).toHaveCount(await count(ada, column));
  }
  await ada.card("Open", "Grace Adeyemi").getByRole("link").click();
  await expect(ada.thread.getByRole("heading", { level: 1 })).toContainText("Grace Adeyemi");
});

test("who presses most and waits longest stands first", async ({ arrive }) => {
  const ada = await arrive("Supervisor");
  await ada.goTo("/board");
  await expect(ada.column("Open").getByRole("listitem").first()).toContainText("Urgent");
});

test("a card moves by its buttons, and the counts with it", async ({ arrive }) => {
  const ada = await arrive("Supervisor");
  await ada.goTo("/board");
  const open = await count(ada, "Open");
  await ada.card("Open", "Rubén Castaño").getByRole("button", { name: "Resolve" }).click();
  await expect(ada.card("Resolved lately", "Rubén Castaño")).toHaveCount(1);
  await expect(ada.card("Open", "Rubén Castaño")).toHaveCount(0);
  await expect(ada.column("Open").locator(".count")).toHaveText(String(open - 1));
  await ada.card("Resolved lately", "Rubén Castaño").getByRole("button", { name: "Reopen" }).click();
  await expect(ada.card("Open", "Rubén Castaño")).toHaveCount(1);
  await ada.card("Open", "Rubén Castaño").getByRole("button", { name: "Snooze" }).click();
  await expect(ada.card("Snoozed", "Rubén Castaño")).toHaveCount(1);
});

test("a card that is dragged to a column goes there", async ({ arrive }) => {
  const ada = await arrive("Supervisor");
  await ada.goTo("/board");
  await ada.card("Waiting", "Owen Prichard").dragTo(ada.column("Resolved lately"));
  await expect(ada.card("Resolved lately", "Owen Prichard")).toHaveCount(1);
  await expect(ada.card("Waiting", "Owen Prichard")).toHaveCount(0);
});

test("a guest sees the board and moves nothing", async ({ arrive }) => {
  const guest = await arrive("Guest");
  await guest.goTo("/board");
  await expect(guest.card("Open", "Grace Adeyemi")).toHaveCount(1);
  await expect(guest.column("Open").getByRole("button")).toHaveCount(0);
  await expect(guest.card("Open", "Grace Adeyemi")).not.toHaveAttribute("draggable", "true");
});
