// What customers send besides text, and what they do to it afterwards, as those see it who have the ticket open.

import { expect, test } from "../people/test.ts";

test("quotes, reactions, changes and deletions reach the bubble that they are about", async ({ arrive, phone }) => {
  const [ada, chief] = [await arrive("Agent"), await arrive("Administrator")];
  const laia = await phone("Laia Ferrer");
  await laia.write("Tindríeu remolc?");
  for (const member of [ada, chief]) {
    await member.goTo("/inbox");
    await member.open("Laia Ferrer");
  }
  const asked = ada.thread.locator(".line.theirs").filter({ hasText: "Tindríeu remolc?" }).first();
  const id = await asked.getAttribute("data-message");
  const line = (member: typeof ada) => member.thread.locator(`.line[data-message="${id}"]`);
  const before = await ada.bubbles.count();

  await test.step("a quote stands above the answer and leads to what it quotes", async () => {
    await laia.more("Tindríeu remolc?");
    await laia.fill("Answer it", "És per dissabte");
    await laia.deed("Send", "Answer it");
    const quote = ada.bubble("És per dissabte").locator(".quote");
    await expect(quote).toContainText("Tindríeu remolc?");
    await expect(quote).toContainText("Laia Ferrer");
    await quote.getByRole("link").click();
    await expect(line(ada)).toBeFocused();
  });

  await test.step("a reaction sits on its bubble until it is taken back", async () => {
    await laia.more("Tindríeu remolc?");
    await laia.deed("👍");
    await expect(line(ada).getByRole("list", { name: "Reactions" })).toContainText("👍");
    await expect(ada.bubbles, "it is no bubble of its own").toHaveCount(before + 1);
    await laia.more("Tindríeu remolc?");
    await laia.deed("Take the reaction back");
    await expect(line(ada).getByRole("list", { name: "Reactions" })).toHaveCount(0);
    await expect(ada.bubbles).toHaveCount(before + 1);
  });

  await test.step("a changed message says so, and what it said to those with the right", async () => {
    await laia.more("Tindríeu remolc?");
    await laia.fill("In other words (15 minutes)", "Tindríeu cadireta?");
    await laia.deed("Change it");
    await expect(line(ada)).toContainText("Tindríeu cadireta?");
    await expect(line(ada)).toContainText("Edited");
    await expect(line(ada).getByText("What it said before")).toHaveCount(0);
    await line(chief).getByText("What it said before").click();
    await expect(line(chief).locator(".before li")).toHaveText("Tindríeu remolc?");
  });

  await test.step("a deleted message is gone but for those with the right", async () => {
    await laia.more("Tindríeu cadireta?");
    await laia.deed("Delete for everyone");
    await expect(line(ada)).toContainText("The customer deleted this message");
    await expect(line(ada)).not.toContainText("Tindríeu cadireta?");
    await line(chief).getByText("What it said before").click();
    await expect(line(chief).locator(".before li")).toHaveText(["Tindríeu remolc?", "Tindríeu cadireta?"]);
  });

  await test.step("and all of it is so after a reload", async () => {
    await ada.goTo(new URL(ada.page.url()).pathname);
    await expect(line(ada)).toContainText("The customer deleted this message");
    await expect(ada.bubbles).toHaveCount(before + 1);
  });
});

test("a place, a card, an order and what we don't know are shown as what they are", async ({ arrive, phone }) => {
  const [ada, gil, chief] = [await arrive("Agent"), await arrive("Guest"), await arrive("Administrator")];
  const grace = await phone("Grace Adeyemi");
  for (const member of [ada, gil, chief]) {
    await member.goTo("/inbox");
    await member.open("Grace Adeyemi");
  }

  await test.step("a place has a map that we drew, and ways to others", async () => {
    await grace.moreOfAll();
    await grace.deed("Send the place");
    const bubble = ada.bubble("Platja de Ribes Roges");
    await expect(bubble.getByRole("img", { name: /^Map without streets: 41\.2183/ })).toBeVisible();
    const way = bubble.getByRole("link", { name: "Open in OpenStreetMap" });
    await expect(way).toHaveAttribute("href", /^https:\/\/www\.openstreetmap\.org\/\?mlat=41\.2183/);
    await expect(way).toHaveAttribute("rel", /noopener/);
  });

  await test.step("a card tells a number, which a guest sees masked", async () => {
    await grace.moreOfAll();
    await grace.deed("Send the contact");
    await expect(ada.bubble("Joan Pi")).toContainText("+34 600 555 444");
    await expect(ada.bubble("Joan Pi").getByRole("button", { name: "Copy: +34 600 555 444" })).toBeVisible();
    await expect(gil.bubble("Joan Pi")).toContainText("+34 ··· 444");
    await expect(gil.bubble("Joan Pi")).not.toContainText("555");
  });

  await test.step("an order is a table with what it comes to", async () => {
    await grace.moreOfAll();
    await grace.deed("An order from the catalogue");
    const order = ada.bubble("FRE-07").getByRole("table");
    await expect(order.getByRole("row", { name: "Total" })).toContainText("25 EUR");
  });

  await test.step("what we don't know is shown as such, with its JSON for an administrator alone", async () => {
    await grace.moreOfAll();
    await grace.deed("Something we don't know");
    const words = "WhatsApp could not hand over this message";
    await expect(ada.bubble(words)).toHaveCount(1);
    await expect(ada.bubble(words).getByText("As it came")).toHaveCount(0);
    await chief.bubble(words).getByText("As it came").click();
    await expect(chief.bubble(words).locator("pre")).toContainText("unsupported");
  });
});
