// The practice clock as a page shows it, and putting it forward. Times on the wall are counted in
// minutes, as if the wall hung in Greenwich.

import { expect, type Page } from "@playwright/test";
import { visit } from "./page.ts";

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const minute = 60_000;
const day = 24 * 60;

export type Weekday = (typeof weekdays)[number];

/** What the clock on the phone's page shows. */
export async function wall(page: Page): Promise<number> {
  const clock = page.locator(".passing .clock");
  // Until the page knows its reader's zone it shows Greenwich's time, which Madrid never has.
  await expect(clock).toContainText("(UTC+");
  const shown = await clock.innerText();
  const [, date, hour] = /(\d+ \w+ \d{4}), (\d\d:\d\d)/.exec(shown) ?? [];
  const at = Date.parse(`${date} ${hour} UTC`) / minute;
  expect(at, `a moment in “${shown}”`).not.toBeNaN();
  return at;
}

/** The first moment after `now` at which it is that hour of that weekday. */
export function next(weekday: Weekday, hour: string, now: number): number {
  const [hours, minutes] = hour.split(":").map(Number);
  const today = Math.floor(now / day) * day;
  const days = (weekdays.indexOf(weekday) - new Date(now * minute).getUTCDay() + 7) % 7;
  const then = today + days * day + hours * 60 + minutes;
  return then > now ? then : then + 7 * day;
}

/** Lets so many minutes pass for everybody, and looks at the page anew. */
export async function putForward(page: Page, minutes: number): Promise<void> {
  const { origin } = new URL(page.url());
  const sent = { form: { minutes }, headers: { Origin: origin } };
  const answer = await page.request.post(`${origin}/practice/clock`, sent);
  expect(answer.ok(), "the clock is put forward").toBe(true);
  await visit(page, page.url());
}
