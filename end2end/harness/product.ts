// Starts `bustia serve` in a fresh folder on a free port and ends it again; runs its other
// commands there. It knows the product from outside only: its flags, what it prints, its signals.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

export type Mode = "fresh" | "practice";

type Special = {
  /** Another program than the one that was built. */
  readonly binary?: string;
  /** More flags of `bustia serve`. */
  readonly flags?: readonly string[];
};

const built = process.env.BUSTIA_BINARY ?? resolve(import.meta.dirname, "../../target/debug/bustia");
const startsWithin = 30_000;
const endsWithin = 10_000;

export class Product {
  private log = "";
  private printed = "";

  private process: ChildProcess;

  private constructor(
    private readonly binary: string,
    private readonly flags: readonly string[],
    readonly data: string,
  ) {
    this.process = this.launch("127.0.0.1:0");
  }

  /** A running product; its data folder goes with it. */
  static async start(mode: Mode, { binary = built, flags = [] }: Special = {}): Promise<Product> {
    const data = await mkdtemp(join(tmpdir(), "bustia-"));
    const product = new Product(binary, mode === "practice" ? ["--practice", ...flags] : flags, data);
    try {
      await product.link(() => true);
    } catch (error) {
      await product.stop();
      throw error;
    }
    return product;
  }

  /** Where it listens, as in `http://127.0.0.1:40123`. */
  get address(): string {
    return new URL(links(this.printed)[0]).origin;
  }

  /** The link that makes the first administrator, which a fresh product prints. */
  setUpLink(): Promise<string> {
    return this.link((url) => url.pathname !== "/");
  }

  /** All that it has printed and logged so far. */
  get output(): string {
    return this.log;
  }

  /** Carries out another command on its folder, with secrets as variables, and tells what it said. */
  async command(words: readonly string[], secrets: NodeJS.ProcessEnv = {}): Promise<string> {
    return (await this.carryOut(words, secrets)).stderr;
  }

  /** A key of that role for a program. */
  async key(role: string): Promise<string> {
    const { stdout } = await this.carryOut(["api-key", "add", "--name", "a program", "--role", role]);
    return stdout.trim();
  }

  private carryOut(words: readonly string[], secrets: NodeJS.ProcessEnv = {}) {
    const surroundings = { env: { ...settled(), ...secrets }, timeout: startsWithin };
    return promisify(execFile)(this.binary, [...words, "--data", this.data], surroundings);
  }

  /** Asks it to end, and removes its data. */
  async stop(): Promise<void> {
    await this.end();
    await rm(this.data, { recursive: true, force: true });
  }

  /** Comes back on the same data at the same address after `pause`, as after an update. */
  async restart(pause: () => Promise<void> = async () => {}): Promise<void> {
    const { host } = new URL(this.address);
    await this.end();
    await pause();
    this.printed = "";
    this.process = this.launch(host);
    await this.link(() => true);
  }

  /** Asks the process to end, and insists after a while. */
  private async end(): Promise<void> {
    if (this.running) {
      const ended = once(this.process, "exit");
      const insist = setTimeout(() => this.process.kill("SIGKILL"), endsWithin);
      this.process.kill("SIGTERM");
      await ended;
      clearTimeout(insist);
    }
  }

  private get running(): boolean {
    return this.process.pid !== undefined && !this.ended;
  }

  private get ended(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  private launch(listen: string): ChildProcess {
    const flags = ["serve", "--listen", listen, "--data", this.data, ...this.flags];
    const child = spawn(this.binary, flags, { env: settled(), stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.printed += text;
      this.log += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (this.log += text));
    return child;
  }

  /** The first printed link that is wanted, as soon as it is printed. */
  private link(wanted: (url: URL) => boolean): Promise<string> {
    return new Promise((found, failed) => {
      const late = setTimeout(() => settle("printed no such address in time"), startsWithin);
      const look = () => {
        const link = links(this.printed).find((link) => wanted(new URL(link)));
        if (link) settle(undefined, link);
      };
      const ended = () => settle("ended too early");
      const broken = (error: Error) => settle(`could not be started: ${error.message}`);
      const settle = (trouble?: string, link?: string) => {
        clearTimeout(late);
        this.process.stdout?.off("data", look);
        this.process.off("close", ended).off("error", broken);
        if (link) found(link);
        else failed(new Error(`${this.binary} ${trouble}\n${this.log}`));
      };
      this.process.stdout?.on("data", look);
      this.process.on("close", ended).on("error", broken);
      look();
      if (this.ended) ended();
    });
  }
}

/** The whole http addresses in a text: a line without its end may be half an address. */
export function links(printed: string): string[] {
  const whole = printed.slice(0, printed.lastIndexOf("\n") + 1);
  return whole.match(/https?:\/\/[^\s"'<>]*[^\s"'<>.,;:)]/g) ?? [];
}

/** The environment without the person's own settings of the product. */
function settled(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("BUSTIA_"));
  return Object.fromEntries(own);
}
