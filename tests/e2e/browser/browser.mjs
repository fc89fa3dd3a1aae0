// Debian's Chromium, and who asks for what.

import { chromium } from "playwright-core";

// A picture for every address that pages name, of a size nobody expects: none of them is fetched from anywhere.
const PICTURE = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="1800" height="700"><rect width="1800" height="700" fill="#7a8"/></svg>`,
);

export async function launch() {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

// A window onto the service. `options` are Playwright's; `pictures`: "shown" or "missing". `foreign` gathers what was
// asked of anybody but the service.
export async function open(browser, plan, { pictures = "shown", ...options } = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const foreign = [];
  await context.route(
    (url) => url.origin !== plan.base,
    async (route) => {
      const request = route.request();
      foreign.push({ url: request.url(), type: request.resourceType(), headers: await request.allHeaders() });
      if (pictures === "missing" || request.resourceType() !== "image") return route.abort();
      return route.fulfill({ contentType: "image/svg+xml", body: PICTURE });
    },
  );
  // A browser without a window fails where others, when nobody gives a password, show the page.
  for (const { path } of plan.pages.filter(({ status }) => status === 401)) {
    await context.route(plan.base + path, async (route) => {
      const response = await route.fetch();
      const { "www-authenticate": _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
  }
  const page = await context.newPage();
  // A page that was just gone to may still be asking for its parts.
  const close = async () => {
    for (const routed of [page, context]) await routed.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
  };
  return { page, foreign, close };
}
