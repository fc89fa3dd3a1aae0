// Every page on paper: black on white whatever the screen has, without what can only be clicked, and with the addresses
// of what it leads to.

import { open } from "./browser.mjs";
import { overflowing } from "./screens.mjs";

function unprintable() {
  const problems = [];
  const { color, backgroundColor } = getComputedStyle(document.body);
  if (color !== "rgb(0, 0, 0)" || backgroundColor !== "rgb(255, 255, 255)")
    problems.push(`${color} on ${backgroundColor}`);
  for (const element of document.querySelectorAll("nav, form, textarea, .skip"))
    if (element.checkVisibility()) problems.push(`${element.outerHTML.slice(0, 80)} is printed`);
  for (const link of document.querySelectorAll(".story h3 a"))
    if (!getComputedStyle(link, "::after").content.includes("http"))
      problems.push(`${link.outerHTML.slice(0, 80)} does not say where it leads`);
  return problems;
}

export async function print(browser, plan, report) {
  // The width of A4 between margins of a centimetre.
  const window = await open(browser, plan, { colorScheme: "dark", viewport: { width: 718, height: 1047 } });
  await window.page.emulateMedia({ media: "print" });
  for (const { name, path } of plan.pages) {
    await window.page.goto(plan.base + path);
    const problems = [...(await window.page.evaluate(unprintable)), ...(await window.page.evaluate(overflowing))];
    for (const problem of problems) report(`${name}, printed: ${problem}`);
    const pages = (await window.page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    if (pages.length === 0) report(`${name}: there is nothing on the paper`);
  }
  await window.close();
}
