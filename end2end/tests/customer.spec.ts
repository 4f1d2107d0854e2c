// What the team knows of a customer, noted on the page that the name beside a ticket leads to.

import { awakened } from "../people/page.ts";
import { expect, type Member, test } from "../people/test.ts";

/** Opens the ticket of a customer, and the customer's page from there. */
async function meet(member: Member, customer: string): Promise<void> {
  await member.open(customer);
  await member.details.getByRole("link", { name: customer }).click();
  await expect(member.page).toHaveURL(/\/customers\/\d+$/);
  await expect(member.page.getByRole("heading", { level: 1 })).toHaveText(customer);
}

/** Goes back to the ticket that the page was opened from. */
async function goBack({ page }: Member): Promise<void> {
  await awakened(page, () => page.getByRole("link", { name: /^Back to ticket #\d+$/ }).click());
}

test("an agent notes where a customer is, and finds their time beside the ticket", async ({ arrive }) => {
  const ada = await arrive("Agent");
  const page = ada.page;
  await ada.open("Laia Ferrer");
  await expect(ada.details).not.toContainText("Their time");
  await meet(ada, "Laia Ferrer");
  await expect(page.getByRole("main")).toContainText("+34600555005");
  await page.getByLabel("Time zone").fill("America/New_York");
  await page.getByLabel("Tags").fill("regular, four bikes");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("Saved.");
  await expect(page.getByLabel("Time zone")).toHaveValue("America/New_York");
  await expect(page.getByLabel("Tags")).toHaveValue("four bikes, regular");
  await goBack(ada);
  await expect(ada.thread.getByRole("heading", { level: 1 })).toContainText("Laia Ferrer");
  await expect(ada.details).toContainText("Their time: ");
});

test("what can't be noted says why beside its field, and keeps what was typed", async ({ arrive }) => {
  const ada = await arrive("Agent");
  const page = ada.page;
  const [name, value] = [page.getByLabel("Name", { exact: true }), page.getByLabel("Value", { exact: true })];
  await meet(ada, "Oriol Bastida");
  await page.getByLabel("Time zone").fill("New York");
  await name.fill("Club number");
  await value.fill("B-17");
  await value.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Time zone: there is no zone of that name");
  await expect(page.locator("label", { hasText: "Time zone" }).locator(".trouble")).toBeVisible();
  await expect(page.getByLabel("Time zone")).toHaveValue("New York");
  await expect(page.getByLabel("Time zone")).toBeFocused();
  await expect(value).toHaveValue("B-17");
  await page.getByLabel("Time zone").fill("America/New_York");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByLabel("Club number")).toHaveValue("B-17");
  await expect(value, "there is room for another").toHaveValue("");

  await page.getByLabel("Club number").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Club number")).toHaveCount(0);
});

test("a guest reads what is noted, and is offered no form", async ({ arrive }) => {
  const [ada, guest] = [await arrive("Agent"), await arrive("Guest")];
  await meet(guest, "Pilar Navarro");
  await expect(guest.page.getByText("Nothing is noted yet.")).toBeVisible();
  await meet(ada, "Pilar Navarro");
  await ada.page.getByLabel("Tags").fill("pays on time");
  await ada.page.getByRole("button", { name: "Save" }).click();
  await expect(ada.page.getByRole("status")).toHaveText("Saved.");
  await guest.page.reload();
  await expect(guest.page.getByRole("main")).toContainText("pays on time");
  await expect(guest.page.getByRole("main")).not.toContainText("555");
  await expect(guest.page.getByRole("button", { name: "Save" })).toHaveCount(0);
});

test("two entries of one person are made one, and taken apart again", async ({ arrive }) => {
  const ada = await arrive("Agent");
  const page = ada.page;
  await meet(ada, "Laia Ferrer");
  await page.getByLabel("Find the other by name, phone or ticket number").fill("oriol");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("listitem").filter({ hasText: "Oriol Bastida" }).getByRole("link", { name: "See what will happen" }).click();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText("What will happen");
  await page.getByRole("button", { name: "Make them one" }).click();
  await expect(page.getByRole("status")).toHaveText("They are one customer now.");
  await page.getByRole("button", { name: "Take apart from Oriol Bastida" }).click();
  await expect(page.getByRole("status")).toHaveText("They are two customers again.");
  await expect(page.getByRole("button", { name: /^Take apart/ })).toHaveCount(0);
});
