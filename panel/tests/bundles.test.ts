import { mkdtemp, readFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "acorn";
import { gzipSync, unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { buildExtendScript } from "../scripts/extendscript";
import { BUNDLE_ID, buildCep, buildUxp, RESOLVE_ID, version } from "../scripts/panels";
import { packageAll } from "../scripts/package";
import { zipFolder } from "../scripts/zip";
import { afterEffectsGlobals } from "../../tests/fakes/aftereffects/engine";
import { AfterEffectsState } from "../../tests/fakes/aftereffects/state";
import { fakeExtendScript } from "../../tests/fakes/premiere/extendscript";
import { FakeProject } from "../../tests/fakes/premiere/project";
import { engineOver } from "./bare-engine";
import { centralDirectory } from "./central-directory";

let folder = "";
let uxpScript = "";
let uxpStyle = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "heygem-panels-"));
  await buildUxp(join(folder, "uxp"));
  await buildCep(join(folder, "cep"));
  uxpScript = await readFile(join(folder, "uxp", "panel.js"), "utf8");
  uxpStyle = await readFile(join(folder, "uxp", "panel.css"), "utf8");
}, 120_000);

describe("the bundle for UXP", () => {
  test.each([
    "EventSource", "TextDecoder", "TextEncoder", "URLSearchParams", 'type:"file"', "type:`file`", "draggable", "ondrop", "ondragover", "keypress", "localStorage", "eval(",
    "new Function", "<template", "localhost", "importScripts",
  ])("does not use %s", (word) => {
    expect(uxpScript.includes(word)).toBe(false);
  });

  test.each([/display:\s*(inline-)?grid/, /grid-/, /transition/, /animation/, /@keyframes/, /text-transform/, /[{;]\s*font:/, /[{;]\s*gap:/, /color-mix/, /z-index/, /position:\s*sticky/])(
    "styles nothing with %s",
    (pattern) => {
      expect(uxpStyle).not.toMatch(pattern);
    },
  );

  test("talks to the loopback address by its number and to nobody else", () => {
    const addresses = [...uxpScript.matchAll(/https?:\/\/[^`"'\s$]*/g)].map((match) => match[0]).filter((one) => !one.startsWith("http://www.w3.org/"));

    expect(new Set(addresses)).toEqual(new Set(["http://127.0.0.1:"]));
  });

  test("says nothing in one script tag that a content policy could refuse", async () => {
    expect(await readFile(join(folder, "uxp", "index.html"), "utf8")).not.toMatch(/<script>|onload=|style=/);
  });
});

describe("the script for ExtendScript", () => {
  test("parses as ES3 and uses nothing that ES3 does not have", () => {
    const script = buildExtendScript();

    expect(() => parse(script, { ecmaVersion: 3 })).not.toThrow();
    expect(script).not.toMatch(/\bJSON\b|(?<!\bapp)\.bind\(|\.(map|forEach|filter|indexOf|trim|reduce|some|every|keys)\(|=>|`/); // Premiere's own `app.bind` takes an event.
  });

  test("the check fails on what ES3 does not have", () => {
    for (const modern of ["var a = { get b() { return 1 } };", "let a = 1;", "var a = () => 1;", "var a = { default: 1, }; a.class;"])
      expect(() => parse(modern, { ecmaVersion: 3 }), modern).toThrow();
  });
});

describe("packages", () => {
  test("the .ccx has its manifest in the one folder named by its id, for Premiere 25.6 and with the one version", async () => {
    const target = join(folder, "out.ccx");
    await zipFolder(join(folder, "uxp"), BUNDLE_ID, target);
    const entries = unzipSync(new Uint8Array(await readFile(target)));
    const manifest = JSON.parse(new TextDecoder().decode(entries[`${BUNDLE_ID}/manifest.json`])) as Record<string, unknown>;

    expect(manifest).toMatchObject({ id: BUNDLE_ID, manifestVersion: 5, version: await version(), main: "index.html", host: { app: "premierepro", minVersion: "25.6.0" }, requiredPermissions: { launchProcess: { schemes: ["heygem"], extensions: [] } } });
    expect(Object.keys(entries)).toEqual(expect.arrayContaining(["index.html", "panel.js", "panel.css", "icons/dark.png", "icons/light@2x.png"].map((name) => `${BUNDLE_ID}/${name}`)));
  });

  test("the same files make the same archive", async () => {
    await zipFolder(join(folder, "uxp"), BUNDLE_ID, join(folder, "a.ccx"));
    await zipFolder(join(folder, "uxp"), BUNDLE_ID, join(folder, "b.ccx"));

    expect(await readFile(join(folder, "a.ccx"))).toEqual(await readFile(join(folder, "b.ccx")));
  });

  test("every entry of a package is of Unix's making: folders 755, files 644, each folder before what is in it", async () => {
    for (const [built, name] of [["uxp", "modes.ccx"], ["cep", "modes.zip"]] as const) {
      await zipFolder(join(folder, built), BUNDLE_ID, join(folder, name));
      const entries = centralDirectory(await readFile(join(folder, name)));
      const files = await readdir(join(folder, built), { recursive: true });

      expect(entries.map((one) => one.name.replace(/\/$/, "")).sort()).toEqual([BUNDLE_ID, ...files.map((one) => `${BUNDLE_ID}/${one.replaceAll("\\", "/")}`)].sort());
      for (const one of entries) expect(one, one.name).toMatchObject({ system: 3, mode: one.name.endsWith("/") ? 0o040755 : 0o100644 });
      const seen = new Set([""]);
      for (const one of entries) {
        expect(seen, one.name).toContain(one.name.replace(/[^/]+\/?$/, ""));
        seen.add(one.name);
      }
      expect(entries[0]?.name).toBe(`${BUNDLE_ID}/`);
    }
  });

  test("the CEP folder carries the version and every file its manifest names", async () => {
    const xml = await readFile(join(folder, "cep", "CSXS", "manifest.xml"), "utf8");

    expect(xml).toContain(`ExtensionBundleVersion="${await version()}"`);
    expect(xml).toContain('xmlns="http://ns.adobe.com/ExtensionManifest/6.0"');
    expect(await readdir(join(folder, "cep"))).toEqual(expect.arrayContaining(["index.html", "host.jsx", "panel.js", "panel.css", "CSXS"]));
  });

  test("the CEP folder is for Premiere from 14.4 and After Effects from 23.0 on, and its one script serves each in its own words", async () => {
    const xml = await readFile(join(folder, "cep", "CSXS", "manifest.xml"), "utf8");
    const script = await readFile(join(folder, "cep", "host.jsx"), "utf8");
    const names = (globals: Record<string, unknown>): string => engineOver(globals, script)("var names = []; for (var name in heygem) names.push(name); names.join()");

    expect([...xml.matchAll(/<Host Name="(\w+)" Version="([^"]+)"/g)].map((one) => [one[1], one[2]])).toEqual([["PPRO", "[14.4,99.9]"], ["AEFT", "[23.0,99.9]"]]);
    expect(names(afterEffectsGlobals(new AfterEffectsState()))).toMatch(/\bcopyLayers\b/);
    expect(names(fakeExtendScript(new FakeProject()))).toMatch(/\bplaceOnNewTrack\b/);
  });

  test("one command makes the page, the .ccx, the CEP folder, the plugin for Resolve and their zips, all of one version, the page under 200 kB of script", async () => {
    const { ccx, cep, cepZip, resolve, resolveZip } = await packageAll(join(folder, "dist"), join(folder, "page"));
    const [uxp, zipped, plugin] = await Promise.all([ccx, cepZip, resolveZip].map(async (path) => unzipSync(new Uint8Array(await readFile(path)))));
    const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
    const scripts = (await readdir(join(folder, "page", "assets"))).filter((name) => name.endsWith(".js"));
    const sizes = await Promise.all(scripts.map(async (name) => gzipSync(new Uint8Array(await readFile(join(folder, "page", "assets", name)))).length));
    const release = await version();

    expect([ccx, cepZip, resolveZip].every((path) => path.includes(release))).toBe(true);
    expect(text(uxp?.[`${BUNDLE_ID}/manifest.json`])).toContain(`"version": "${release}"`);
    expect(text(zipped?.[`${BUNDLE_ID}/CSXS/manifest.xml`])).toContain(`ExtensionBundleVersion="${release}"`);
    expect(Object.keys(zipped ?? {})).toEqual(expect.arrayContaining(["index.html", "host.jsx", "panel.js", "panel.css"].map((name) => `${BUNDLE_ID}/${name}`)));
    expect(text(plugin?.[`${RESOLVE_ID}/manifest.xml`])).toContain(`<Version>${release}</Version>`);
    expect(Object.keys(plugin ?? {}).filter((name) => !name.endsWith("/")).sort()).toEqual((await readdir(resolve)).map((name) => `${RESOLVE_ID}/${name}`).sort());
    expect(await readdir(cep)).toContain("CSXS");
    expect(await readFile(join(folder, "page", "index.html"), "utf8")).not.toMatch(/<script>|https?:\/\/|style=/);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
  }, 120_000);
});
