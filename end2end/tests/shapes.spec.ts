// Every page on a wide screen and on a phone, in light and in dark: nothing sticks out,
// nothing is hard to read, and what one came for is in reach.

import { obstacles } from "../people/eyes.ts";
import { overhang } from "../people/page.ts";
import { see, shapes, sights } from "../people/sights.ts";
import { expect, test } from "../people/test.ts";

for (const shape of shapes) {
  for (const sight of sights) {
    test(`${sight.name}, ${shape.name}: all of it fits and can be read`, async ({ practice, strange, browserConsole }) => {
      if (sight.gone) browserConsole.foresee(/status of 404/);
      const page = await strange(shape.options);
      await see(page, practice.address, sight);
      expect(await overhang(page), "pixels to scroll sideways").toBe(0);
      expect(await obstacles(page)).toEqual([]);
    });
  }
}

test.describe("on a phone", () => {
  const options = { ...shapes.find((shape) => shape.name === "phone-light")?.options, locale: "en-GB" };

  test("list and thread take turns, and the composer is under the thumb", async ({ arrive }) => {
    const ada = await arrive("Agent", options);
    await expect(ada.row("Núria Soler")).toBeVisible();
    await expect(ada.thread).not.toBeInViewport();
    await ada.open("Núria Soler");
    await expect(ada.tickets).not.toBeInViewport();
    await expect(ada.composer).toBeInViewport({ ratio: 1 });
    await expect(ada.bubbles.last()).toBeInViewport({ ratio: 1 });
    await ada.thread.getByRole("link", { name: "Back to the list" }).click();
    await expect(ada.row("Núria Soler")).toBeInViewport();
  });

  test("the menu is a bar at the bottom", async ({ arrive }) => {
    const ada = await arrive("Agent", options);
    const bar = await ada.page.getByRole("navigation", { name: "Main menu" }).boundingBox();
    expect(bar?.width).toBe(390);
    expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBe(844);
    await ada.page.getByRole("link", { name: "Board" }).click();
    await expect(ada.page.getByRole("heading", { name: "Board" })).toBeVisible();
  });

  test("details open over the thread and close again", async ({ arrive }) => {
    const ada = await arrive("Agent", options);
    await ada.open("Núria Soler");
    const details = ada.page.getByRole("complementary", { name: "Details" });
    await expect(details).not.toBeInViewport();
    await ada.thread.getByRole("button", { name: "Details" }).click();
    await expect(details).toBeInViewport();
    await ada.thread.getByRole("button", { name: "Details" }).click();
    await expect(details).not.toBeInViewport();
  });

  test("what a finger has to hit is big enough for it", async ({ arrive }) => {
    const ada = await arrive("Agent", options);
    await ada.open("Núria Soler");
    for (const target of await ada.page.locator("button:visible, select:visible, nav a:visible").all()) {
      const box = await target.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), await target.innerText()).toBeGreaterThanOrEqual(24);
    }
  });
});

test("the whole of an answer can be given by keyboard", async ({ arrive }) => {
  const ada = await arrive("Agent");
  await ada.page.keyboard.press("Tab");
  await expect(ada.page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await ada.page.keyboard.press("Enter");
  await expect(ada.page.getByRole("main")).toBeFocused();
  await ada.row("Núria Soler").getByRole("link").focus();
  await ada.page.keyboard.press("Enter");
  await ada.composer.focus();
  await ada.page.keyboard.type("Sí, passa quan vulguis");
  await ada.page.keyboard.press("Tab");
  await expect(ada.thread.getByRole("button", { name: "Send" })).toBeFocused();
  await ada.page.keyboard.press("Enter");
  await expect(ada.bubble("Sí, passa quan vulguis")).toHaveCount(1);
});
