// Who may come in and by what: an invitation's link, sessions, a second step, keys of programs.

import { createHmac } from "node:crypto";
import { type Account, Member } from "../people/member.ts";
import { expect, test } from "../people/test.ts";

const first: Account = { name: "Aurora Vidal", email: "aurora@desk.test", password: "a sentence to remember" };
const pau: Account = { name: "Pau Riera", email: "pau@desk.test", password: "another one to remember" };

/** What a telephone with that secret shows so many steps from now (RFC 6238). */
function telephone(secret: string, steps: number): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac("sha1", key).update(counter).digest();
  const offset = (hash[19] ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

test.describe.serial("a desk of two", () => {
  test("somebody is invited, comes in, and makes their account safer", async ({ product, page, strange, browserConsole }) => {
    await Member.setUp(page, await product.setUpLink(), first);
    const main = page.locator(".section");
    const theirs = await strange();
    let link = "";

    await test.step("the administrator makes a link that is shown once", async () => {
      await page.goto(`${product.address}/settings/people`);
      await page.getByLabel("Name", { exact: true }).fill(pau.name);
      await page.getByLabel("E-mail").fill(pau.email);
      await page.getByRole("combobox", { name: "Role" }).selectOption({ label: "Agent" });
      await page.getByRole("button", { name: "Make the link" }).click();
      link = await page.getByLabel(`The link of ${pau.name}`).inputValue();
      expect(new URL(link).pathname).toMatch(/^\/invitation\/[0-9a-f]{64}$/);
      await expect(main).toContainText(pau.email);
      await page.reload();
      await expect(page.getByLabel(`The link of ${pau.name}`)).toHaveCount(0);
    });

    await test.step("whoever has it chooses a password and is in", async () => {
      await theirs.goto(`${product.address}${new URL(link).pathname}`);
      await expect(theirs.locator(".door")).toContainText(pau.email);
      await theirs.getByLabel("New password").fill("short");
      await theirs.getByRole("button", { name: "Begin" }).click();
      await expect(theirs.getByRole("alert")).toContainText("The password is too short.");
      await theirs.getByLabel("New password").fill(pau.password);
      await theirs.getByRole("button", { name: "Begin" }).click();
      await expect(theirs).toHaveURL(`${product.address}/inbox`);
      await page.reload();
      await expect(main).toContainText("No invitation is open.");
    });

    await test.step("the link leads to nothing any more", async () => {
      const late = await strange();
      browserConsole.foresee(/status of 404|status of 401|WebSocket connection/);
      await late.goto(`${product.address}${new URL(link).pathname}`);
      await expect(late.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
    });

    let secret = "";
    let codes: string[] = [];
    await test.step("they set up a second step, from the card with their name", async () => {
      await theirs.locator(".me summary").click();
      await theirs.getByRole("link", { name: pau.name }).click();
      await expect(theirs.getByRole("heading", { name: "Your account" })).toBeVisible();
      await theirs.getByRole("link", { name: "Set up the second step" }).click();
      await expect(theirs.getByRole("img", { name: "QR code with the key" })).toBeVisible();
      secret = await theirs.getByLabel("Or type this key into the app").inputValue();
      await theirs.getByRole("textbox", { name: "Code" }).fill(telephone(secret, 0));
      await theirs.getByRole("button", { name: "Switch on" }).click();
      await expect(theirs.locator(".codes li")).toHaveCount(10);
      codes = await theirs.locator(".codes li").allTextContents();
      await theirs.reload();
      await expect(theirs.locator(".codes li")).toHaveCount(0);
      await expect(theirs.locator(".section")).toContainText("You have 10 recovery codes left.");
    });

    const elsewhere = await strange();
    await test.step("elsewhere the password is no longer enough", async () => {
      await elsewhere.goto(`${product.address}/sign-in`);
      await elsewhere.getByLabel("E-mail").fill(pau.email);
      await elsewhere.getByLabel("Password").fill(pau.password);
      await elsewhere.getByRole("button", { name: "Sign in" }).click();
      await expect(elsewhere.getByRole("heading", { name: "Second step" })).toBeVisible();
      await elsewhere.getByRole("textbox", { name: "Code" }).fill("000000");
      await elsewhere.getByRole("button", { name: "Sign in" }).click();
      await expect(elsewhere.getByRole("alert")).toContainText("That code is not right");
      await elsewhere.getByRole("textbox", { name: "Code" }).fill(codes[0] ?? "");
      await elsewhere.getByRole("button", { name: "Sign in" }).click();
      await expect(elsewhere).toHaveURL(`${product.address}/inbox`);
    });

    await test.step("they see where they are in, and end all but the one at hand", async () => {
      await theirs.goto(`${product.address}/account`);
      await expect(theirs.locator(".thing")).toHaveCount(2);
      await expect(theirs.locator(".thing").first()).toContainText("Chrome");
      await theirs.getByRole("button", { name: "End all others" }).click();
      await expect(theirs.locator(".section").getByRole("status")).toContainText("Done");
      await expect(theirs.locator(".thing")).toHaveCount(1);
      await elsewhere.goto(`${product.address}/board`);
      await expect(elsewhere).toHaveURL(/\/sign-in/);
    });

    await test.step("the administrator gives them another role, and their sessions end", async () => {
      await page.getByRole("link", { name: pau.name }).click();
      await page.getByRole("link", { name: "Role and access" }).click();
      await expect(main).toContainText("Their second step is on.");
      await page.getByRole("combobox", { name: "Role" }).selectOption({ label: "Supervisor" });
      await page.getByRole("button", { name: "Save" }).click();
      await expect(main.getByRole("status")).toContainText("The role is changed");
      await expect(main).toContainText("Nobody is in by this account right now.");
      await theirs.goto(`${product.address}/board`);
      await expect(theirs).toHaveURL(/\/sign-in/);
    });
  });

  test("a key is made, shown once, used and revoked", async ({ product, page }) => {
    await Member.signIn(page, product.address, first);
    await page.goto(`${product.address}/settings/keys`);
    await page.getByLabel("What it is for").fill("web shop");
    await page.getByRole("button", { name: "Make a key" }).click();
    const key = await page.getByLabel("The key “web shop”").inputValue();
    const asked = async () => {
      const headers = { Authorization: `Bearer ${key}` };
      return (await page.request.get(`${product.address}/api/v1/tickets`, { headers })).status();
    };
    expect(await asked()).toBe(200);
    await page.reload();
    await expect(page.getByLabel("The key “web shop”")).toHaveCount(0);
    await expect(page.locator(".thing")).toContainText("last used");
    await page.getByRole("button", { name: "Revoke the key web shop" }).click();
    await expect(page.locator(".section")).toContainText("There is no key yet.");
    expect(await asked()).toBe(401);
  });
});
