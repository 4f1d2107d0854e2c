// All that a customer can do with a phone, and a network that misbehaves when it is told to.

import { expect, test } from "../people/test.ts";

test("a customer reacts, answers one message, changes another and takes it back", async ({ phone }) => {
  const laia = await phone("Laia Ferrer");
  await laia.write("Tindríeu remolc?");

  await test.step("a reaction stands on the bubble and can be taken off", async () => {
    await laia.more("Tindríeu remolc?");
    await laia.deed("👍");
    await expect(laia.bubble("Tindríeu remolc?")).toContainText("👍");
    await laia.more("Tindríeu remolc?");
    await laia.deed("Take the reaction back");
    await expect(laia.bubble("Tindríeu remolc?")).not.toContainText("👍");
  });

  await test.step("an answer shows what it answers", async () => {
    await laia.more("I cascos per a tots");
    await laia.fill("Answer it", "En talla petita");
    await laia.deed("Send", "Answer it");
    await expect(laia.bubble("En talla petita")).toContainText("I cascos per a tots");
  });

  await test.step("a change is marked", async () => {
    await laia.more("Tindríeu remolc?");
    await laia.fill("In other words (15 minutes)", "Tindríeu cadireta?");
    await laia.deed("Change it");
    await expect(laia.bubble("Tindríeu cadireta?")).toContainText("Edited");
    await expect(laia.bubble("Tindríeu remolc?")).toHaveCount(0);
  });

  await test.step("what is taken back is gone", async () => {
    await laia.more("Tindríeu cadireta?");
    await laia.deed("Delete for everyone");
    await expect(laia.bubble("You deleted this message")).toHaveCount(1);
    await expect(laia.bubble("Tindríeu cadireta?")).toHaveCount(0);
  });
});

test("what else a phone sends reaches the agent who has the ticket open", async ({ arrive, phone }) => {
  const [ada, grace] = [await arrive("Agent"), await phone("Grace Adeyemi")];
  await ada.open("Grace Adeyemi");
  const before = await ada.bubbles.count();
  await grace.moreOfAll();
  await grace.deed("A document");
  await expect(ada.bubbles).toHaveCount(before + 1);
  await grace.moreOfAll();
  await grace.deed("Send the place");
  await expect(ada.bubbles).toHaveCount(before + 2);
});

test("a phone that is off gets nothing until it is on again", async ({ arrive, phone }) => {
  const [ada, owen] = [await arrive("Agent"), await phone("Owen Prichard")];
  await owen.write("When do you open?");
  await ada.open("Owen Prichard");
  await owen.moreOfAll();
  await owen.deed("Switch it off");
  await ada.reply("We open at nine");
  const ticks = ada.bubble("We open at nine").locator(".ticks");
  await expect(ticks).toHaveAttribute("data-progress", "sent");
  await owen.moreOfAll();
  await owen.deed("Switch it on");
  await expect(ticks).toHaveAttribute("data-progress", "read");
});

test("why a message failed stands under it, and once all is well the next one goes", async ({
  arrive,
  phone,
  practice,
}) => {
  const [ada, tom] = [await arrive("Agent"), await phone("Tom Hollis")];
  const network = `${practice.address}/practice/network`;
  await tom.write("Is my wheel ready?");
  await ada.open("Tom Hollis");
  await tom.page.goto(network);
  await tom.page.getByLabel("After accepting it").selectOption("131047");
  await tom.page.getByRole("button", { name: "Save" }).click();
  await expect(tom.page.getByRole("status")).toContainText("Saved");
  try {
    await ada.reply("Your wheel is ready");
    await expect(ada.thread.locator(".aftermath").last()).toContainText("takes templates only");
  } finally {
    await tom.page.getByRole("button", { name: "Make all well again" }).click();
  }
  await expect(tom.page.getByLabel("After accepting it")).toHaveValue("");
  await ada.reply("It is by the door");
  await expect(ada.bubble("It is by the door").locator(".ticks")).toHaveAttribute("data-progress", /delivered|read/);
});
