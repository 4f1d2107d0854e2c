// More than text: a message is quoted and reacted to, a list is answered by a tap, and the customer sees
// that they were read.

import { expect, test } from "../people/test.ts";

const CUSTOMER = "Laia Ferrer";

test("a quoted reply, a reaction and a list reach the phone, and the answer comes back", async ({ arrive, phone }) => {
  const ada = await arrive("Agent");
  await ada.goTo("/inbox");
  await ada.open(CUSTOMER);
  const laia = await phone(CUSTOMER);
  await laia.write("A quina hora obriu?");
  await expect(ada.bubble("A quina hora obriu?")).toHaveCount(1);

  await test.step("the quote survives a reload with the draft, and reaches the phone", async () => {
    await ada.messageMenu("A quina hora obriu?").press("Enter");
    await ada.page.getByRole("menuitem", { name: "Reply" }).press("Enter");
    await expect(ada.quoting).toContainText("A quina hora obriu?");
    await ada.composer.fill("A les nou");
    await ada.goTo(new URL(ada.page.url()).pathname);
    await expect(ada.quoting).toContainText("A quina hora obriu?");
    await expect(ada.composer).toHaveValue("A les nou");
    await ada.reply("A les nou");
    await expect(ada.quoting).toHaveCount(0);
    await expect(laia.bubble("A les nou").locator("blockquote")).toHaveText("A quina hora obriu?");
  });

  await test.step("a quote can be taken off", async () => {
    await ada.messageMenu("A quina hora obriu?").click();
    await ada.page.getByRole("menuitem", { name: "Reply" }).click();
    await ada.page.getByRole("button", { name: "Quote no message" }).click();
    await expect(ada.quoting).toHaveCount(0);
  });

  await test.step("a reaction reaches the phone, and Escape closes the menu", async () => {
    await ada.messageMenu("A quina hora obriu?").click();
    await ada.page.keyboard.press("Escape");
    await expect(ada.page.getByRole("menu")).toHaveCount(0);
    await ada.messageMenu("A quina hora obriu?").click();
    await ada.page.getByRole("menuitem", { name: "React with 🙏" }).click();
    await expect(ada.page.getByRole("menu")).toHaveCount(0);
    await expect(laia.bubble("🙏").locator("blockquote")).toHaveText("A quina hora obriu?");
  });

  await test.step("a list goes out by its form, and what is tapped comes back", async () => {
    await ada.page.getByRole("link", { name: "Send a place, a contact or choices" }).click();
    await ada.page.getByText("A question with a list").click();
    const form = ada.page.locator("details[open] form");
    await form.getByLabel("Question").fill("Quin dia us va bé?");
    await form.getByLabel("Button that opens the list").fill("Tria");
    await form.getByLabel("Choices").fill("Dimarts | Al matí\nDimecres");
    await form.getByRole("button", { name: "Send" }).click();
    await laia.tap("Dimecres");
    await expect(ada.bubble("Dimecres").last()).toBeVisible();
  });
});

test("markup is shown as a phone shows it, in a bubble and while it is written", async ({ arrive, phone }) => {
  const ada = await arrive("Agent");
  await ada.goTo("/inbox");
  await ada.open(CUSTOMER);
  const laia = await phone(CUSTOMER);
  await laia.write("És *molt* urgent, <b>de debò</b>");
  const bubble = ada.bubble("urgent");
  await expect(bubble.locator("strong")).toHaveText("molt");
  await expect(bubble.locator("b")).toHaveCount(0);
  await ada.composer.fill("_Demà_ al matí");
  await expect(ada.thread.locator(".markup-preview em")).toHaveText("Demà");
  await ada.composer.fill("Demà");
  await expect(ada.thread.locator(".markup-preview")).toHaveCount(0);
});

test("the customer sees that they were read and that somebody types, unless that is switched off", async ({
  arrive,
  phone,
}) => {
  const [ada, chief] = [await arrive("Agent"), await arrive("Administrator")];
  await ada.goTo("/inbox");
  await ada.open(CUSTOMER);
  const laia = await phone(CUSTOMER);

  await test.step("ticks turn blue once the agent has the thread open", async () => {
    await laia.write("Hi sou?");
    await expect(laia.bubble("Hi sou?").locator("[data-progress]")).toHaveAttribute("data-progress", "read");
    await ada.composer.pressSequentially("Sí");
    await expect(laia.page.getByRole("status").filter({ hasText: "Typing…" })).toHaveCount(1);
    await ada.reply("Sí, digues");
    await expect(laia.page.getByRole("status").filter({ hasText: "Typing…" })).toHaveCount(0);
  });

  await test.step("switched off, they stay as they are", async () => {
    const settings = new URL("/settings/general", chief.page.url()).href;
    const ticks = chief.page.getByLabel("That we read their messages (blue ticks)");
    await chief.page.goto(settings);
    await ticks.uncheck();
    const saved = chief.page.waitForResponse((answer) => answer.request().method() === "POST");
    await chief.page.getByRole("button", { name: "Save" }).last().click();
    await saved;
    await chief.page.goto(settings);
    await expect(ticks).not.toBeChecked();
    await laia.write("Encara hi sou?");
    await expect(ada.bubble("Encara hi sou?")).toHaveCount(1);
    await ada.reply("Sí que hi som");
    await expect(laia.bubble("Sí que hi som")).toHaveCount(1);
    const grey = laia.bubble("Encara hi sou?").locator("[data-progress]");
    await expect(grey).not.toHaveAttribute("data-progress", "read");
  });
});
