// A message finds its team and its person by the rules of the practice shop, and its clock counts for
// everybody who looks.

import { expect, test } from "../people/test.ts";

test("a message about an invoice goes to billing and to whoever is there", async ({ arrive, phone }) => {
  const [julia, marta] = [await arrive("Agent"), await arrive("Supervisor")];
  await julia.goTo("/inbox");
  await marta.goTo("/board");
  const laia = await phone("Laia Ferrer");
  await laia.write("M'envieu la factura, si us plau?");

  const card = marta.card("Open", "Laia Ferrer");
  await expect(card).toContainText(new RegExp(`${julia.name}|${marta.name}`));
  await expect(card.locator(".clock.sla")).toBeVisible();
  await expect(julia.row("Laia Ferrer").locator(".clock.sla")).toBeVisible();

  await julia.open("Laia Ferrer");
  await expect(julia.happenings.filter({ hasText: "Factures a Facturació" })).toContainText(
    "gave it to team Facturació",
  );
  await expect(julia.thread.locator(".talk-head .clock.sla")).toBeVisible();

  const routed = julia.thread.locator(".done", { hasText: "Factures a Facturació" });
  await routed.getByText("Why?").click();
  await expect(routed).toContainText("Words of the message has the word factura: yes");
  const given = julia.thread.locator('.done[data-change="assigned"]').first();
  await given.getByText("Why?").click();
  await expect(given).toContainText(/of 8/);
});

test("an answer stops the clock of the first response", async ({ arrive, phone }) => {
  const julia = await arrive("Agent");
  await julia.goTo("/inbox");
  const grace = await phone("Grace Adeyemi");
  await grace.write("Any news?");
  await julia.open("Grace Adeyemi");
  // London is an hour behind Madrid all year round.
  await expect(julia.page.locator("#panel .there")).toContainText("Their time: ");
  const clock = julia.thread.locator(".talk-head .clock.sla");
  await expect(clock).toContainText("response");
  await julia.reply("We are on it.");
  await expect(clock).not.toContainText("response");
});
