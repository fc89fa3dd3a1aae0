// node main.mjs CHECK < plan.json: looks at the pages of a running service, and prints what is wrong, a line each.

import { launch } from "./browser.mjs";
import { draw } from "./draw.mjs";
import { embedded } from "./embedded.mjs";
import { feeds } from "./feeds.mjs";
import { keyboard } from "./keyboard.mjs";
import { operator } from "./operator.mjs";
import { print } from "./print.mjs";
import { requests } from "./requests.mjs";
import { screens } from "./screens.mjs";
import { pictures, scripts } from "./without.mjs";

const checks = { draw, embedded, feeds, keyboard, operator, pictures, print, requests, screens, scripts };

let plan = "";
for await (const part of process.stdin) plan += part;
const browser = await launch();
try {
  await checks[process.argv[2]](browser, JSON.parse(plan), (problem) => console.log(problem));
} finally {
  await browser.close();
}
