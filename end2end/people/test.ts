// What a spec about people imports: the harness's `test`, with members of the team and
// customers who each sit at a browser of their own.
//
//   test("…", async ({ arrive, phone }) => {
//     const [ada, customer] = [await arrive("Agent"), await phone("Laia Ferrer")];
//   });

import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { type BusinessNumber, Meta } from "../harness/meta.ts";
import { test as harness, lend } from "../harness/test.ts";
import { Customer } from "./customer.ts";
import { Member, type Role } from "./member.ts";

export { expect } from "../harness/test.ts";
export type { Customer } from "./customer.ts";
export type { Member, Role } from "./member.ts";

type People = {
  /** A page in a browser of its own: no cookies, nothing kept. */
  strange: (options?: BrowserContextOptions) => Promise<Page>;
  /** Somebody of the practice team, signed in with one click. */
  arrive: (role: Role, options?: BrowserContextOptions) => Promise<Member>;
  /** A customer with the practice phone in hand. */
  phone: (name: string, options?: BrowserContextOptions) => Promise<Customer>;
};

export const test = harness.extend<People>({
  strange: async ({ browser }, use) => {
    const opened: Awaited<ReturnType<Browser["newContext"]>>[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      opened.push(context);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },

  arrive: async ({ practice, strange }, use) => {
    await use(async (role, options) => Member.arrive(await strange(options), practice.address, role));
  },

  phone: async ({ practice, strange }, use) => {
    await use(async (name, options) => Customer.takePhone(await strange(options), practice.address, name));
  },
});

/** The same on a desk where nobody is yet, before a Meta that has this number. */
export function before(number: BusinessNumber) {
  return test.extend<{}, { meta: Meta }>({
    meta: [
      async ({}, use) => {
        const meta = await Meta.start(number);
        await use(meta);
        await meta.stop();
      },
      { scope: "worker" },
    ],

    product: async ({ products, meta }, use, about) => {
      await lend(await products.of(about.file, "fresh", ["--graph-url", meta.address]), use, about);
    },
  });
}
