// What Lighthouse makes of the pages where people spend their day, signed in, on a computer four times slower
// than this one.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "../people/test.ts";
import { ran, reports } from "./tool.ts";

const kinds = ["performance", "accessibility", "best-practices"] as const;
const wanted = 0.95;

type Report = {
  readonly categories: Record<(typeof kinds)[number], { readonly score: number | null }>;
  readonly audits: Record<string, { readonly title: string; readonly score: number | null }>;
};

for (const path of ["/inbox", "/board"]) {
  test(`Lighthouse gives ${path} 95 of 100 at least`, async ({ practice, arrive }) => {
    test.setTimeout(180_000);
    const jordi = await arrive("Supervisor");
    const cookies = await jordi.page.context().cookies();
    const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const file = `lighthouse${path.replace("/", "-")}.json`;
    const program = join(import.meta.dirname, "node_modules/lighthouse/cli/index.js");
    await ran(`lighthouse${path.replace("/", "-")}`, process.execPath, [
      program,
      `${practice.address}${path}`,
      "--preset=desktop",
      "--throttling.cpuSlowdownMultiplier=4",
      `--only-categories=${kinds.join(",")}`,
      `--extra-headers=${JSON.stringify({ Cookie })}`,
      "--output=json",
      `--output-path=${file}`,
      `--chrome-path=${process.env.BUSTIA_CHROMIUM}`,
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]);
    const report: Report = JSON.parse(await readFile(join(reports, file), "utf8"));
    const scores = kinds.map((kind) => [kind, report.categories[kind].score ?? 0] as const);
    console.log(path, ...scores.map(([kind, score]) => `${kind} ${Math.round(score * 100)}`));
    const lost = Object.values(report.audits).filter(({ score }) => score !== null && score < 0.9);
    const why = lost.map(({ title }) => title).join("; ");
    for (const [kind, score] of scores) expect(score, `${kind}: ${why}`).toBeGreaterThanOrEqual(wanted);
  });
}
