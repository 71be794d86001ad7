// Builds ../site/static/wks/ from src/. The result is the same on every machine, and is never committed.
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { build, transform } from "esbuild";
import { contexts } from "./contexts.mjs";

const PLACE = "../site/static/wks";
const MODULES = "node_modules";
const OUT = `${MODULES}/.wks`; // a running site keeps the old files until all the new ones are there
const SAMPLE_THEME = `${MODULES}/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css`;
const PLAYER = `${MODULES}/h5p-standalone`;
const FONT = `${MODULES}/@fontsource-variable/source-sans-3`;
const TARGET = ["chrome110", "firefox110", "safari16"];
const BANNER = { css: "/*! Contains components of NL Design System (EUPL-1.2); see licences.json */" };

const text = (path) => readFile(path, "utf8");
const write = (name, content) => writeFile(`${OUT}/${name}`, content);

async function bundle(entry, options = {}) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    target: TARGET,
    external: ["*.woff2"],
    logLevel: "warning",
    ...options,
  });
  return result.outputFiles[0].text;
}

async function fonts() {
  for (const style of ["normal", "italic"]) {
    await cp(`${FONT}/files/source-sans-3-latin-wght-${style}.woff2`, `${OUT}/fonts/source-sans-3-${style}.woff2`);
  }
  await cp(`${FONT}/LICENSE`, `${OUT}/fonts/OFL.txt`);
}

const declarations = (css) => [...css.matchAll(/^\s+(--[\w-]+):\s*([^;]+);/gm)].map((match) => [match[1], match[2]]);
const references = (css) => [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);

/** Everything the css refers to, directly or through another token. */
function used(tokens, roots) {
  const keep = new Set();
  const queue = [...roots];
  while (queue.length) {
    const name = queue.pop();
    if (!tokens.has(name) || keep.has(name)) continue;
    keep.add(name);
    queue.push(...references(tokens.get(name)));
  }
  return keep;
}

/** The sample theme holds 2,780 tokens; ours win, and only what the css uses is kept. */
async function tokens(css) {
  const own = declarations(await text("src/css/tokens.css"));
  const house = declarations(await text("src/css/house-style.css"));
  const all = new Map([...declarations(await text(SAMPLE_THEME)), ...house, ...own]);
  const keep = used(all, [...references(css), ...own.map(([name]) => name)]);
  const body = [...all].filter(([name]) => keep.has(name)).map(([name, value]) => `${name}:${value}`);
  const { code } = await transform(`:root{${body.join(";")}}`, { loader: "css", minify: true });
  return code;
}

async function sprite() {
  const names = (await text("icons.txt")).split(/\s+/).filter(Boolean).sort();
  const symbols = await Promise.all(names.map(symbol));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

async function symbol(name) {
  const svg = await text(`${MODULES}/@tabler/icons/icons/outline/${name}.svg`);
  const inner = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  const shapes = inner.replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`;
}

/** H5P's player stays as it came: separate files, beside our own that run before and after it. */
async function player() {
  for (const name of ["frame.bundle.js", "styles", "fonts", "images"]) {
    await cp(`${PLAYER}/dist/${name}`, `${OUT}/h5p/${name}`, { recursive: true });
  }
  await cp(`${PLAYER}/LICENSE`, `${OUT}/h5p/LICENSE`);
  await cp("../h5p/player/NOTICE.txt", `${OUT}/h5p/NOTICE.txt`);
}

async function licences() {
  const { devDependencies } = JSON.parse(await text("package.json"));
  const report = {};
  for (const name of Object.keys(devDependencies)) {
    const { version, license } = JSON.parse(await text(`${MODULES}/${name}/package.json`));
    report[name] = { version, license };
  }
  return `${JSON.stringify(report, null, 2)}\n`;
}

await rm(OUT, { recursive: true, force: true });
await mkdir(`${OUT}/fonts`, { recursive: true });
await fonts();
await player();
const css = await bundle("src/css/wks.css", { banner: BANNER });
const built = {
  "wks.css": css,
  "tokens.css": await tokens(css),
  "admin.css": await bundle("src/css/admin.css"),
  "map.css": await bundle("src/css/map.css"),
  "wks.js": await bundle("src/js/wks.js", { format: "iife" }),
  "map.js": await bundle("src/js/map.js", { format: "iife" }),
  "phone.js": await bundle("src/js/phone/main.js", { format: "iife" }),
  "sw.js": await bundle("src/js/phone/sw.js", { format: "iife" }),
  "sw-off.js": await bundle("src/js/phone/sw-off.js", { format: "iife" }),
  "h5p/before.js": await bundle("../h5p/player/before.js", { format: "iife" }),
  "h5p/bridge.js": await bundle("../h5p/player/bridge.js", { format: "iife" }),
  "h5p/bring.js": await bundle("src/js/h5p/bring.js", { format: "iife" }),
  "h5p/look.js": await bundle("src/js/h5p/look.js", { format: "iife" }),
  "icons.svg": await sprite(),
  "favicon.svg": await text("src/favicon.svg"),
  "badge-contexts.json": JSON.stringify(contexts),
  "licences.json": await licences(),
};
for (const [name, content] of Object.entries(built)) await write(name, content);
await mkdir("../site/static", { recursive: true });
await rm(PLACE, { recursive: true, force: true });
await rename(OUT, PLACE);
for (const [name, content] of Object.entries(built)) {
  console.log(`${name.padEnd(14)} ${(Buffer.byteLength(content) / 1024).toFixed(1)} kB`);
}
