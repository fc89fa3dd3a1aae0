// Every page as a picture, for people to look at.

import path from "node:path";
import { open } from "./browser.mjs";

export async function draw(browser, plan) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 768, 1440]) {
      const window = await open(browser, plan, { colorScheme, viewport: { width, height: 900 } });
      for (const page of plan.pages) {
        await window.page.goto(plan.base + page.path);
        // Lazy pictures come when they are near.
        for (const picture of await window.page.locator("img").all()) await picture.scrollIntoViewIfNeeded();
        await window.page.screenshot({
          path: path.join(plan.folder, `${page.name}-${width}-${colorScheme}.png`),
          fullPage: true,
        });
      }
      await window.close();
    }
  }
}
