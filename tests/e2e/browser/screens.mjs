// Every page on small, middling and large screens, light and dark: nothing is wider than the screen, and axe-core finds
// no barrier.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { open } from "./browser.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Elements that reach beyond the screen, but for those in a box that scrolls by itself.
export function overflowing() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (element) => element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 0.5 && !scrolls(element.parentElement))
    .map((element) => `${element.tagName.toLowerCase()}.${element.className} reaches beyond the screen`);
}

async function run() {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
  const { violations } = await axe.run({ runOnly: { type: "tag", values: tags } });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) =>
      `${id}: ${help}: ${target} ${[...any, ...all, ...none].map(({ message }) => message).join("; ")}`));
}

export async function judge(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(run);
}

// Readers may space out a text as WCAG 1.4.12 has it.
function spaceOut() {
  for (const { style } of document.querySelectorAll("body *")) {
    style.lineHeight = "1.5";
    style.letterSpacing = "0.12em";
    style.wordSpacing = "0.16em";
  }
}

export async function screens(browser, plan, report) {
  const window = await open(browser, plan);
  const { page } = window;
  for (const { name, path, status } of plan.pages) {
    const answer = await page.goto(plan.base + path);
    if (answer.status() !== status) report(`${name}: the answer is ${answer.status()}`);
    for (const width of [1440, 768, 320]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        const problems = [...(await page.evaluate(overflowing)), ...(await judge(page))];
        for (const problem of problems) report(`${name}, ${width} px, ${colorScheme}: ${problem}`);
      }
    }
    await page.evaluate(spaceOut);
    for (const problem of await page.evaluate(overflowing)) report(`${name}, 320 px, spaced out: ${problem}`);
  }
  await window.close();
}
