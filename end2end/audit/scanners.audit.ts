// What scanners find when they go for a practice desk: as somebody of the team, and as a program with a key.
// Each that could be installed runs, and what it says is kept beside its report.

import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../people/test.ts";
import { ran, reports, scanner } from "./tool.ts";

const minutes = 60_000;

async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

function needs(program: string): void {
  test.skip(!existsSync(program), `${program} could not be installed here`);
}

test("Schemathesis finds nothing that the API does otherwise than it says", async ({ practice }) => {
  const program = scanner("schemathesis", "st");
  needs(program);
  test.setTimeout(15 * minutes);
  const key = await practice.key("administrator");
  const code = await ran("schemathesis", program, [
    "run",
    `${practice.address}/api/v1/openapi.json`,
    `--header=Authorization: Bearer ${key}`,
    "--checks=not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,ignored_auth",
    "--max-examples=30",
    "--max-time=600",
    "--seed=20261127",
    "--no-color",
  ]);
  expect(code, "schemathesis.txt says what it found").toBe(0);
});

test("Wapiti finds no way in", async ({ practice, arrive }) => {
  const program = scanner("wapiti3", "wapiti");
  needs(program);
  test.setTimeout(15 * minutes);
  const ana = await arrive("Agent");
  await ran("wapiti", program, [
    `--url=${practice.address}/inbox`,
    `--header=Cookie: ${await cookieOf(ana.page)}`,
    // Leaving would end the session, and practice is not what is attacked.
    `--exclude=${practice.address}/sign-out`,
    `--exclude=${practice.address}/practice*`,
    "--scope=domain",
    "--depth=3",
    "--max-links-per-page=60",
    "--max-scan-time=600",
    "--flush-session",
    "--no-bugreport",
    "--format=json",
    `--output=${join(reports, "wapiti.json")}`,
  ]);
  const report = JSON.parse(await readFile(join(reports, "wapiti.json"), "utf8"));
  const found = Object.entries(report.vulnerabilities as Record<string, unknown[]>);
  expect(found.filter(([, them]) => them.length > 0)).toEqual([]);
});

test("sqlmap finds no way to the database", async ({ practice, arrive }) => {
  const program = scanner("sqlmap");
  needs(program);
  test.setTimeout(15 * minutes);
  const nuria = await arrive("Administrator");
  const asked = ["/inbox?view=open", "/customers?q=a", "/sign-in?back=/inbox", "/settings/people?problem=a"];
  const list = join(reports, "addresses.txt");
  await writeFile(list, asked.map((path) => `${practice.address}${path}`).join("\n"));
  const out = join(reports, "sqlmap");
  await mkdir(out, { recursive: true });
  await ran("sqlmap", program, [
    `--bulkfile=${list}`,
    `--cookie=${await cookieOf(nuria.page)}`,
    "--batch",
    "--level=2",
    "--risk=2",
    "--forms",
    "--flush-session",
    "--disable-coloring",
    `--output-dir=${out}`,
  ]);
  const said = await readFile(join(reports, "sqlmap.txt"), "utf8");
  expect(said).not.toMatch(/is vulnerable|appears to be .* injectable|the back-end DBMS is/);
});

test("Nikto finds nothing on the server", async ({ practice }) => {
  needs("/usr/bin/nikto");
  test.setTimeout(15 * minutes);
  const { host } = new URL(practice.address);
  const words = ["-host", host, "-nointeractive", "-maxtime", "600s", "-ask", "no"];
  await ran("nikto", "/usr/bin/nikto", words);
  const said = await readFile(join(reports, "nikto.txt"), "utf8");
  expect(said).toMatch(/0 (error|item)\(s\)|0 item/);
});
