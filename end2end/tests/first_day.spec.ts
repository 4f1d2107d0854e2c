// The first day of a real desk: from an empty folder to a ticket that is settled. Only Meta is
// played; the rest is what a team does that begins.

import type { BusinessNumber } from "../harness/meta.ts";
import { type Account, type Column, Member } from "../people/member.ts";
import { before, expect } from "../people/test.ts";

const number: BusinessNumber = {
  id: "701234567890123",
  account: "809876543210987",
  display: "+34 972 000 111",
  accessToken: "a token for the first day",
  appSecret: "a secret of the first day",
  verifyToken: "a word for the first day",
};
const first: Account = { name: "Aurora Vidal", email: "aurora@desk.test", password: "a sentence to remember" };
const second: Account = { name: "Berta Roca", email: "berta@desk.test", password: "another one to remember" };
const laia = { name: "Laia Ferrer", phone: "34600111222" };
const question = "Bon dia, teniu quatre bicis per dissabte?";
const reply = "I tant, us les guardem";

const test = before(number);

test("an empty folder becomes a desk, and its first customer is answered", async ({ product, meta, page, strange }) => {
  const aurora = await test.step("the printed link makes the first administrator, who is signed in", async () => {
    const aurora = await Member.setUp(page, await product.setUpLink(), first);
    await aurora.connected();
    expect(aurora.name).toBe(first.name);
    return aurora;
  });

  await test.step("the command line adds a number to the running desk, and Meta finds it", async () => {
    const ids = ["--phone-number-id", number.id, "--waba-id", number.account, "--display-number", number.display];
    const said = await product.command(["number", "add", ...ids], {
      BUSTIA_ACCESS_TOKEN: number.accessToken,
      BUSTIA_APP_SECRET: number.appSecret,
      BUSTIA_VERIFY_TOKEN: number.verifyToken,
    });
    expect(said).toContain(`${number.display} is connected`);
    await meta.subscribe(`${product.address}/webhooks/whatsapp`);
  });

  const berta = await test.step("somebody whom the command line adds signs in, and goes to the board", async () => {
    const facts = ["--email", second.email, "--name", second.name, "--role", "agent"];
    const said = await product.command(["user", "add", ...facts], { BUSTIA_PASSWORD: second.password });
    expect(said).toContain(`${second.email} can sign in as agent`);
    const berta = await Member.signIn(await strange(), product.address, second);
    await berta.goTo("/board");
    return berta;
  });

  await test.step("what a customer writes appears on the list and on the board by itself", async () => {
    await meta.bring(laia, question);
    await expect(aurora.row(laia.name)).toContainText(question);
    await expect(berta.card("Open", laia.name)).toContainText(question);
  });

  await test.step("who takes it is seen by the other", async () => {
    await aurora.open(laia.name);
    await expect(aurora.bubble(question)).toHaveCount(1);
    await aurora.action("Assign to me").click();
    await expect(berta.card("Open", laia.name)).toContainText(first.name);
  });

  await test.step("the reply goes to Meta, once", async () => {
    await aurora.reply(reply);
    await expect(berta.card("Waiting", laia.name)).toContainText(reply);
    await expect(aurora.bubble(reply).getByTitle("Accepted by WhatsApp")).toHaveCount(1);
    expect(meta.sends).toMatchObject([{ to: `+${laia.phone}`, type: "text", text: { body: reply } }]);
  });

  await test.step("its ticks follow what Meta reports, for both", async () => {
    for (const status of ["sent", "delivered", "read"] as const) {
      await meta.report(meta.sends[0], status);
      for (const place of [aurora.bubble(reply), berta.card("Waiting", laia.name)]) {
        await expect(place.locator("[data-progress]")).toHaveAttribute("data-progress", status);
      }
    }
  });

  await test.step("what is settled leaves the open columns of the board", async () => {
    await aurora.action("Resolve").click();
    await expect(aurora.status).toHaveText("Resolved");
    await expect(berta.card("Resolved lately", laia.name)).toHaveCount(1);
    const unsettled: Column[] = ["Open", "Waiting", "Snoozed"];
    for (const column of unsettled) await expect(berta.card(column, laia.name)).toHaveCount(0);
    expect(meta.sends, "nothing went out twice").toHaveLength(1);
  });
});
