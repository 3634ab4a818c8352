import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { buildExtendScript } from "./extendscript";

const PANEL = fileURLToPath(new URL("..", import.meta.url));
const MANIFEST = fileURLToPath(new URL("../../manifest", import.meta.url));

/** The id that both manifests carry, and the folder that a package holds. */
export const BUNDLE_ID = "com.heygem.bridge.panel";

/** The id of Resolve's plugin, and the name of its folder. */
export const RESOLVE_ID = "com.heygem.bridge.resolve";

export async function version(): Promise<string> {
  const parsed = JSON.parse(await readFile(`${PANEL}/package.json`, "utf8")) as { readonly version: string };
  return parsed.version;
}

/** One script, and the style sheet where it has one, for a panel. */
async function bundle(entry: string, outDir: string, target: string, banner: string, script = "panel.js"): Promise<void> {
  await build({
    configFile: false,
    root: PANEL,
    publicDir: false,
    logLevel: "warn",
    build: {
      outDir,
      target,
      emptyOutDir: script === "panel.js",
      copyPublicDir: false,
      minify: true,
      rolldownOptions: { output: { postBanner: banner } },
      lib: { entry: `${PANEL}/${entry}`, formats: ["iife"], name: "heygemPanel", fileName: () => script, cssFileName: "panel" },
    },
  });
}

const PAGE = (scripts: string, policy = ""): string =>
  `<!doctype html>\n<html>\n  <head>\n    <meta charset="utf-8" />\n${policy}    <link rel="stylesheet" href="panel.css" />\n  </head>\n  <body>\n    <div id="panel"></div>\n    ${scripts}\n  </body>\n</html>\n`;

/** The UXP panel as a folder. */
export async function buildUxp(target: string): Promise<void> {
  await bundle("src/app/premiere/uxp.tsx", target, "es2020", "var uxpRequire = require;");
  await cp(`${MANIFEST}/uxp`, target, { recursive: true });
  const manifest = JSON.parse(await readFile(`${target}/manifest.json`, "utf8")) as Record<string, unknown>;
  await writeFile(`${target}/manifest.json`, `${JSON.stringify({ ...manifest, version: await version() }, null, 2)}\n`);
  await writeFile(`${target}/index.html`, PAGE('<script src="panel.js"></script>'));
}

/** The CEP panel as a folder: the same UI and the ES3 script that does its bidding inside Premiere or After Effects. */
export async function buildCep(target: string): Promise<void> {
  await bundle("src/app/cep/panel.tsx", target, "chrome74", "");
  await mkdir(`${target}/CSXS`, { recursive: true });
  const xml = await readFile(`${MANIFEST}/cep/CSXS/manifest.xml`, "utf8");
  await writeFile(`${target}/CSXS/manifest.xml`, xml.replaceAll('"0.0.0"', `"${await version()}"`));
  await writeFile(`${target}/host.jsx`, buildExtendScript());
  await writeFile(`${target}/index.html`, PAGE('<script src="panel.js"></script>'));
}

/** Resolve's plugin as a folder: a window in a sandbox with the same UI, and the process that holds Resolve's objects. */
export async function buildResolve(target: string): Promise<void> {
  await bundle("src/app/resolve/panel.ts", target, "es2022", "");
  await bundle("src/app/resolve/main.ts", target, "es2022", "var pluginRequire = require, pluginFolder = __dirname;", "main.js");
  await bundle("src/app/resolve/preload.ts", target, "es2022", "var pluginRequire = require;", "preload.js");
  const xml = await readFile(`${MANIFEST}/resolve/manifest.xml`, "utf8");
  await writeFile(`${target}/manifest.xml`, xml.replace("<Version>0.0.0<", `<Version>${await version()}<`));
  await writeFile(`${target}/package.json`, `${JSON.stringify({ name: RESOLVE_ID, version: await version(), main: "main.js", private: true }, null, 2)}\n`);
  const policy = "    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'\" />\n";
  await writeFile(`${target}/index.html`, PAGE('<script src="panel.js"></script>', policy));
}

export async function emptyFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}
