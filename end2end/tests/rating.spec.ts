// How a customer found it: asked once their ticket is resolved, answered by a tap.

import { expect, test } from "../people/test.ts";

test("a customer rates the answer by a tap, says why, and the ticket stays resolved", async ({ arrive, phone }) => {
  const [ada, berta] = [await arrive("Agent"), await arrive("Supervisor")];
  await berta.goTo("/board");
  await ada.goTo("/inbox");
  await ada.open("Laia Ferrer");
  const laia = await phone("Laia Ferrer");
  await ada.reply("Cap problema, us esperem");
  await expect(laia.bubble("Cap problema, us esperem")).toHaveCount(1);
  await ada.action("Resolve").click();

  await test.step("the question comes in their language, and one row is tapped", async () => {
    await expect(laia.bubble("Com t'hem atès?")).toHaveCount(1);
    await laia.tap("★★ Malament");
    await expect(ada.happenings.filter({ hasText: "The customer rates it: ★★ (2 of 5)" })).toHaveCount(1);
    await expect(ada.status).toHaveText("Resolved");
  });

  await test.step("why it was asked is told under the question", async () => {
    const question = ada.thread.locator('.line[data-kind="list"]');
    await question.getByText("Why?").click();
    await expect(question).toContainText("(version 1)");
  });

  await test.step("a supervisor hears of a bad score on whatever page they are", async () => {
    await expect(berta.alert("Laia Ferrer")).toContainText("no ha quedat content");
  });

  await test.step("what they write next is the reason", async () => {
    await laia.write("Hem esperat massa estona");
    const reason = "Why they rate it so: Hem esperat massa estona";
    await expect(ada.happenings.filter({ hasText: reason })).toHaveCount(1);
    await expect(ada.status).toHaveText("Resolved");
  });
});
