// Files that customers send: what the team sees and hears of them.

import { expect, test } from "../people/test.ts";

test("a picture from the phone is seen by the agent who has the ticket open", async ({ arrive, phone }) => {
  const [ada, laia] = [await arrive("Agent"), await phone("Laia Ferrer")];
  await ada.open("Laia Ferrer");
  const before = await ada.bubbles.getByRole("img", { name: "Image" }).count();
  await laia.page.getByRole("button", { name: "A picture" }).click();
  await expect(laia.bubble("[image]")).toHaveCount(1);
  const pictures = ada.bubbles.getByRole("img", { name: "Image" });
  await expect(pictures).toHaveCount(before + 1);
  await pictures.last().scrollIntoViewIfNeeded();
  // Loaded and drawn: what the policy of the page forbids has no size of its own.
  await expect
    .poll(() => pictures.last().evaluate((picture: HTMLImageElement) => picture.naturalWidth))
    .toBe(320);
});

test("a voice note from the phone can be played", async ({ arrive, phone }) => {
  const [ada, grace] = [await arrive("Agent"), await phone("Grace Adeyemi")];
  await ada.open("Grace Adeyemi");
  await grace.page.getByRole("button", { name: "A voice note" }).click();
  const note = ada.bubbles.locator("audio").last();
  await expect(note).toBeVisible();
  await note.evaluate((audio: HTMLAudioElement) => audio.load());
  const source = await note.getAttribute("src");
  const answer = await ada.page.request.get(new URL(source ?? "", ada.page.url()).href);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toBe("audio/mpeg");
});
