// What an operator does on the status page without scripts: sort it, narrow it, open a source and come back.

import { open } from "./browser.mjs";

export async function operator(browser, plan, report) {
  for (const width of [320, 1440]) {
    const window = await open(browser, plan, { javaScriptEnabled: false, viewport: { width, height: 900 } });
    const { page } = window;
    const say = (problem) => report(`${width} px: ${problem}`);
    const entries = async () => (await page.locator("tbody td.number").allTextContents()).map(Number);
    const sorters = width === 320 ? ".order.narrow" : "thead";
    await page.goto(plan.base + "/status");
    const all = (await entries()).length;
    await page.locator(`${sorters} a`, { hasText: /entries/i }).last().click();
    const most = await entries();
    if (most.join() !== [...most].sort((a, b) => b - a).join()) say(`sorted by entries they are ${most.join()}`);
    await page.locator(`${sorters} a`, { hasText: /^entries/i }).click();
    if ((await entries()).join() !== [...most].reverse().join()) say("the same link does not reverse the order");
    await page.locator(".order a", { hasText: "need attention" }).click();
    const broken = (await entries()).length;
    if (broken === 0 || broken >= all) say(`${broken} of ${all} need attention`);
    if ((await page.locator(".trouble h3 a").count()) === 0) say("nothing is said to be broken");
    await page.locator("tbody th a").first().click();
    if ((await page.locator(".trouble").count()) === 0) say("the page of a broken source does not say so");
    await page.locator("header a", { hasText: "Status" }).click();
    if (!page.url().endsWith("/status")) say("no way back from a source's page");
    await window.close();
  }
}
