// The line that a topic's page offers, pasted into a page of a library: the stories stand there, within its column. Any
// other page of ours refuses to stand in a frame.

import path from "node:path";
import { open } from "./browser.mjs";
import { overflowing } from "./screens.mjs";

const LIBRARY = "https://library.example/";

// A library's own page, with a narrow column for what is going on.
const around = (inside) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Town library</title>
<style>body { font: 18px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
div { display: flex; flex-wrap: wrap; gap: 2rem; } main { flex: 2 1 20rem; } aside { flex: 1 1 18rem; }</style></head>
<body><h1>Town library</h1><div><main><h2>Opening hours</h2><p>Monday to Saturday, from ten to eight.</p></main>
<aside><h2>What others do</h2>${inside}</aside></div></body></html>`;

// Our public address leads to the service; the library's page is `inside` with something around it.
async function visit(browser, plan, options, inside) {
  const window = await open(browser, plan, options);
  await window.page.route(`${plan.public_url}/**`, async (route) => {
    const response = await route.fetch({ url: route.request().url().replace(plan.public_url, plan.base) });
    await route.fulfill({ response });
  });
  await window.page.route(LIBRARY, (route) => route.fulfill({ contentType: "text/html", body: around(inside) }));
  await window.page.goto(LIBRARY);
  await window.page.locator("iframe").scrollIntoViewIfNeeded();
  return window;
}

async function pasted(browser, plan) {
  const window = await open(browser, plan);
  await window.page.goto(plan.base + plan.topic);
  const line = await window.page.locator("textarea").inputValue();
  await window.close();
  return line;
}

export async function embedded(browser, plan, report) {
  const line = await pasted(browser, plan);
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 1440]) {
      const say = (problem) => report(`embedded, ${width} px, ${colorScheme}: ${problem}`);
      for (const [stories, inside] of [[5, line], [3, line.replace('/embed"', '/embed?limit=3"')]]) {
        const window = await visit(browser, plan, { colorScheme, viewport: { width, height: 900 } }, inside);
        const frame = window.page.frameLocator("iframe");
        await frame.locator("h2").first().waitFor();
        const shown = await frame.locator("h2").count();
        if (shown !== stories) say(`${shown} stories are shown, not ${stories}`);
        for (const problem of await window.page.evaluate(overflowing)) say(problem);
        for (const problem of await frame.locator("body").evaluate(overflowing)) say(`in the frame, ${problem}`);
        if (plan.folder) await window.page.screenshot({ path: path.join(plan.folder, `embedded-${stories}-${width}-${colorScheme}.png`), fullPage: true });
        if (stories === 3) {
          await frame.locator("h1 a").click();
          await window.page.waitForURL(plan.public_url + plan.topic);
        }
        await window.close();
      }
    }
  }
  const window = await visit(browser, plan, {}, line.replace("/embed", ""));
  await window.page.waitForLoadState("networkidle");
  if ((await window.page.frameLocator("iframe").locator("article").count()) > 0)
    report("a whole page of ours stands in a frame");
  await window.close();
}
