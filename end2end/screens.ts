// Saves a picture of every page in every shape, for somebody to look at:
//
//   BUSTIA_SCREENS=/tmp/screens npx playwright test screens
//
// `thread-wide-light.png` is the README's, as `docs/inbox.png`.

import { join } from "node:path";
import { see, shapes, sights } from "./people/sights.ts";
import { test } from "./people/test.ts";

const folder = process.env.BUSTIA_SCREENS ?? "";

for (const shape of shapes) {
  for (const sight of sights) {
    test(`${sight.name}, ${shape.name}`, async ({ practice, strange, browserConsole }) => {
      if (sight.gone) browserConsole.foresee(/status of 404/);
      const page = await strange(shape.options);
      await see(page, practice.address, sight);
      await page.screenshot({ path: join(folder, `${sight.name}-${shape.name}.png`) });
    });
  }
}
