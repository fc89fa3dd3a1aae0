// What a page asks for by itself: the page, our style, our icon; of others nothing but pictures, who are not told where
// the reader comes from. And nothing that our own content security policy would have to stop.

import { open } from "./browser.mjs";

export async function requests(browser, plan, report) {
  const window = await open(browser, plan, { viewport: { width: 1440, height: 900 } });
  let pictures = 0;
  let own = [];
  window.page.on("request", (request) => {
    if (request.url().startsWith(plan.base)) own.push(request);
  });
  window.page.on("console", (message) => {
    if (/Content.Security.Policy|Refused/i.test(message.text())) report(`the policy had to stop something: ${message.text()}`);
  });
  for (const { name, path } of plan.pages) {
    own = [];
    window.foreign.length = 0;
    await window.page.goto(plan.base + path);
    for (const picture of await window.page.locator("img").all()) await picture.scrollIntoViewIfNeeded();
    await window.page.waitForLoadState("networkidle");
    for (const request of own) {
      if (!["document", "stylesheet", "image", "other"].includes(request.resourceType()))
        report(`${name}: asks for a ${request.resourceType()}, ${request.url()}`);
    }
    for (const { url, type, headers } of window.foreign) {
      if (type !== "image") report(`${name}: asks others for a ${type}, ${url}`);
      if (headers.referer || headers.cookie) report(`${name}: tells ${url} who is reading`);
      ++pictures;
    }
    if ((await window.page.context().cookies()).length > 0) report(`${name}: sets a cookie`);
  }
  if (plan.topic && pictures === 0) report("no page has a picture: this has shown nothing");
  await window.close();
}
