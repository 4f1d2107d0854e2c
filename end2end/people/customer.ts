// A customer with the practice phone in hand, in English.

import { expect, type Locator, type Page } from "@playwright/test";
import { awakened, visit } from "./page.ts";
import { next, putForward, wall, type Weekday } from "./practice_clock.ts";

export class Customer {
  private constructor(
    readonly page: Page,
    readonly name: string,
  ) {}

  static async takePhone(page: Page, address: string, name: string): Promise<Customer> {
    await visit(page, `${address}/practice`);
    const customer = new Customer(page, name);
    await customer.look();
    return customer;
  }

  /** Opens the thread with the business on this customer's phone. */
  async look(): Promise<void> {
    await this.tab(this.name).click();
    await expect(this.tab(this.name)).toHaveAttribute("aria-current", "true");
  }

  /** Hands the phone to another customer: nobody looks at this one's thread any more. */
  async lookAway(): Promise<void> {
    const others = this.tabs.filter({ hasNotText: this.name });
    await others.first().click();
    await expect(this.tab(this.name)).not.toHaveAttribute("aria-current", "true");
  }

  get tabs(): Locator {
    return this.page.getByRole("navigation", { name: "Customers" }).getByRole("link");
  }

  tab(name: string): Locator {
    return this.tabs.filter({ hasText: name });
  }

  get bubbles(): Locator {
    return this.page.getByRole("region", { name: "Messages" }).getByRole("article");
  }

  bubble(text: string): Locator {
    return this.bubbles.filter({ hasText: text });
  }

  /** Taps what the business offers under that name. */
  async tap(name: string): Promise<void> {
    await this.bubbles.getByRole("button", { name, exact: true }).last().click();
  }

  /** Opens the page of all that can be done with a bubble. */
  async more(text: string): Promise<void> {
    // What only quotes it is another message.
    const said = this.bubbles.filter({ has: this.page.locator(".words", { hasText: text }) });
    await said.last().getByRole("link", { name: "More with this message" }).click();
    await expect(this.page.getByRole("heading", { name: "This message" })).toBeVisible();
  }

  /** Opens the page of all that the phone can do. */
  async moreOfAll(): Promise<void> {
    await this.page.getByRole("link", { name: "More…" }).click();
    await expect(this.page.getByRole("heading", { name: "The phone itself" })).toBeVisible();
  }

  /** Fills in a field of such a page. */
  async fill(label: string, words: string): Promise<void> {
    await this.page.getByLabel(label).fill(words);
  }

  /** Does what a button of such a page says, which leads back to the phone; of the form with those words. */
  async deed(name: string, words = ""): Promise<void> {
    const form = this.page.locator("form").filter({ hasText: words });
    await awakened(this.page, () => form.getByRole("button", { name, exact: true }).first().click());
    await expect(this.tab(this.name)).toHaveAttribute("aria-current", "true");
  }

  get field(): Locator {
    return this.page.getByRole("textbox", { name: "Write as the customer" });
  }

  /** Lets time pass for everybody, at the button of that name. */
  async letPass(span: "+10 min" | "+1 h" | "+1 day", times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await awakened(this.page, () => this.page.getByRole("button", { name: span, exact: true }).click());
    }
  }

  /** Lets time pass for everybody until it is that hour of that weekday here. */
  async letPassUntil(weekday: Weekday, hour: string): Promise<void> {
    const now = await wall(this.page);
    const then = next(weekday, hour, now);
    for (let left = then - now; left > 0; left = then - (await wall(this.page))) {
      // The clocks may be changed on the way: the last hour is reckoned anew.
      await putForward(this.page, left > 120 ? left - 60 : left);
    }
  }

  /** Writes, having come by a click on an ad. */
  async writeByAd(text: string): Promise<void> {
    const ad = this.page.getByRole("checkbox", { name: "Comes by an ad" });
    await ad.check();
    await this.write(text);
    await expect(ad).not.toBeChecked();
  }

  async write(text: string): Promise<void> {
    await this.field.fill(text);
    await this.page.getByRole("button", { name: "Send" }).click();
    await expect(this.bubble(text)).toHaveCount(1);
    await expect(this.field).toHaveValue("");
  }
}
