// An issuer of OpenID Connect on this machine: a page that asks who one is, and tokens for those who
// said so. It looks at what the desk shows it as a real one does.

import { createHash, generateKeyPairSync, type JsonWebKey, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** Somebody whom it knows. */
export type Known = { readonly sub: string; readonly name: string; readonly email: string; readonly email_verified: boolean };

export class Issuer {
  private readonly keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  /** What was asked for by whoever got a code, and who that was. */
  private readonly codes = new Map<string, { asked: URLSearchParams; known: Known }>();
  private readonly server = createServer((request, response) => void this.answer(request, response));

  private constructor(private readonly people: readonly Known[]) {}

  static async start(people: readonly Known[]): Promise<Issuer> {
    const issuer = new Issuer(people);
    issuer.server.listen(0, "127.0.0.1");
    await once(issuer.server, "listening");
    return issuer;
  }

  /** What it calls itself, for `--oidc-issuer`. */
  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "", this.address);
    const form = new URLSearchParams(await text(request));
    switch (pathname) {
      case "/.well-known/openid-configuration":
        return json(response, this.description());
      case "/keys":
        return json(response, { keys: [{ ...this.publicKey, use: "sig", kid: "one" }] });
      case "/authorize":
        response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
        return void response.end(this.page(searchParams));
      case "/token":
        return json(response, this.exchange(form));
      default:
        return void response.writeHead(404).end();
    }
  }

  private get publicKey(): JsonWebKey {
    return this.keys.publicKey.export({ format: "jwk" });
  }

  private description(): object {
    return {
      issuer: this.address,
      authorization_endpoint: `${this.address}/authorize`,
      token_endpoint: `${this.address}/token`,
      jwks_uri: `${this.address}/keys`,
    };
  }

  /** A link back to the desk for each that it knows. */
  private page(asked: URLSearchParams): string {
    const links = this.people.map((known) => {
      const code = randomUUID();
      this.codes.set(code, { asked, known });
      const back = new URLSearchParams({ code, state: asked.get("state") ?? "" });
      return `<p><a href="${asked.get("redirect_uri")}?${back.toString().replace("&", "&amp;")}">I am ${known.name}</a></p>`;
    });
    return `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Who are you?</title>${links.join("")}</html>`;
  }

  private exchange(form: URLSearchParams): object {
    const code = form.get("code") ?? "";
    const given = this.codes.get(code);
    this.codes.delete(code);
    const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
    if (!given || challenge !== given.asked.get("code_challenge")) return { error: "invalid_grant" };
    const now = Math.floor(Date.now() / 1000);
    const nonce = given.asked.get("nonce");
    const claims = { iss: this.address, aud: form.get("client_id"), iat: now, exp: now + 300, nonce, ...given.known };
    return { access_token: "unused", token_type: "Bearer", id_token: this.signed({ alg: "ES256", kid: "one" }, claims) };
  }

  private signed(header: object, claims: object): string {
    const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    const key = { key: this.keys.privateKey, dsaEncoding: "ieee-p1363" } as const;
    return `${parts}.${sign("sha256", Buffer.from(parts), key).toString("base64url")}`;
  }
}

function json(response: ServerResponse, answer: object): void {
  response.writeHead("error" in answer ? 400 : 200, { "Content-Type": "application/json" });
  response.end(JSON.stringify(answer));
}
