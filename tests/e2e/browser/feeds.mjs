// Feeds that are opened in a browser: readable, saying what they are, on every screen.

import { open } from "./browser.mjs";

function unreadable() {
  const problems = [];
  const text = document.documentElement.innerText ?? document.documentElement.textContent;
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) problems.push("is wider than the screen");
  const title = document.querySelector("feed > title, channel > title");
  if (!title || getComputedStyle(title).display === "none") problems.push("does not show its title");
  const entries = [...document.querySelectorAll("entry, item")];
  if (entries.length === 0) problems.push("shows no entries");
  for (const entry of entries) {
    const heading = entry.querySelector(":scope > title");
    if (heading && getComputedStyle(heading).display === "none") problems.push("does not show the title of an entry");
    for (const hidden of entry.querySelectorAll(":scope > id, :scope > guid, :scope > content, :scope > encoded"))
      if (getComputedStyle(hidden).display !== "none") problems.push(`shows <${hidden.nodeName}>`);
  }
  return problems;
}

export async function feeds(browser, plan, report) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 768, 1440]) {
      const window = await open(browser, plan, { colorScheme, viewport: { width, height: 900 } });
      for (const { name, path } of plan.feeds) {
        await window.page.goto(plan.base + path);
        for (const problem of await window.page.evaluate(unreadable)) report(`${name}, ${width} px, ${colorScheme}: ${problem}`);
      }
      await window.close();
    }
  }
}
