// The practice phone: whose it is, what is written on it.

import { visit } from "../people/page.ts";
import { expect, test } from "../people/test.ts";

test("the phone shows what was said before, without anybody signing in", async ({ phone }) => {
  const laia = await phone("Laia Ferrer");
  await expect(laia.bubbles.last()).toContainText("I cascos per a tots");
});

test("what a customer writes stands on their phone and on nobody else's", async ({ phone }) => {
  const oriol = await phone("Oriol Bastida");
  await oriol.write("Ja he arribat a la botiga");
  await oriol.lookAway();
  await expect(oriol.bubbles.first()).toBeVisible();
  await expect(oriol.bubble("Ja he arribat a la botiga")).toHaveCount(0);
  await oriol.look();
  await expect(oriol.bubble("Ja he arribat a la botiga")).toHaveCount(1);
});

test("the address remembers whose phone it is", async ({ phone }) => {
  const grace = await phone("Grace Adeyemi");
  await expect(grace.bubble("late fee")).toHaveCount(1);
  await visit(grace.page, grace.page.url());
  await expect(grace.tab("Grace Adeyemi")).toHaveAttribute("aria-current", "true");
  await expect(grace.bubble("late fee")).toHaveCount(1);
});

test("a frequent message is one tap away", async ({ phone }) => {
  const owen = await phone("Owen Prichard");
  await owen.page.getByRole("button", { name: "Where is my order?" }).click();
  await expect(owen.bubble("Where is my order?")).toHaveCount(1);
});

test("an empty message is not sent", async ({ phone }) => {
  const tom = await phone("Tom Hollis");
  await expect(tom.bubbles.first()).toBeVisible();
  const before = await tom.bubbles.count();
  await tom.field.press("Enter");
  await tom.write("Hello again");
  await expect(tom.bubbles).toHaveCount(before + 1);
});

test("two taps on send make one message", async ({ phone }) => {
  const siobhan = await phone("Siobhán Kerr");
  await siobhan.field.fill("And knee pads?");
  await siobhan.page.getByRole("button", { name: "Send" }).dblclick();
  await expect(siobhan.field).toHaveValue("");
  await siobhan.write("Thanks");
  await expect(siobhan.bubble("And knee pads?")).toHaveCount(1);
});
