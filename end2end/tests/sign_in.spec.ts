// Coming in and going out.

import type { Page } from "@playwright/test";
import { awakened } from "../people/page.ts";
import { expect, type Role, test } from "../people/test.ts";

const email = "aurora@desk.test";
const password = "a sentence to remember";

async function tryWith(page: Page, secret: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test.describe.serial("somebody with an account", () => {
  test.beforeAll(async ({ browser, products }, about) => {
    const product = await products.of(about.file, "fresh");
    const page = await browser.newPage();
    await page.goto(await product.setUpLink());
    await page.getByLabel("Your name").fill("Aurora Vidal");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button").filter({ hasText: /Begin|Comença/ }).click();
    await expect(page).toHaveURL(/\/inbox/);
    await page.context().close();
  });

  test("is told in a sentence that the password is wrong", async ({ product, page }) => {
    await page.goto(`${product.address}/sign-in`);
    await tryWith(page, "not the sentence");
    await expect(page.getByRole("alert")).toHaveText("That e-mail or password is not right. Try again.");
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("is told the same about an account that does not exist", async ({ product, page }) => {
    await page.goto(`${product.address}/sign-in`);
    await page.getByLabel("E-mail").fill("nobody@desk.test");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toHaveText("That e-mail or password is not right. Try again.");
  });

  test("comes in to the page that was asked for, and goes out again", async ({ product, page }) => {
    await page.goto(`${product.address}/inbox?view=mine`);
    await expect(page).toHaveURL(/\/sign-in\?back=/);
    await awakened(page, () => tryWith(page, password));
    await expect(page).toHaveURL(`${product.address}/inbox?view=mine`);
    await page.locator(".me summary").click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(`${product.address}/sign-in`);
    await page.goto(`${product.address}/board`);
    await expect(page, "the session is over").toHaveURL(/\/sign-in\?back=/);
  });

  test("keeps the page asked for through a wrong password", async ({ product, page }) => {
    await page.goto(`${product.address}/inbox?view=mine`);
    await tryWith(page, "not the sentence");
    await expect(page.getByRole("alert")).toBeVisible();
    await tryWith(page, password);
    await expect(page).toHaveURL(`${product.address}/inbox?view=mine`);
  });

  test("is led to work by the bare address", async ({ product, page }) => {
    await page.goto(product.address);
    await expect(page).toHaveURL(`${product.address}/sign-in`);
    await tryWith(page, password);
    await page.goto(product.address);
    await expect(page).toHaveURL(`${product.address}/inbox`);
    await page.goto(`${product.address}/sign-in`);
    await expect(page).toHaveURL(`${product.address}/inbox`);
  });

  test("stays signed in when the server is started again", async ({ product, page }) => {
    await page.goto(`${product.address}/sign-in`);
    await tryWith(page, password);
    await expect(page).toHaveURL(`${product.address}/inbox`);
    await page.goto("about:blank");
    await product.restart();
    await page.goto(`${product.address}/board`);
    await expect(page.getByRole("heading", { name: "Board" })).toBeVisible();
  });
});

const roles: Role[] = ["Administrator", "Supervisor", "Agent", "Guest"];
for (const role of roles) {
  test(`one click comes in as the practice team's ${role.toLowerCase()}`, async ({ arrive }) => {
    const member = await arrive(role);
    await member.page.locator(".me summary").click();
    await expect(member.page.locator(".me-card")).toContainText(role);
    await expect(member.page.locator(".me-card")).toContainText(member.name);
  });
}
