// Templates: the way to a customer whose window is closed, and what Meta makes of a new one.

import { awakened } from "../people/page.ts";
import { expect, type Member, test } from "../people/test.ts";

/** Goes from the open ticket to the templates that may be sent into it. */
async function toTemplates({ page, thread }: Member): Promise<void> {
  await thread.getByRole("link", { name: "Template", exact: true }).click();
  await expect(page).toHaveURL(/\/templates\/\d+$/);
}

test("once the window is closed a template reaches the customer's phone, filled in", async ({ arrive, phone }) => {
  const [ada, siobhan] = [await arrive("Agent"), await phone("Siobhán Kerr")];
  const page = ada.page;
  await siobhan.write("Is my bicycle ready?");
  await siobhan.letPass("+1 day", 2);
  await ada.goTo("/inbox");
  await ada.open("Siobhán Kerr");
  await expect(ada.thread).toContainText("Window closed: send a template");
  await toTemplates(ada);

  await test.step("one is found, and the customer's name stands in its gap", async () => {
    await page.getByRole("searchbox").fill("bike ready");
    await page.getByRole("button", { name: "Look" }).click();
    await expect(page.getByRole("link", { name: "spring_offer" })).toHaveCount(0);
    await page.getByRole("link", { name: "bike_ready" }).first().click();
    await expect(page.getByLabel("Gap {{1}}", { exact: true })).toHaveValue("Siobhán Kerr");
  });

  await test.step("what it costs is said before it leaves, and a gap that is empty keeps it here", async () => {
    await expect(page.locator(".cost")).toContainText("Utility: Meta charges the rate of");
    await page.getByRole("button", { name: "Send the template" }).click();
    await expect(page.getByRole("alert")).toContainText("It was not sent yet.");
    await expect(page.locator("label", { hasText: "Gap {{2}}" }).locator(".trouble")).toContainText("is missing");
  });

  await test.step("filled in, it reads on the phone as it was shown", async () => {
    await page.getByLabel("Gap {{1}} of the header").fill("7");
    await page.getByLabel("Gap {{2}}").fill("bicycle");
    await page.getByLabel("End of the address").fill("7");
    await page.getByRole("button", { name: "Preview" }).last().click();
    await expect(page.locator(".letter")).toContainText("Hi Siobhán Kerr, your bicycle is ready.");
    await awakened(page, () => page.getByRole("button", { name: "Send the template" }).click());
    await expect(ada.bubble("Hi Siobhán Kerr, your bicycle is ready.")).toHaveCount(1);
    await expect(siobhan.bubble("Hi Siobhán Kerr, your bicycle is ready.")).toHaveCount(1);
  });
});

test("a new template is refused with its flaws, then handed in, and Meta's approval changes the list", async ({
  arrive,
}) => {
  const clara = await arrive("Administrator");
  const page = clara.page;
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Templates", exact: true }).click();
  await page.getByRole("link", { name: "New template" }).click();
  await page.getByLabel("Name of the template").fill("workshop_day");
  await page.getByLabel("Language of the template").fill("en");
  await page.getByRole("textbox", { name: /^Text/ }).fill("Hi {{1}}");
  await page.getByRole("button", { name: "Hand it in" }).click();
  await expect(page.locator("label", { hasText: "Text" }).locator(".trouble")).toContainText("begin or end with a gap");
  await page.getByRole("textbox", { name: /^Text/ }).fill("Hi {{1}}, the workshop is on Saturday.");
  await page.getByLabel("Sample: Gap {{1}}").fill("Ada");
  await page.getByRole("button", { name: "Preview" }).last().click();
  await expect(page.locator(".letter")).toContainText("Hi Ada, the workshop is on Saturday.");
  await page.getByRole("button", { name: "Hand it in" }).click();
  await expect(page.getByRole("status")).toContainText("The template was handed in.");
  const line = page.locator(".template", { hasText: "workshop_day" });
  await expect(async () => {
    await page.reload();
    await expect(line).toHaveAttribute("data-status", "approved");
  }).toPass();
});
