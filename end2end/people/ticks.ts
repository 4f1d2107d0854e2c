// How far a message got, as the page showed it over time: a state that stands for a moment
// only is not missed.

import type { Locator } from "@playwright/test";

declare global {
  interface Window {
    seenProgress?: string[];
  }
}

/** Begins to take down each state that the ticks within `thread`'s newest own bubble show. */
export async function watchTicks(thread: Locator): Promise<void> {
  await thread.evaluate((thread) => {
    const seen: string[] = [];
    window.seenProgress = seen;
    const look = () => {
      const last = [...thread.querySelectorAll<HTMLElement>(".line.ours [data-progress]")].at(-1);
      const state = last?.dataset.progress;
      if (state && state !== seen.at(-1)) seen.push(state);
    };
    new MutationObserver(look).observe(thread, { subtree: true, childList: true, attributes: true });
  });
}

/** The states seen since, in the order in which they stood there. */
export function seenTicks(thread: Locator): Promise<string[]> {
  return thread.evaluate(() => window.seenProgress ?? []);
}
