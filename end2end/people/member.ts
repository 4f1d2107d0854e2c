// Somebody of the team at their browser, in English: what they look for and what they do.

import { expect, type Locator, type Page } from "@playwright/test";
import { awakened, visit } from "./page.ts";

export type Role = "Administrator" | "Supervisor" | "Agent" | "Guest";
export type Account = { readonly name: string; readonly email: string; readonly password: string };
export type Column = "Open" | "Waiting" | "Snoozed" | "Resolved lately";

export class Member {
  private constructor(
    readonly page: Page,
    private readonly address: string,
    /** As the team knows them. */
    readonly name: string,
  ) {}

  /** Comes in by the practice door of that role, to the inbox. */
  static async arrive(page: Page, address: string, role: Role): Promise<Member> {
    await page.goto(`${address}/sign-in`);
    await awakened(page, () => page.getByRole("button", { name: role, exact: true }).click());
    return Member.within(page, address);
  }

  /** Comes in by the link that makes the first administrator, to the inbox. */
  static async setUp(page: Page, link: string, { name, email, password }: Account): Promise<Member> {
    await page.goto(link);
    await page.getByLabel("Your name").fill(name);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await awakened(page, () => page.getByRole("button", { name: "Begin" }).click());
    return Member.within(page, new URL(link).origin);
  }

  /** Comes in with e-mail and password, to the inbox. */
  static async signIn(page: Page, address: string, { email, password }: Account): Promise<Member> {
    await page.goto(`${address}/sign-in`);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await awakened(page, () => page.getByRole("button", { name: "Sign in" }).click());
    return Member.within(page, address);
  }

  /** Whoever has just come in on this page. */
  private static async within(page: Page, address: string): Promise<Member> {
    await expect(page).toHaveURL(`${address}/inbox`);
    const card = await page.locator("summary .heard").textContent();
    return new Member(page, address, card?.replace(/^You: /, "") ?? "");
  }

  /** Goes to a page by its address, with a full load. */
  async goTo(path: string): Promise<void> {
    await visit(this.page, `${this.address}${path}`);
    await this.connected();
  }

  /** The line to the server stands. */
  async connected(): Promise<void> {
    await expect(this.line).toHaveAttribute("data-state", "live", { timeout: 30_000 });
  }

  get line(): Locator {
    return this.page.locator("[data-state]");
  }

  /** What this member is told wherever they are. */
  get alerts(): Locator {
    return this.page.getByRole("complementary", { name: "Alerts" });
  }

  /** The alert about the ticket of a customer. */
  alert(customer: string): Locator {
    return this.alerts.getByRole("listitem").filter({ hasText: customer });
  }

  /** The same as far as the page holds it, seen or folded away. */
  anyAlert(customer: string): Locator {
    return this.page.locator(".alerts .alert").filter({ hasText: customer });
  }

  /** Unfolds the alerts, where they are folded. */
  async unfoldAlerts(): Promise<void> {
    const folded = this.page.locator(".alerts:not([open]):not(.idle) > summary");
    if ((await folded.count()) > 0) await folded.click();
  }

  /** Dismisses alerts until there is none. */
  async dismissAlerts(): Promise<void> {
    const buttons = this.alerts.getByRole("button", { name: /^Dismiss the alert/ });
    while ((await buttons.count()) > 0) await buttons.first().click();
  }

  // The inbox

  get tickets(): Locator {
    return this.page.getByRole("region", { name: "Tickets" });
  }

  view(name: string): Locator {
    return this.tickets.getByRole("navigation", { name: "Views" }).getByRole("link", { name });
  }

  /** The ticket of a customer on the list. */
  row(customer: string): Locator {
    return this.tickets.locator("li[data-number]").filter({ hasText: customer });
  }

  /** Opens the ticket of a customer from the list. */
  async open(customer: string): Promise<void> {
    await this.row(customer).getByRole("link").click();
    await expect(this.thread.getByRole("heading", { level: 1 })).toContainText(customer);
  }

  // The thread

  get thread(): Locator {
    return this.page.getByRole("region", { name: "Thread" });
  }

  get status(): Locator {
    return this.thread.locator(".talk-head .status");
  }

  /** How much is left of the window. */
  get window(): Locator {
    return this.thread.locator(".talk-head .clock:not(.sla)");
  }

  get bubbles(): Locator {
    return this.thread.getByRole("region", { name: "Messages" }).getByRole("article");
  }

  /** What happened to the ticket, as the thread tells it. */
  get happenings(): Locator {
    return this.thread.getByRole("region", { name: "Messages" }).locator("[data-change]");
  }

  /** Who the customer is and how the ticket stands, beside the thread. */
  get details(): Locator {
    return this.page.getByRole("complementary", { name: "Details" });
  }

  bubble(text: string): Locator {
    return this.bubbles.filter({ hasText: text });
  }

  /** What opens the menu of the message with that text. */
  messageMenu(text: string): Locator {
    const line = this.thread.locator(".line", { has: this.page.getByRole("article").filter({ hasText: text }) });
    return line.first().getByRole("button", { name: "What to do with this message" });
  }

  /** What the draft answers, as the composer shows it. */
  get quoting(): Locator {
    return this.thread.locator(".quoting");
  }

  get composer(): Locator {
    return this.thread.getByRole("textbox", { name: "Reply to" });
  }

  action(name: string): Locator {
    return this.thread.getByRole("group", { name: "Actions" }).getByRole("button", { name });
  }

  choice(name: string): Locator {
    return this.thread.getByRole("group", { name: "Actions" }).getByRole("combobox", { name });
  }

  /** Makes the open ticket their own, whoever had it. */
  async take(): Promise<void> {
    await this.choice("Owner").selectOption({ label: this.name });
    await expect(this.choice("Owner").locator("option:checked")).toHaveText(this.name);
  }

  /** Says of themselves whether they want work. */
  async say(said: "available" | "away" | "on_a_break"): Promise<void> {
    const sent = { form: { said }, headers: { Origin: this.address } };
    const answer = await this.page.request.post(`${this.address}/presence`, sent);
    expect(answer.ok(), "it is taken down").toBe(true);
  }

  async reply(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.thread.getByRole("button", { name: "Send" }).click();
    await expect(this.bubble(text)).toHaveCount(1);
  }

  // The board

  column(name: Column): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** The card of a customer in a column. */
  card(name: Column, customer: string): Locator {
    return this.column(name).getByRole("listitem").filter({ hasText: customer });
  }
}
