// Runs one of others' programs to its end, and keeps what it said beside its report.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";

/** Where reports go: `target/audit`. */
export const reports = process.env.BUSTIA_AUDIT ?? "";

/** Where `cargo xtask audit` put each scanner, in a folder of its name. */
const scanners = process.env.BUSTIA_SCANNERS ?? "";

/** The program of a scanner that was installed. */
export function scanner(name: string, program = name): string {
  return join(scanners, name, "bin", program);
}

/** How the program ended; what it printed is in `<log>.txt`. */
export async function ran(log: string, program: string, words: readonly string[]): Promise<number | null> {
  const said = createWriteStream(join(reports, `${log}.txt`));
  const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"], cwd: reports });
  child.stdout.pipe(said, { end: false });
  child.stderr.pipe(said, { end: false });
  const [code] = await once(child, "close");
  said.end();
  return code;
}
