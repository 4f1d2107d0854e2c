// A message finds its team and its person by the rules of the practice shop, and its clock counts for
// everybody who looks.

import { expect, type Member, test } from "../people/test.ts";

test("a message about an invoice goes to whoever of billing is there and has least to do", async ({ arrive, phone }) => {
  const [julia, marta] = [await arrive("Agent"), await arrive("Supervisor")];
  await julia.goTo("/inbox");
  await marta.goTo("/board");
  const laia = await phone("Laia Ferrer");

  // The shop begins with more of Júlia's tickets open than of Marta's.
  await test.step("Marta has less to do than Júlia, so it is hers", async () => {
    await laia.write("M'envieu la factura, si us plau?");
    const card = marta.card("Open", "Laia Ferrer");
    await expect(card.locator(".owner")).toContainText(marta.name);
    await expect(card.locator(".clock.sla")).toBeVisible();
    await expect(julia.row("Laia Ferrer").locator(".clock.sla")).toBeVisible();
  });

  await test.step("why is told: the rule by the word that it saw, the person by what each has to do", async () => {
    await julia.open("Laia Ferrer");
    await expect(julia.thread.locator(".talk-head .clock.sla")).toBeVisible();
    const routed = julia.thread.locator(".done", { hasText: "Factures a Facturació" });
    await expect(routed).toContainText("gave it to team Facturació");
    await routed.getByText("Why?").click();
    await expect(routed).toContainText("Words of the message has the word factura: yes");
    const given = await why(julia);
    await expect(given).toContainText(`${marta.name}: has the least to do`);
    for (const member of [julia, marta]) {
      await expect(given).toContainText(new RegExp(`· ${member.name}: \\d+(\\.\\d+)? of 8`));
    }
  });

  await test.step("once she has more to do than Júlia, the next one is Júlia's", async () => {
    await marta.goTo("/inbox");
    for (const customer of ["Aina Roig", "Biel Carreras", "Siobhán Kerr"]) {
      await marta.open(customer);
      await marta.take();
      await expect(marta.row(customer).locator(".owner")).toHaveText(marta.name);
    }
    const ruben = await phone("Rubén Castaño");
    await ruben.write("¿Me mandáis la factura, por favor?");
    await expect(marta.row("Rubén Castaño").locator(".owner")).toHaveText(julia.name);
    await julia.open("Rubén Castaño");
    await expect(await why(julia)).toContainText(`${julia.name}: has the least to do`);
  });
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

/** The line that says who got the open ticket, opened to tell why. */
async function why(member: Member) {
  const given = member.thread.locator('.done[data-change="assigned"]').last();
  await given.getByText("Why?").click();
  return given;
}
