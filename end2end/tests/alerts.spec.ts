// What cannot wait is told wherever somebody is: a clock that nears its end, and one that broke.

import { obstacles } from "../people/eyes.ts";
import { overhang } from "../people/page.ts";
import { shapes } from "../people/sights.ts";
import { expect, test } from "../people/test.ts";

test.describe.configure({ mode: "serial" });

test("agent and supervisor hear of a clock that nears its end and of its break", async ({ arrive, phone }) => {
  const [julia, marta] = [await arrive("Agent"), await arrive("Supervisor")];
  const diego = await phone("Diego Salas");
  await diego.write("¿Me mandáis la factura?");
  await julia.goTo("/inbox");
  await marta.goTo("/board");
  // It was Júlia's already; the practice shop answers within two hours.
  await expect(marta.card("Open", "Diego Salas")).toContainText(julia.name);
  const badge = julia.row("Diego Salas").locator(".clock.sla");
  await expect(badge).toHaveClass(/quiet/);

  await diego.letPass("+1 h");
  await diego.letPass("+10 min", 3);
  await marta.dismissAlerts();
  await diego.letPass("+10 min");
  for (const member of [julia, marta]) {
    await expect(member.alert("Diego Salas")).toContainText("80% of the time has passed");
  }
  await expect(badge).toHaveClass(/warn/);

  await diego.letPass("+10 min");
  await marta.dismissAlerts();
  await diego.letPass("+10 min");
  for (const member of [julia, marta]) {
    await expect(member.alert("Diego Salas")).toContainText("out of time");
  }
  await expect(badge).toHaveClass(/late/);
  await expect(marta.card("Open", "Diego Salas")).toContainText(julia.name);
});

test("an alert leads to its ticket, and goes when somebody answers", async ({ arrive, phone }) => {
  const [julia, marta] = [await arrive("Agent"), await arrive("Supervisor")];
  const owen = await phone("Owen Prichard");
  await owen.write("Where is my invoice?");
  await marta.goTo("/board");
  await julia.goTo("/inbox");
  await julia.open("Owen Prichard");
  await julia.take();
  await owen.letPass("+1 h");
  await marta.dismissAlerts();
  await owen.letPass("+1 h");
  await expect(marta.alert("Owen Prichard")).toContainText("out of time");

  await marta.alert("Owen Prichard").getByRole("link").click();
  await expect(marta.thread.getByRole("heading", { level: 1 })).toContainText("Owen Prichard");
  await expect(marta.alert("Owen Prichard")).toHaveCount(0);
  await expect(julia.alert("Owen Prichard")).toHaveCount(1);
  await marta.reply("It is on its way.");
  await expect(julia.alert("Owen Prichard")).toHaveCount(0);
});

test("who has only the settings open hears of a break there, and what they put away stays away", async ({
  arrive,
  phone,
}) => {
  const [gemma, marta] = [await arrive("Administrator"), await arrive("Supervisor")];
  const gerard = await phone("Gerard Montaner");
  await marta.goTo("/inbox");
  // Answered before, so that the next message starts a clock.
  await gerard.write("Hi ha algú?");
  await marta.open("Gerard Montaner");
  await expect(marta.bubble("Hi ha algú?")).toHaveCount(1);
  await marta.reply("Sí, digues.");
  await gerard.write("Ja teniu la bici?");
  await expect(marta.bubble("Ja teniu la bici?")).toHaveCount(1);

  await gemma.page.goto(new URL("/settings/rules", gemma.page.url()).href);
  await gerard.letPass("+1 h", 2);
  await expect(gemma.alert("Gerard Montaner")).toContainText("out of time");
  await gemma.alert("Gerard Montaner").getByRole("button").click();
  await expect(gemma.anyAlert("Gerard Montaner")).toHaveCount(0);

  await gemma.goTo("/inbox");
  await expect(gemma.anyAlert("Gerard Montaner")).toHaveCount(0);
  await expect(marta.alert("Gerard Montaner"), "others are told still").toContainText("out of time");
});

test("an alert outlives reloads of the page until it is put away", async ({ arrive }) => {
  const marta = await arrive("Supervisor");
  for (const path of ["/inbox", "/board", "/inbox"]) {
    await marta.goTo(path);
    await marta.unfoldAlerts();
    await expect(marta.alert("Gerard Montaner")).toContainText("out of time");
  }
  await marta.alert("Gerard Montaner").getByRole("button").click();
  await expect(marta.anyAlert("Gerard Montaner")).toHaveCount(0);
  await marta.goTo("/inbox");
  await expect(marta.anyAlert("Gerard Montaner")).toHaveCount(0);
});

test("many at once leave room for the page, and go at one click", async ({ arrive, phone }) => {
  const marta = await arrive("Supervisor");
  await marta.goTo("/board");
  const small = shapes.find((shape) => shape.name === "phone-dark")?.options;
  const onThePhone = await arrive("Supervisor", { ...small, locale: "en-GB" });
  await onThePhone.goTo("/inbox");
  // Each was answered before, so that each of these starts a clock.
  const customers = ["Enric Sabater", "Javier Molina", "Jordi Casals", "Tom Hollis", "Owen Prichard"];
  const hand = await phone("Rosa Maria Bofill");
  for (const name of customers) {
    await hand.tab(name).click();
    await hand.write("Hello?");
  }
  await hand.letPass("+1 day");
  await expect(marta.alerts.getByRole("listitem")).toHaveCount(4);
  await expect(marta.alerts).toContainText(/and \d+ more alert/);
  await expect(onThePhone.alerts.getByRole("listitem")).toHaveCount(4);
  for (const { page } of [marta, onThePhone]) {
    expect(await overhang(page), "pixels to scroll sideways").toBe(0);
    expect(await obstacles(page)).toEqual([]);
  }
  await marta.alerts.getByRole("button", { name: "Dismiss all" }).click();
  await expect(marta.alerts.getByRole("listitem")).toHaveCount(0);
});
