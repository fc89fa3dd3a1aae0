// Compares the sanitizer with parse5, a tree constructor that follows the WHATWG standard to the letter.
//
//   node compare.mjs SANITIZE_STREAM
//
// Two things must hold for every input. What parse5 shows of the output is what it shows of the input, but for the
// elements we remove. And parse5 reads the output as exactly the tree that its tags spell, so that no parser moves,
// closes or revives anything: mutation XSS has nothing to work with.

import { spawnSync } from 'node:child_process';
import { inputs, mixtures } from './inputs.mjs';

let parse5;
try {
  parse5 = await import('parse5');
} catch {
  console.error('parse5 is not installed: run "npm ci" in tests/html/parse5 (scripts/test does)');
  process.exit(1);
}

const REMOVED = new Set(`annotation annotation-xml canvas datalist meter progress script select style svg template
  textarea title xmp`.split(/\s+/));
const isHidden = (node) => {
  const value = (name) => node.attrs?.find((attribute) => attribute.name === name)?.value;
  if (node.nodeName === 'dialog' && value('open') === undefined) return true;
  return value('hidden') !== undefined || /^\s*(display\s*:\s*none|visibility\s*:\s*hidden)/i.test(value('style') ?? '');
};
// Browsers that know these take their content for raw text that nobody sees; we have it stand in for what they embed.
const STAND_INS = new Set(['iframe', 'noembed', 'noframes']);
const EMPTY = new Set('br col hr img source track wbr'.split(' '));

// A <div> for the fragment to be parsed in.
const context = parse5.parse('<div></div>').childNodes[0].childNodes[1].childNodes[0];
const parse = (html) => parse5.parseFragment(context, html, { scriptingEnabled: false });

// The text under a node, iteratively: inputs may be deep.
function visibleText(root) {
  const texts = [];
  const rest = [root];
  while (rest.length > 0) {
    const node = rest.pop();
    if (node.nodeName === '#text') texts.push(node.value);
    if (REMOVED.has(node.nodeName.toLowerCase()) || isHidden(node)) continue;
    const raw = STAND_INS.has(node.nodeName) ? node.childNodes.map(({ value }) => value).join('') : undefined;
    const children = raw === undefined ? node.childNodes ?? [] : parse(raw).childNodes;
    for (const child of [...children].reverse()) rest.push(child);
  }
  // Controls are never published, and what stands for a character that may not be is a matter of taste.
  return texts.join('').replace(/[\u0000-\u0020\u007f-\u00a0\ufffd-\uffff]+/g, '');
}

const escapeText = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const escapeValue = (text) => escapeText(text).replace(/"/g, '&quot;');

// The tree in the sanitizer's spelling.
function spell(node) {
  if (node.nodeName === '#text') return escapeText(node.value);
  const content = (node.childNodes ?? []).map(spell).join('');
  if (node.nodeName === '#document-fragment') return content;
  const attributes = (node.attrs ?? []).map(({ name, value }) => ` ${name}="${escapeValue(value)}"`).join('');
  const tag = `<${node.nodeName}${attributes}>`;
  return EMPTY.has(node.nodeName) ? tag : `${tag}${content}</${node.nodeName}>`;
}

function sanitizeAll(tool, documents) {
  const frames = documents.flatMap((html) => {
    const bytes = Buffer.from(html);
    return [Buffer.from(`${bytes.length}\n`), bytes];
  });
  const { status, stdout, stderr } = spawnSync(tool, { input: Buffer.concat(frames), maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${tool} exited with ${status}: ${stderr}`);
  const outputs = [];
  for (let at = 0; at < stdout.length; ) {
    const lineEnd = stdout.indexOf('\n', at);
    const length = Number(stdout.subarray(at, lineEnd).toString());
    outputs.push(stdout.subarray(lineEnd + 1, lineEnd + 1 + length).toString());
    at = lineEnd + 1 + length;
  }
  return outputs;
}

const sorted = (text) => [...text].sort().join('');

// Text that lies directly in a table is moved before it by browsers; with us it gets a cell where it stands.
function sameText(html, expected, actual) {
  return actual === expected || (/<table/i.test(html) && sorted(actual) === sorted(expected));
}

// parse5 drops the line end after <pre>, as the standard says; it stays in the output for the next reader to drop.
const withoutFirstLineEnd = (html) => html.replace(/<pre( [^>]*)?>\n/g, (tag) => tag.slice(0, -1));

let failed = 0;
function complain(what, html, output, expected, actual) {
  failed += 1;
  if (failed > 20) return;
  console.error(`${what}\n  input:    ${JSON.stringify(html)}\n  output:   ${JSON.stringify(output)}`);
  console.error(`  expected: ${JSON.stringify(expected)}\n  actual:   ${JSON.stringify(actual)}`);
}

const all = [...inputs, ...mixtures];
const outputs = sanitizeAll(process.argv[2], all);
all.forEach((html, index) => {
  const output = outputs[index];
  const reread = parse(output);
  const spelled = spell(reread);
  if (spelled !== withoutFirstLineEnd(output)) complain('parse5 reads the output otherwise', html, output, output, spelled);
  if (index >= inputs.length) return;  // mixtures misnest in ways where browsers show what we drop, and the other way round
  const expected = visibleText(parse(html)), actual = visibleText(reread);
  if (!sameText(html, expected, actual)) complain('the visible text differs', html, output, expected, actual);
});
console.log(`${all.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
