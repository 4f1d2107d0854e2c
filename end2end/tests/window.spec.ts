// The window in which a free reply is allowed, and the free entry of whom an ad brought.

import { expect, test } from "../people/test.ts";

test("once the window is closed, the clock of whom an ad brought counts on to the end of the free entry", async ({
  arrive,
  phone,
}) => {
  const [ada, siobhan] = [await arrive("Agent"), await phone("Siobhán Kerr")];
  await ada.open("Siobhán Kerr");
  await expect(ada.window).toHaveAttribute("title", /^You can answer for free until [^.]+$/);
  await siobhan.writeByAd("Is the offer still on?");
  await expect(ada.bubble("Is the offer still on?")).toHaveCount(1);
  await ada.reply("It is, until Sunday");
  await expect(ada.window).toHaveAttribute("title", /^You can answer for free until .+\. Templates are free until /);
  await siobhan.letPass("+1 day");
  await expect(ada.window).toHaveAttribute("title", /^The window to answer closed .+\. Templates are free until /);
  await expect(ada.window).toContainText("47 h");
  await siobhan.letPass("+1 day", 2);
  await expect(ada.window).toHaveAttribute("title", /^The window to answer closed [^.]+$/);
});
