// Does the harness notice what it is there to notice? The product itself is in `tests/`.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { links, Product } from "./product.ts";
import { expect, test } from "./test.ts";

const standIn = resolve(import.meta.dirname, "stand-in.mjs");

test("an address counts once its line is whole", () => {
  expect(links("Open http://127.0.0.1:30")).toEqual([]);
  expect(links("Open http://127.0.0.1:3000/\nor http://127.0.0.1:3")).toEqual(["http://127.0.0.1:3000/"]);
});

test("an address ends where the sentence goes on", () => {
  const printed = "Open http://127.0.0.1:1/ to answer, and http://127.0.0.1:1/practice.\n";
  expect(links(printed)).toEqual(["http://127.0.0.1:1/", "http://127.0.0.1:1/practice"]);
});

test("a product is started in a fresh folder, reached, and ended", async ({ page }) => {
  const product = await Product.start("practice", { binary: standIn });
  await page.goto(product.address);
  await expect(page.getByText("practice")).toBeVisible();
  expect(await product.setUpLink()).toBe(`${product.address}/set-up/once`);
  expect(existsSync(product.data)).toBe(true);
  await product.stop();
  expect(existsSync(product.data)).toBe(false);
  await expect(fetch(product.address)).rejects.toThrow();
});

test("a product that is started again has its address and its folder", async () => {
  const product = await Product.start("fresh", { binary: standIn });
  const { address, data } = product;
  await product.restart(() => expect(fetch(address)).rejects.toThrow());
  expect([product.address, product.data]).toEqual([address, data]);
  expect((await fetch(address)).ok).toBe(true);
  await product.stop();
});

test("a product that ends before it listens is told with its last words", async () => {
  await expect(Product.start("fresh", { binary: "/bin/false" })).rejects.toThrow("/bin/false ended too early");
  await expect(Product.start("fresh", { binary: "/no/such/bustia" })).rejects.toThrow("could not be started");
});

test("a command runs on the product's folder, and one that fails is told with its words", async () => {
  const product = await Product.start("fresh", { binary: standIn });
  const said = await product.command(["number", "add"], { BUSTIA_ACCESS_TOKEN: "secret" });
  expect(said).toBe(`number add in ${product.data}, with BUSTIA_ACCESS_TOKEN\n`);
  expect(await product.key("agent")).toBe("key for agent");
  await expect(product.command(["dance"])).rejects.toThrow("these are not the product's flags");
  await product.stop();
});

test("an error in any page's console fails the test", async ({ browser, page }) => {
  test.fail();
  await page.goto("about:blank");
  const other = await (await browser.newContext()).newPage();
  await other.evaluate(() => console.error("seen in another context"));
});

test("an exception in a page fails the test", async ({ page }) => {
  test.fail();
  const thrown = page.waitForEvent("pageerror");
  await page.evaluate(() => setTimeout(() => Promise.reject(new Error("nobody caught this"))));
  await thrown;
});

test("an error that the test foresees does not fail it", async ({ page, browserConsole }) => {
  browserConsole.foresee(/as planned/);
  await page.evaluate(() => console.error("as planned"));
  await page.evaluate(() => console.warn("a warning is no error"));
});
