// An administrator connects a number from zero, in forms that say what Meta wants, and without the
// command line. Only Meta is played.

import type { BusinessNumber } from "../harness/meta.ts";
import { type Account, Member } from "../people/member.ts";
import { before, expect } from "../people/test.ts";

const number: BusinessNumber = {
  id: "712345678901234",
  account: "823456789012345",
  app: "934567890123456",
  display: "+34 972 000 222",
  accessToken: "EAAtoken0of0numbers",
  appSecret: "a secret of the numbers",
  verifyToken: "",
};
const first: Account = { name: "Aurora Vidal", email: "aurora@desk.test", password: "a sentence to remember" };
const laia = { name: "Laia Ferrer", phone: "34600111333" };

const test = before(number);

test("an administrator connects a number from zero, and a customer's message arrives", async ({ product, meta, page, strange }) => {
  meta.setUp = { verified: false, registered: false, subscribed: false, permissions: ["whatsapp_business_messaging"] };
  const aurora = await Member.setUp(page, await product.setUpLink(), first);
  const main = page.locator(".section");

  await test.step("what the token lacks is named beside its field, and nothing has to be typed twice", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("link", { name: "Numbers", exact: true }).click();
    await expect(main).toContainText("No number is connected yet.");
    await page.getByRole("link", { name: "Connect a number" }).click();
    await page.getByLabel("App ID").fill(number.app ?? "");
    await page.getByLabel("App secret").fill(number.appSecret);
    await page.getByLabel("WhatsApp Business Account ID").fill(number.account);
    await page.getByLabel("Phone number ID").fill(number.id);
    await page.getByLabel("Access token").fill(number.accessToken);
    await page.getByRole("button", { name: "Check and connect" }).click();
    await expect(page.getByRole("alert").first()).toContainText("lacks the permission whatsapp_business_management");
    await expect(page.getByLabel("Phone number ID")).toHaveValue(number.id);
    await expect(page.getByLabel("Access token")).toHaveValue("");
    meta.setUp.permissions.push("whatsapp_business_management");
    await page.getByRole("button", { name: "Check and connect" }).click();
    await expect(page.getByRole("heading", { name: number.display })).toBeVisible();
    expect(meta.setUp.subscribed).toBe(true);
  });

  await test.step("a code and a PIN put the number to work", async () => {
    await page.getByRole("button", { name: "Send the code by SMS" }).click();
    await page.getByLabel("Code", { exact: true }).fill("000000");
    await page.getByRole("button", { name: "Verify", exact: true }).click();
    await expect(main).toContainText("That is not the code that was sent.");
    await page.getByLabel("Code", { exact: true }).fill(meta.code);
    await page.getByRole("button", { name: "Verify", exact: true }).click();
    await page.getByLabel("PIN of six digits").fill("212834");
    await page.getByRole("button", { name: "Register", exact: true }).click();
    await expect(main).toContainText("The number is registered.");
    expect(meta.setUp).toMatchObject({ verified: true, registered: true, pin: "212834" });
  });

  await test.step("Meta finds the address by the token that the page shows, and the light turns on by itself", async () => {
    await expect(main.locator(".light")).toHaveAttribute("data-on", "false");
    const verifyToken = await page.getByLabel("Verify token").inputValue();
    await meta.subscribe(`${product.address}/webhooks/whatsapp`, verifyToken);
    await expect(main.locator(".light")).toHaveAttribute("data-on", "true", { timeout: 20_000 });
  });

  await test.step("what customers see of the number is changed, and a slip is told beside what was typed", async () => {
    await main.getByRole("link", { name: "Business profile" }).click();
    await page.getByLabel("About").fill("Bicis");
    await page.getByLabel("E-mail").fill("hola a bicis");
    await page.getByLabel("Branch").selectOption("Shopping and retail");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("E-mail: is no e-mail address.");
    await expect(page.getByLabel("About")).toHaveValue("Bicis");
    await page.getByLabel("E-mail").fill("hola@bicis.example");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(main.getByRole("status")).toContainText("Saved.");
    expect(meta.face.profile).toMatchObject({ about: "Bicis", email: "hola@bicis.example", vertical: "RETAIL" });
    await main.getByRole("link", { name: number.display }).click();
    await main.getByRole("link", { name: "Conversation starters" }).click();
    await page.getByLabel("Questions").fill("When are you open?");
    await page.getByLabel("Commands").fill("/hours: When we are open");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("Commands")).toHaveValue("hours: When we are open");
    expect(meta.face.openers).toEqual({
      prompts: ["When are you open?"],
      commands: [{ command_name: "hours", command_description: "When we are open" }],
    });
  });

  await test.step("a welcome begins on the number's page and is laid down among the rules", async () => {
    await main.getByRole("link", { name: number.display }).click();
    await main.getByRole("link", { name: "Automatic replies" }).click();
    await page.getByLabel("Text").first().fill("Welcome to the shop.");
    await page.getByRole("button", { name: "Go on to the rule" }).first().click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`Welcome · ${number.display}`);
    await page.getByRole("button", { name: "Save" }).last().click();
    await expect(main.getByRole("link", { name: `Welcome · ${number.display}` })).toBeVisible();
    await page.goto(`${product.address}/settings/numbers/${number.id}/replies`);
    await expect(main.getByRole("link", { name: `Welcome · ${number.display}` })).toBeVisible();
  });

  await test.step("what a customer writes arrives, without a restart", async () => {
    await aurora.goTo("/inbox");
    const sent = meta.sends.length;
    await meta.bring(laia, "Bon dia, ja hi sou?");
    await expect(aurora.row(laia.name)).toContainText("Welcome to the shop.");
    await expect.poll(() => meta.sends.length, "the welcome goes out, once").toBe(sent + 1);
    await aurora.open(laia.name);
    await expect(aurora.bubble("Bon dia, ja hi sou?")).toHaveCount(1);
    await expect(aurora.bubble("Welcome to the shop.")).toHaveCount(1);
    const dot = page.locator(".line-state");
    await dot.hover();
    await expect(dot).toHaveAccessibleName("Last word from WhatsApp: just now");
    await expect(dot).toHaveAttribute("title", "Last word from WhatsApp: just now");
    await page.goto(`${product.address}/settings/numbers`);
    await expect(dot, "a page that is never brought to life has it too").toHaveAccessibleName(/^Last word from WhatsApp/);
    await dot.focus();
    await expect(dot).toBeFocused();
    const other = await strange();
    await other.goto(`${product.address}/settings/numbers`);
    await expect(other).toHaveURL(/sign-in/);
  });
});
