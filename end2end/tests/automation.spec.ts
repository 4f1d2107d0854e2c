// What the shop says by itself: at night that it is closed, and something to whoever falls silent. Its
// rules for that are switched off until an administrator wants them.

import type { Product } from "../harness/product.ts";
import { type Customer, expect, type Member, test } from "../people/test.ts";

// Half a day of several people, by pages that are loaded anew whenever time passes.
test.describe.configure({ mode: "serial", timeout: 120_000 });

const closed = "Ara tenim tancat";
const followUp = "Encara hi ets?";
/** Where the thread of a customer is, by their name. */
const threads = new Map<string, string>();

test("whoever writes at night is told once when the shop opens, in their words and by their clock", async ({
  arrive,
  phone,
}) => {
  await switchOn(await arrive("Administrator"), "Fora d'horari");
  const montserrat = await phone("Montserrat Vila");
  const grace = await phone("Grace Adeyemi");
  await montserrat.letPassUntil("Tuesday", "22:30");
  await montserrat.write("Bona nit, a quina hora obriu demà?");
  await expect(montserrat.bubble(closed)).toContainText("demà a les 10:00");
  await grace.write("Hello, when do you open tomorrow, please?");
  // London is an hour behind Madrid all year round.
  await expect(grace.bubble(closed)).toContainText("tomorrow at 09:00");

  const julia = await arrive("Agent");
  await julia.goTo("/inbox");
  await test.step("the thread names the rule, and tells what it saw", async () => {
    await julia.open("Montserrat Vila");
    const reply = said(julia, closed);
    await expect(reply.locator(".by")).toHaveText("Fora d'horari");
    await reply.getByText("Why?").click();
    await expect(reply).toContainText("“Fora d'horari” (version 2)");
    await expect(reply).toContainText("Within opening hours is No: yes (No)");
  });

  await test.step("what is written next in that night has no such answer", async () => {
    await montserrat.write("D'acord, fins demà");
    await expect(julia.bubble("D'acord, fins demà")).toHaveCount(1);
    // It would have come together with the message.
    await expect(julia.bubble(closed)).toHaveCount(1);
  });
});

test("whoever writes by day is not told that the shop is closed", async ({ arrive, phone }) => {
  const biel = await phone("Biel Carreras");
  await biel.letPassUntil("Wednesday", "10:30");
  await biel.write("Bon dia, ja heu obert?");
  const julia = await arrive("Agent");
  await julia.goTo("/inbox");
  await julia.open("Biel Carreras");
  await expect(julia.bubble("Bon dia, ja heu obert?")).toHaveCount(1);
  // It would have come together with the message.
  await expect(julia.bubble(closed)).toHaveCount(0);
});

test("a customer who falls silent after an answer is written to", async ({ arrive, phone, practice }) => {
  await switchOn(await arrive("Administrator"), "Seguiment");
  const [gerard, aina] = [await phone("Gerard Montaner"), await phone("Aina Roig")];
  const [oriol, biel] = [await phone("Oriol Bastida"), await phone("Biel Carreras")];
  await oriol.letPassUntil("Thursday", "11:30");
  const julia = await arrive("Agent");
  await julia.goTo("/inbox");
  for (const customer of [gerard, aina, oriol]) {
    await talk(customer, "Bon dia, quan puc passar?", julia, "Et va bé dijous a la tarda?");
  }
  // Four hours of work, the shop being closed from two to four.
  const next = /Next: “Seguiment”, today, 17:3\d/;
  await test.step("the ticket tells the next step and when it is due", async () => {
    await expect(julia.details).toContainText(next);
    await julia.goTo(thread(aina));
    await expect(julia.details).toContainText(next);
  });
  await test.step("one wants no such messages, and one answers: nothing comes next", async () => {
    await optOut(practice, gerard);
    await aina.write("Sí, perfecte");
    await expect(julia.row("Aina Roig")).toContainText("Sí, perfecte");
    await expect(julia.details).not.toContainText("Next:");
    await julia.goTo(thread(gerard));
    await expect(julia.details).not.toContainText("Next:");
  });
  // An hour later than the others.
  await oriol.letPassUntil("Thursday", "12:30");
  await talk(biel, "I jo, quan puc passar?", julia, "Demà al matí?");

  await oriol.letPassUntil("Thursday", "17:45");
  await expect(oriol.bubble(followUp)).toHaveCount(1);
  await julia.goTo(thread(oriol));
  const message = said(julia, followUp);
  await expect(message.locator(".by")).toHaveText("Seguiment");
  await message.getByText("Why?").click();
  await expect(message).toContainText("“Seguiment” (version 2)");
});

test("nobody is written to twice, nor after an answer, nor against their will", async ({ arrive, phone }) => {
  const biel = await phone("Biel Carreras");
  await biel.letPassUntil("Thursday", "18:45");
  // Whatever was due before is done by now.
  await expect(biel.bubble(followUp)).toHaveCount(1);
  const julia = await arrive("Agent");
  for (const [name, times] of [["Oriol Bastida", 1], ["Aina Roig", 0], ["Gerard Montaner", 0]] as const) {
    await julia.goTo(threads.get(name) ?? "");
    await expect(julia.bubble("Et va bé dijous a la tarda?")).toHaveCount(1);
    await expect(julia.bubble(followUp), name).toHaveCount(times);
  }
});

test("a customer who answered is left in peace until the next answer", async ({ arrive, phone }) => {
  const [aina, oriol] = [await phone("Aina Roig"), await phone("Oriol Bastida")];
  const julia = await arrive("Agent");
  await julia.goTo("/inbox");
  await oriol.write("Sí, ara hi soc");
  await expect(julia.row("Oriol Bastida")).toContainText("Sí, ara hi soc");
  await aina.letPassUntil("Friday", "11:30");
  await talk(aina, "I puc portar-hi la bici?", julia, "És clar! A quina hora?");
  await aina.letPassUntil("Friday", "17:45");
  // Anew for the new answer; Oriol got none since he wrote.
  await expect(aina.bubble(followUp)).toHaveCount(1);
  await julia.goTo(thread(oriol));
  await expect(julia.bubble("Sí, ara hi soc")).toHaveCount(1);
  await expect(julia.bubble(followUp)).toHaveCount(1);
});

/** Switches on a rule that is off. */
async function switchOn({ page }: Member, rule: string): Promise<void> {
  await page.goto(new URL("/settings/rules", page.url()).href);
  await page.getByRole("button", { name: `Off: ${rule}` }).click();
  const isOn = page.getByRole("button", { name: `On: ${rule}` });
  const anyway = page.getByRole("button", { name: "Save anyway" });
  // It depends on the hour how many of the shop's customers wrote while it was closed.
  await expect(isOn.or(anyway)).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
  await expect(isOn).toBeVisible();
}

/** The customer writes, and is answered. */
async function talk(customer: Customer, words: string, member: Member, answer: string): Promise<void> {
  await customer.write(words);
  await member.open(customer.name);
  await expect(member.bubble(words)).toHaveCount(1);
  threads.set(customer.name, new URL(member.page.url()).pathname);
  await member.reply(answer);
}

function thread(customer: Customer): string {
  return threads.get(customer.name) ?? "";
}

/** The line of the open thread that holds those words of ours. */
function said(member: Member, words: string) {
  return member.thread.locator(".line.ours", { hasText: words });
}

/** Notes that the customer wants no message that answers nothing, as a program would. */
async function optOut(product: Product, customer: Customer): Promise<void> {
  const number = thread(customer).split("/").at(-1);
  const answer = await fetch(`${product.address}/api/v1/tickets/${number}/contact`, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${await product.key("agent")}`, "Content-Type": "application/json" },
    body: JSON.stringify({ opted_out: true }),
  });
  expect(answer.status, "it is noted").toBe(200);
}
