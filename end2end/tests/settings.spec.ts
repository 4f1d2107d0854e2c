// An administrator says how the team works, in forms that need no script.

import { expect, test } from "../people/test.ts";

test("a rule made in the settings is obeyed by the next message", async ({ arrive, phone }) => {
  const berta = await arrive("Administrator");
  await berta.page.getByRole("link", { name: "Settings" }).click();
  await berta.page.getByRole("link", { name: "New rule" }).click();
  const page = berta.page;
  await page.getByLabel("Name", { exact: true }).fill("Angry people first");
  await page.getByLabel("Another condition").selectOption({ label: "Words of the message" });
  await page.locator(".adder", { hasText: "Another condition" }).getByRole("button").click();
  await page.getByLabel("Comparison").selectOption({ label: "has the word" });
  await page.locator('[name="condition.in.0.value"]').fill("vergonya, disgrace");
  await page.getByLabel("Also do").first().selectOption({ label: "Set the priority" });
  await page.locator(".adder", { hasText: "Also do" }).first().getByRole("button").click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Angry people first");
  await page.locator('[name="then.0.value"]').selectOption({ label: "urgent" });
  await page.getByRole("button", { name: "Save" }).last().click();
  await expect(page.getByRole("link", { name: "Angry people first" })).toBeVisible();

  const julia = await arrive("Agent");
  await julia.goTo("/board");
  const grace = await phone("Grace Adeyemi");
  await grace.write("This is a disgrace.");
  await expect(julia.card("Open", "Grace Adeyemi")).toContainText("Urgent");
});

test("a rule is tried on the tickets of the past before it is saved", async ({ arrive }) => {
  const berta = await arrive("Administrator");
  const page = berta.page;
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "New rule" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Lost and found");
  await page.getByLabel("Another condition").selectOption({ label: "Words of the message" });
  await page.locator(".adder", { hasText: "Another condition" }).getByRole("button").click();
  await page.getByLabel("Comparison").selectOption({ label: "has the word" });
  await page.locator('[name="condition.in.0.value"]').fill("sunglasses");
  await page.getByLabel("Also do").first().selectOption({ label: "Send a message" });
  await page.locator(".adder", { hasText: "Also do" }).first().getByRole("button").click();
  await page.locator('[name="then.0.value"]').fill("We look for it, {customer}.");
  await page.getByRole("button", { name: "Try it" }).click();

  const trial = page.getByRole("region", { name: "What it would have done" });
  const touched = trial.getByRole("row").filter({ hasText: "Tom Hollis" });
  await expect(touched).toContainText("Send a message: We look for it, Tom Hollis.");
  await touched.getByText("Conditions").click();
  await expect(touched).toContainText("Words of the message has the word sunglasses: yes (Left my sunglasses");
  await expect(page.getByLabel("Name", { exact: true }), "the form is as it was").toHaveValue("Lost and found");

  await test.step("nothing came of it", async () => {
    await page.goto(new URL((await touched.getByRole("link").getAttribute("href")) ?? "", page.url()).href);
    await expect(page.getByText("Left my sunglasses")).not.toHaveCount(0);
    await expect(page.getByText("We look for it")).toHaveCount(0);
    await page.goto(new URL("/settings/rules", page.url()).href);
    await expect(page.getByRole("link", { name: "Lost and found" })).toHaveCount(0);
  });
});

test("what can't be saved says why, and keeps what was typed", async ({ arrive }) => {
  const berta = await arrive("Administrator");
  const page = berta.page;
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Service levels" }).click();
  await page.getByRole("link", { name: "New service level" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Within the hour");
  await page.locator('[name="first_response.high"]').fill("soon");
  await page.getByLabel("Name", { exact: true }).press("Enter");
  await expect(page.getByRole("alert")).toContainText("First response · High: has to be a time such as 30m");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Within the hour");
  await page.locator('[name="first_response.high"]').fill("1h");
  await page.getByRole("button", { name: "Save" }).last().click();
  await expect(page.getByRole("link", { name: "Within the hour" })).toBeVisible();
});

test("an agent finds no settings", async ({ arrive }) => {
  const ada = await arrive("Agent");
  await expect(ada.page.getByRole("link", { name: "Settings" })).toHaveCount(0);
});
