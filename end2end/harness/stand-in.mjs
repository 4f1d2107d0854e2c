#!/usr/bin/env node
// Behaves towards the harness as the product does: takes its flags, prints its addresses,
// ends when asked. `harness.spec.ts` tests the harness with it.

import { existsSync } from "node:fs";
import { createServer } from "node:http";

const [command, ...flags] = process.argv.slice(2);
const value = (flag) => flags[flags.indexOf(flag) + 1];

if (command === "number") {
  const secrets = Object.keys(process.env).filter((name) => name.startsWith("BUSTIA_"));
  console.error(`number ${flags[0]} in ${value("--data")}, with ${secrets}`);
  process.exit(0);
}

if (command === "api-key") {
  console.log(`key for ${value("--role")}`);
  process.exit(0);
}

if (command !== "serve" || !existsSync(value("--data"))) {
  console.error("these are not the product's flags");
  process.exit(2);
}

const [host, port] = value("--listen").split(":");
const server = createServer((_, response) => response.end(flags.includes("--practice") ? "practice" : "fresh"));
server.listen(Number(port), host, () => {
  const address = `http://${host}:${server.address().port}`;
  process.stdout.write(`Open ${address}/`);
  process.stdout.write(`\nThe first administrator is made at ${address}/set-up/once\n`);
});
process.on("SIGTERM", () => process.exit(0));
