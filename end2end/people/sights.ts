// Every page there is to see, and the shapes in which people see it.

import type { BrowserContextOptions, Page } from "@playwright/test";
import { visit } from "./page.ts";

export type Sight = {
  readonly name: string;
  /** Who looks: nobody signed in, or a member of the team. */
  readonly as: "stranger" | "Agent" | "Guest" | "Administrator";
  readonly path: string;
  /** The number of this customer's ticket on the list ends the path. */
  readonly ticket?: string;
  /** What stands behind that. */
  readonly end?: string;
  /** It is answered that there is no such page. */
  readonly gone?: boolean;
};

export const sights: readonly Sight[] = [
  { name: "sign-in", as: "stranger", path: "/sign-in" },
  { name: "sign-in-refused", as: "stranger", path: "/sign-in?problem=wrong_credentials" },
  { name: "invitation-over", as: "stranger", path: "/invitation/nothing", gone: true },
  { name: "practice", as: "stranger", path: "/practice" },
  { name: "practice-phone", as: "stranger", path: "/practice/phone?customer=34600555005" },
  { name: "practice-network", as: "stranger", path: "/practice/network" },
  { name: "inbox", as: "Agent", path: "/inbox" },
  { name: "thread", as: "Agent", path: "/inbox", ticket: "Núria Soler" },
  { name: "thread-guest", as: "Guest", path: "/inbox", ticket: "Núria Soler" },
  { name: "inbox-empty", as: "Guest", path: "/inbox?view=mine" },
  { name: "board", as: "Agent", path: "/board" },
  { name: "customer", as: "Agent", path: "/customers", ticket: "Núria Soler" },
  { name: "customer-guest", as: "Guest", path: "/customers", ticket: "Núria Soler" },
  { name: "customer-kin", as: "Agent", path: "/customers", ticket: "Núria Soler", end: "/kin?q=a" },
  { name: "compose", as: "Agent", path: "/compose", ticket: "Núria Soler" },
  { name: "templates", as: "Agent", path: "/templates", ticket: "Núria Soler" },
  { name: "template", as: "Agent", path: "/templates", ticket: "Núria Soler", end: "?name=bike_ready&language=ca" },
  { name: "account", as: "Agent", path: "/account" },
  { name: "account-two-step", as: "Agent", path: "/account/two-step" },
  { name: "prove", as: "Administrator", path: "/prove?back=/settings/keys" },
  { name: "settings-rules", as: "Administrator", path: "/settings/rules" },
  { name: "settings-rule", as: "Administrator", path: "/settings/rules/billing" },
  { name: "settings-policy", as: "Administrator", path: "/settings/policies/usual" },
  { name: "settings-hours", as: "Administrator", path: "/settings/hours/new" },
  { name: "settings-team", as: "Administrator", path: "/settings/teams/billing" },
  { name: "settings-people", as: "Administrator", path: "/settings/people" },
  { name: "settings-general", as: "Administrator", path: "/settings/general" },
  { name: "settings-history", as: "Administrator", path: "/settings/history" },
  { name: "settings-numbers", as: "Administrator", path: "/settings/numbers" },
  { name: "settings-templates", as: "Administrator", path: "/settings/templates" },
  { name: "settings-template", as: "Administrator", path: "/settings/templates/new" },
  { name: "settings-outgoing", as: "Administrator", path: "/settings/outgoing" },
  { name: "settings-keys", as: "Administrator", path: "/settings/keys" },
];

export type Shape = { readonly name: string; readonly options: BrowserContextOptions };

const wide = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** Each in a language that has not been seen in its width: words differ in length. */
export const shapes: readonly Shape[] = [
  { name: "wide-light", options: { ...wide, colorScheme: "light", locale: "en-GB" } },
  { name: "wide-dark", options: { ...wide, colorScheme: "dark", locale: "ca-ES" } },
  { name: "phone-light", options: { ...phone, colorScheme: "light", locale: "ca-ES" } },
  { name: "phone-dark", options: { ...phone, colorScheme: "dark", locale: "es-ES" } },
];

/** Goes to a sight and waits until it is whole. */
export async function see(page: Page, address: string, sight: Sight): Promise<void> {
  if (sight.as !== "stranger") {
    await page.goto(`${address}/sign-in`);
    await page.locator(`button[value="${sight.as.toLowerCase()}"]`).click();
    await page.waitForURL(/\/inbox/);
  }
  let path = sight.path;
  if (sight.ticket) {
    const row = page.locator("li[data-number]").filter({ hasText: sight.ticket });
    path = `${sight.path}/${await row.getAttribute("data-number")}${sight.end ?? ""}`;
  }
  // The door, the settings, one's account, what is about a customer and what else practice can do are plain
  // HTML, whole as soon as they are loaded.
  const plain = /^\/(sign-in|invitation|prove|account|settings|customers|compose|templates|practice\/)/;
  const arrive = plain.test(path) ? page.goto.bind(page) : visit.bind(null, page);
  await arrive(`${address}${path}`);
}
