// Every page without a mouse: past the head in one step, then everything in the order of the page, and always visible
// where one is.

import { open } from "./browser.mjs";

// What can have the focus, in the order of the document.
function reachable() {
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, [tabindex='0']")];
  return all.filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 120));
}

function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return {
    html: element.outerHTML.slice(0, 120),
    isSkipLink: element.matches(".skip"),
    isInMain: element.closest("main") !== null,
    isOutlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    isOnScreen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  };
}

export async function keyboard(browser, plan, report) {
  for (const width of [320, 1440]) {
    const window = await open(browser, plan, { viewport: { width, height: 900 } });
    const { page } = window;
    const step = async () => {
      await page.keyboard.press("Tab");
      return page.evaluate(focused);
    };
    for (const { name, path } of plan.pages) {
      const say = (problem) => report(`${name}, ${width} px: ${problem}`);
      await page.goto(plan.base + path);
      const expected = await page.evaluate(reachable);
      const found = [];
      for (let at = await step(); at && found.length < expected.length; at = await step()) {
        found.push(at.html);
        if (!at.isOutlined) say(`${at.html} has the focus, and nothing shows it`);
        if (!at.isOnScreen) say(`${at.html} has the focus, and is not on the screen`);
        if (at.isSkipLink !== (found.length === 1 && !path.includes("/embed"))) say(`${at.html} comes at place ${found.length}`);
      }
      for (const html of expected.filter((html) => !found.includes(html))) say(`${html} is never reached`);
      if (found.join() !== expected.join()) say("the order is not that of the page");

      if (path.includes("/embed")) continue;
      await page.goto(plan.base + path);
      await step();
      await page.keyboard.press("Enter");
      const next = await step();
      const links = await page.locator("main :is(a[href], button, input:not([type=hidden]), textarea)").count();
      if (links > 0 && !next?.isInMain) say(`past the head comes ${next?.html}`);
    }

    if (plan.topic) {
      await page.goto(plan.base + "/");
      for (let at = await step(); at && !at.html.includes('name="q"'); at = await step());
      await page.keyboard.type("librar*");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/search?q=librar*");
      if ((await page.locator("article").count()) === 0) report("the search finds nothing by keyboard");
    }
    await window.close();
  }
}
