// How the suite runs: one worker, so that one product runs at a time, in the Chromium that
// `cargo xtask e2e` names. What the product needs to start is in `harness/`.

import { defineConfig, devices } from "@playwright/test";

const minutes = 60_000;
// Pictures for people to look at: no test, so only when a folder for them is named.
const screens = process.env.BUSTIA_SCREENS ? ["screens.ts"] : [];
// What others' programs find, which takes long: `cargo xtask audit` names a folder for their reports.
const audit = process.env.BUSTIA_AUDIT;
const suite = ["tests/**/*.spec.ts", "harness/**/*.spec.ts", ...screens];

export default defineConfig({
  testDir: ".",
  testMatch: audit ? ["audit/*.audit.ts"] : suite,
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 1 * minutes,
  globalTimeout: (audit ? 60 : 30) * minutes,
  expect: { timeout: 10_000 },
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Europe/Madrid",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.BUSTIA_CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
