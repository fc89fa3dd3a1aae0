// Every page without scripts, and without pictures.

import { open } from "./browser.mjs";
import { judge, overflowing } from "./screens.mjs";

export async function scripts(browser, plan, report) {
  const window = await open(browser, plan, { javaScriptEnabled: false, viewport: { width: 768, height: 900 } });
  const { page } = window;
  const has = async (selector, what) => {
    if ((await page.locator(selector).count()) === 0) report(`without scripts, ${what}`);
  };
  await page.goto(plan.base + "/");
  await page.locator(".card h2 a", { hasText: "Partnerships" }).click();
  await has("article.story", "a topic shows no stories");
  await page.locator("article.story .credit a").last().click();
  await has("article.entry h1", "an entry's page shows nothing");
  await page.locator(".mast input").fill("librar*");
  await page.locator(".mast button").click();
  await has("article.story mark", "a search finds nothing");
  await page.locator(".choices a").first().click();
  await has(".narrowed a", "a search cannot be narrowed");
  await page.locator(".mast nav a", { hasText: "Sources" }).click();
  await has(".directory .card", "nobody is aggregated here");
  await window.close();
}

function nameless() {
  return [...document.querySelectorAll("figure")]
    .filter((figure) => !figure.querySelector("img").alt && !figure.textContent.trim())
    .map((figure) => `${figure.outerHTML.slice(0, 120)} says nothing`);
}

export async function pictures(browser, plan, report) {
  const window = await open(browser, plan, { pictures: "missing", viewport: { width: 320, height: 900 } });
  let figures = 0;
  for (const { name, path } of plan.pages) {
    await window.page.goto(plan.base + path);
    if ((await window.page.locator("img").count()) === 0) continue;
    figures += await window.page.locator("figure").count();
    for (const picture of await window.page.locator("img").all()) await picture.scrollIntoViewIfNeeded();
    const problems = [
      ...(await window.page.evaluate(nameless)),
      ...(await window.page.evaluate(overflowing)),
      ...(await judge(window.page)),
    ];
    for (const problem of problems) report(`${name}, without pictures: ${problem}`);
  }
  if (figures === 0) report("no page has a picture: this has shown nothing");
  await window.close();
}
