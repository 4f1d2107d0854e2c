// Meta on this machine, for a desk that is no practice: a Cloud API that takes what the desk sends
// and remembers it, tells of its one number and sets it up step by step, and the signed webhooks by
// which Meta brings messages and says how far one got.

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
  /** The app that the number is used by. */
  readonly app?: string;
};

/** How far Meta has set the number up. */
export type SetUp = { verified: boolean; registered: boolean; subscribed: boolean; permissions: string[]; pin?: string };

/** What the desk sent, with the id that Meta gave it. */
export type Send = { readonly wamid: string; readonly to: string; readonly biz_opaque_callback_data: string };

export class Meta {
  /** Everything that the desk has sent, in order. */
  readonly sends: Send[] = [];
  /** A number at work, unless a test says otherwise. */
  setUp: SetUp = { verified: true, registered: true, subscribed: true, permissions: [...permissions] };
  /** What is brought to the number when a code is asked for. */
  readonly code = "314159";
  /** What customers see of the number. */
  readonly face: { profile: Record<string, unknown>; openers: object } = { profile: {}, openers: { prompts: [], commands: [] } };
  private codeSent = false;
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
  async subscribe(webhook: string, verifyToken = this.number.verifyToken): Promise<void> {
    const challenge = randomUUID();
    const words = { mode: "subscribe", verify_token: verifyToken, challenge };
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
    const answer = this.isSend(request) ? this.take(JSON.parse(body)) : this.tell(request, body && JSON.parse(body));
    response.writeHead("error" in answer ? 400 : 200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(answer));
  }

  /** What is asked and done about the number itself. */
  private tell({ method, url, headers }: IncomingMessage, body: { code?: string; pin?: string }): object {
    const { pathname, searchParams } = new URL(url ?? "", this.address);
    const [, , object, edge = ""] = pathname.split("/");
    const { id, account, app, appSecret, accessToken } = this.number;
    if (object === "debug_token" && headers.authorization === `Bearer ${app}|${appSecret}`) {
      const is_valid = searchParams.get("input_token") === accessToken;
      return { data: { is_valid, app_id: app, scopes: this.setUp.permissions } };
    }
    if (headers.authorization !== `Bearer ${accessToken}`) return refused(190, "Invalid OAuth access token");
    switch (`${method} ${object} ${edge}`) {
      case `GET ${id} `:
        return this.about();
      case `GET ${account} phone_numbers`:
        return { data: [{ id }] };
      case `GET ${account} subscribed_apps`:
        return { data: this.setUp.subscribed ? [{ whatsapp_business_api_data: { id: app } }] : [] };
      case `POST ${account} subscribed_apps`:
        this.setUp.subscribed = true;
        return { success: true };
      case `POST ${id} request_code`:
        this.codeSent = true;
        return { success: true };
      case `POST ${id} verify_code`:
        if (!this.codeSent || body.code !== this.code) return refused(136025, "Verify code error");
        this.setUp.verified = true;
        return { success: true };
      case `POST ${id} register`:
        if (this.setUp.pin && this.setUp.pin !== body.pin) return refused(133005, "Two step verification PIN mismatch");
        Object.assign(this.setUp, { registered: true, pin: body.pin });
        return { success: true };
      case `GET ${id} whatsapp_business_profile`:
        return { data: [{ ...this.face.profile, messaging_product: "whatsapp" }] };
      case `POST ${id} whatsapp_business_profile`:
        Object.assign(this.face.profile, body);
        return { success: true };
      case `GET ${id} conversational_automation`:
        return { conversational_automation: this.face.openers, id };
      case `POST ${id} conversational_automation`:
        this.face.openers = body;
        return { success: true };
      default:
        return refused(100, "Unsupported request");
    }
  }

  private about(): object {
    const { verified, registered, pin } = this.setUp;
    return {
      id: this.number.id,
      display_phone_number: this.number.display,
      verified_name: "Desk under test",
      code_verification_status: verified ? "VERIFIED" : "NOT_VERIFIED",
      status: registered ? "CONNECTED" : "PENDING",
      is_pin_enabled: pin !== undefined,
      name_status: "APPROVED",
      quality_rating: "GREEN",
      throughput: { level: "STANDARD" },
      whatsapp_business_manager_messaging_limit: "TIER_2K",
    };
  }

  private isSend({ method, url, headers }: IncomingMessage): boolean {
    const [, version, id, edge] = url?.split("/") ?? [];
    const named = /^v\d+\.\d+$/.test(version) && id === this.number.id && edge === "messages";
    return method === "POST" && named && headers.authorization === `Bearer ${this.number.accessToken}`;
  }

  private take(message: Omit<Send, "wamid"> & { readonly status?: string }): object {
    // That somebody read, or types, is no message.
    if (message.status === "read") return { success: true };
    const send = { ...message, wamid: wamid() };
    this.sends.push(send);
    const contacts = [{ input: send.to, wa_id: send.to.replace("+", "") }];
    return { messaging_product: "whatsapp", contacts, messages: [{ id: send.wamid }] };
  }
}

/** What an app has to be allowed to do. */
const permissions = ["whatsapp_business_messaging", "whatsapp_business_management"];

function refused(code: number, message: string): object {
  return { error: { message, type: "OAuthException", code } };
}

function wamid(): string {
  return `wamid.${randomUUID()}`;
}

/** Meta counts in whole seconds, and writes them as text. */
function now(): string {
  return String(Math.floor(Date.now() / 1000));
}
