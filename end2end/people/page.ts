// What any page can be asked, whoever looks at it.

import { expect, type Page } from "@playwright/test";

/** The cookie by which a page that came to life tells the reader's zone. */
const signOfLife = "bustia_zone";

/** Opens an address and waits until the page is alive: what was rendered now also reacts. */
export async function visit(page: Page, address: string): Promise<void> {
  await awakened(page, () => page.goto(address));
}

/** Does what leads to another page, and waits until that one is alive. */
export async function awakened(page: Page, step: () => Promise<unknown>): Promise<void> {
  await page.context().clearCookies({ name: signOfLife });
  await step();
  await expect.poll(() => names(page), "the page comes to life").toContain(signOfLife);
}

async function names(page: Page): Promise<string[]> {
  return (await page.context().cookies()).map((cookie) => cookie.name);
}

/** What the page says, without what changes by itself: ages, clocks, the state of the line, who is there. */
export function said(page: Page): Promise<string> {
  return page.getByRole("main").evaluate((main) => {
    const copy = main.cloneNode(true) as HTMLElement;
    for (const timely of copy.querySelectorAll("time, .clock, .heard[aria-live], .assign option")) timely.remove();
    const texts: string[] = [];
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) texts.push(walk.currentNode.textContent?.trim() ?? "");
    return texts.filter((text) => text !== "").join("\n");
  });
}

/** By how many pixels the page is wider than the window. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
