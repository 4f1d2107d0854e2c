// Meta on this machine, for a desk that is no practice: a Cloud API that takes what the desk sends
// and remembers it, and the signed webhooks by which Meta brings messages and says how far one got.

import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "@playwright/test";

/** A business number as Meta shows it to its owner, secrets and all. */
export type BusinessNumber = {
  readonly id: string;
  readonly account: string;
  readonly display: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
};

/** What the desk sent, with the id that Meta gave it. */
export type Send = { readonly wamid: string; readonly to: string; readonly biz_opaque_callback_data: string };

export class Meta {
  /** Everything that the desk has sent, in order. */
  readonly sends: Send[] = [];
  private webhook = "";

  private readonly server = createServer((request, response) => void this.answer(request, response));

  private constructor(private readonly number: BusinessNumber) {}

  static async start(number: BusinessNumber): Promise<Meta> {
    const meta = new Meta(number);
    meta.server.listen(0, "127.0.0.1");
    await once(meta.server, "listening");
    return meta;
  }

  /** Where its Cloud API is, for `--graph-url`. */
  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  /** Takes the address of the desk's webhook, once somebody there knows the verify token. */
  async subscribe(webhook: string): Promise<void> {
    const challenge = randomUUID();
    const words = { mode: "subscribe", verify_token: this.number.verifyToken, challenge };
    const asked = Object.entries(words).map(([key, value]) => [`hub.${key}`, value]);
    const answer = await fetch(`${webhook}?${new URLSearchParams(asked)}`);
    expect(await answer.text(), "the challenge comes back").toBe(challenge);
    this.webhook = webhook;
  }

  /** Brings what a customer writes. */
  async bring(customer: { name: string; phone: string }, words: string): Promise<void> {
    const contact = { profile: { name: customer.name }, wa_id: customer.phone };
    const message = { from: customer.phone, id: wamid(), timestamp: now(), type: "text", text: { body: words } };
    await this.post({ contacts: [contact], messages: [message] });
  }

  /** Tells how far something that the desk sent got. */
  async report(send: Send, status: "sent" | "delivered" | "read"): Promise<void> {
    const { wamid: id, to, biz_opaque_callback_data } = send;
    const recipient_id = to.replace("+", "");
    await this.post({ statuses: [{ id, status, timestamp: now(), recipient_id, biz_opaque_callback_data }] });
  }

  private async post(news: object): Promise<void> {
    const { id, account, display, appSecret } = this.number;
    const metadata = { display_phone_number: display.replace(/\D/g, ""), phone_number_id: id };
    const value = { messaging_product: "whatsapp", metadata, ...news };
    const entry = [{ id: account, changes: [{ field: "messages", value }] }];
    const body = JSON.stringify({ object: "whatsapp_business_account", entry });
    const signature = createHmac("sha256", appSecret).update(body).digest("hex");
    const headers = { "Content-Type": "application/json", "X-Hub-Signature-256": `sha256=${signature}` };
    const answer = await fetch(this.webhook, { method: "POST", headers, body });
    expect(answer.status, "the desk takes the webhook").toBe(200);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const known = this.isSend(request);
    response.writeHead(known ? 200 : 400, { "Content-Type": "application/json" });
    response.end(JSON.stringify(known ? this.take(JSON.parse(body)) : refusal));
  }

  private isSend({ method, url, headers }: IncomingMessage): boolean {
    const [, version, id, edge] = url?.split("/") ?? [];
    const named = /^v\d+\.\d+$/.test(version) && id === this.number.id && edge === "messages";
    return method === "POST" && named && headers.authorization === `Bearer ${this.number.accessToken}`;
  }

  private take(message: Omit<Send, "wamid">): object {
    const send = { ...message, wamid: wamid() };
    this.sends.push(send);
    const contacts = [{ input: send.to, wa_id: send.to.replace("+", "") }];
    return { messaging_product: "whatsapp", contacts, messages: [{ id: send.wamid }] };
  }
}

const refusal = { error: { message: "Unsupported post request", type: "GraphMethodException", code: 100 } };

function wamid(): string {
  return `wamid.${randomUUID()}`;
}

/** Meta counts in whole seconds, and writes them as text. */
function now(): string {
  return String(Math.floor(Date.now() / 1000));
}
