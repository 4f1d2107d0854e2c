// The first start: a printed link, the first administrator, and nothing left open behind them.

import { awakened } from "../people/page.ts";
import { expect, test } from "../people/test.ts";
import type { Page } from "@playwright/test";

const name = "Aurora Vidal";

async function fill(page: Page, password: string): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill("aurora@desk.test");
  await page.getByLabel("Password").fill(password);
}

test.describe.serial("the set-up link", () => {
  test("asks for a password that is long enough", async ({ product, page }) => {
    await page.goto(await product.setUpLink());
    await fill(page, "short");
    await page.getByRole("button", { name: "Begin" }).click();
    await expect(page.getByRole("alert")).toContainText("The password is too short.");
    await expect(page.getByRole("heading", { name: "Set up your mailbox" })).toBeVisible();
  });

  test("makes the first administrator, who is signed in", async ({ product, page }) => {
    await page.goto(await product.setUpLink());
    await fill(page, "a sentence to remember");
    await awakened(page, () => page.getByRole("button", { name: "Begin" }).click());
    await expect(page).toHaveURL(`${product.address}/inbox`);
    await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
    await page.locator(".me summary").click();
    await expect(page.getByText("Administrator")).toBeVisible();
    await expect(page.getByText(name, { exact: true })).toBeVisible();
  });

  test("works once", async ({ product, page }) => {
    await page.goto(await product.setUpLink());
    await fill(page, "another sentence to remember");
    await page.getByRole("button", { name: "Begin" }).click();
    await expect(page.getByRole("alert")).toContainText("This link no longer works.");
    await page.goto(product.address);
    await expect(page, "nobody was signed in").toHaveURL(/\/sign-in/);
  });

  test("is not printed again once there is an administrator", async ({ product }) => {
    await product.restart();
    expect(product.output.match(/\/set-up\//g)).toHaveLength(1);
  });
});

test("without practice mode there is no phone, and no door without a password", async ({
  product,
  page,
  browserConsole,
}) => {
  browserConsole.foresee(/status of 404/);
  await page.goto(`${product.address}/sign-in`);
  await expect(page.getByText("Practice")).toHaveCount(0);
  const answer = await page.request.post(`${product.address}/practice/sign-in`, {
    form: { role: "administrator" },
    headers: { Origin: product.address },
  });
  expect(answer.status()).toBe(404);
  expect((await page.goto(`${product.address}/practice`))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});
