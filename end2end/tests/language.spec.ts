// Catalan, Spanish and English: by the browser's wish, changed by the chooser, kept.

import { awakened } from "../people/page.ts";
import { expect, test } from "../people/test.ts";

const wishes = [
  { locale: "ca-ES", code: "ca", heading: "Entra" },
  { locale: "es-MX", code: "es", heading: "Entrar" },
  { locale: "en-US", code: "en", heading: "Sign in" },
  { locale: "de-DE", code: "en", heading: "Sign in" },
];

for (const { locale, code, heading } of wishes) {
  test(`a browser that asks for ${locale} gets ${code}`, async ({ practice, strange }) => {
    const page = await strange({ locale });
    await page.goto(`${practice.address}/sign-in`);
    await expect(page.locator("html")).toHaveAttribute("lang", code);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
  });
}

test("the language chosen at the door is kept after signing in and after a reload", async ({ practice, strange }) => {
  const page = await strange({ locale: "en-GB" });
  await page.goto(`${practice.address}/sign-in`);
  await page.getByRole("button", { name: "Català" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Entra");
  await expect(page.getByRole("button", { name: "Català" })).toHaveAttribute("aria-pressed", "true");
  await awakened(page, () => page.getByRole("button", { name: "Agent" }).click());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Safata");
  await awakened(page, () => page.reload());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Safata");
  await expect(page).toHaveTitle("Safata · Bústia");
});

test("the chooser inside keeps the page, and changes every word of it", async ({ arrive }) => {
  const member = await arrive("Agent");
  await member.goTo("/inbox?view=waiting");
  await member.page.locator(".me summary").click();
  await awakened(member.page, () => member.page.getByRole("button", { name: "Castellano" }).click());
  await expect(member.page).toHaveURL(/\/inbox\?view=waiting$/);
  await expect(member.page.getByRole("heading", { level: 1 })).toHaveText("Bandeja");
  await expect(member.page.getByRole("navigation", { name: "Vistas" }).getByRole("link", { name: "En espera" }))
    .toHaveAttribute("aria-current", "page");
  await awakened(member.page, () => member.page.reload());
  await expect(member.page.locator("html")).toHaveAttribute("lang", "es");
});

test("the phone speaks the browser's language too", async ({ practice, strange }) => {
  const page = await strange({ locale: "es-ES" });
  await page.goto(`${practice.address}/practice`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Teléfono de práctica");
});
