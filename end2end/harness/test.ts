// What a spec imports: Playwright's `test` with a product to test and pages that fail the
// test when the browser's console holds an error.
//
//   import { expect, test } from "../harness/test.ts";
//   test("…", async ({ practice, page }) => { await page.goto(practice.address); … });
//
// The product is started once per file and mode, so the tests of a file share its data; use
// `test.describe.serial` where one builds on another. A second person is a second context:
// `const other = await (await browser.newContext()).newPage()`.

import { test as base, type BrowserContext, expect, type TestInfo } from "@playwright/test";
import { type Mode, Product } from "./product.ts";

export { expect };

class Products {
  private file = "";
  private readonly running = new Map<Mode, Product>();

  async of(file: string, mode: Mode, flags: readonly string[] = []): Promise<Product> {
    if (file !== this.file) await this.stop();
    this.file = file;
    const product = this.running.get(mode) ?? (await Product.start(mode, { flags }));
    this.running.set(mode, product);
    return product;
  }

  async stop(): Promise<void> {
    const products = [...this.running.values()];
    this.running.clear();
    await Promise.all(products.map((product) => product.stop()));
  }
}

/** The errors in the consoles of all contexts that a test opens. */
export class Console {
  readonly errors: string[] = [];
  private readonly foreseen: RegExp[] = [];

  /** Errors like this one belong to what the test does (a page that is not there, say). */
  foresee(error: RegExp): void {
    this.foreseen.push(error);
  }

  watch(context: BrowserContext): void {
    context.on("console", (message) => {
      if (message.type() === "error") this.note(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (thrown) => this.note(thrown.error().stack ?? thrown.error().message));
  }

  private note(error: string): void {
    if (!this.foreseen.some((pattern) => pattern.test(error))) this.errors.push(error);
  }
}

type OfTest = {
  /** A product in a fresh folder, for its set-up link; nobody is there yet. */
  product: Product;
  /** A product in practice mode: a small team, conversations, one-click sign-in. */
  practice: Product;
  /** What the browser complains of; watched in every test. */
  browserConsole: Console;
};

export const test = base.extend<OfTest, { products: Products }>({
  products: [
    async ({}, use) => {
      const products = new Products();
      await use(products);
      await products.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  product: async ({ products }, use, about) => {
    await lend(await products.of(about.file, "fresh"), use, about);
  },

  practice: async ({ products }, use, about) => {
    await lend(await products.of(about.file, "practice"), use, about);
  },

  browserConsole: [
    async ({ browser }, use) => {
      const browserConsole = new Console();
      const watch = (context: BrowserContext) => browserConsole.watch(context);
      browser.on("context", watch);
      await use(browserConsole);
      browser.off("context", watch);
      expect(browserConsole.errors, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

/** Gives a test its product, and the test's report what the product said if it fails. */
export async function lend(product: Product, use: (product: Product) => Promise<void>, about: TestInfo): Promise<void> {
  await use(product);
  if (about.status !== about.expectedStatus) {
    await about.attach("server log", { body: product.output, contentType: "text/plain" });
  }
}
