import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { DOCUMENT, TYPES, typesOf } from "../scripts/types";
import { afterEffectsEn, afterEffectsZh } from "../src/strings/aftereffects";
import { en } from "../src/strings/en";
import { panelEn } from "../src/strings/panel-en";
import { panelZh } from "../src/strings/panel-zh";
import { resolveEn, resolveZh } from "../src/strings/resolve";
import { zh } from "../src/strings/zh";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

async function sources(): Promise<{ path: string; text: string }[]> {
  const found: { path: string; text: string }[] = [];
  for (const folder of ["src", "scripts", "tests", "../tests/e2e", "../tests/fakes"]) {
    if (!existsSync(`${ROOT}${folder}`)) continue;
    const names = await readdir(`${ROOT}${folder}`, { recursive: true });
    for (const name of names) if (/\.tsx?$/.test(name)) found.push({ path: `${folder}/${name}`, text: await readFile(`${ROOT}${folder}/${name}`, "utf8") });
  }
  return found;
}

test("no file is longer than 300 lines, has a default export or says any", async () => {
  const faults = (await sources()).flatMap(({ path, text }) => {
    if (path.endsWith("api.d.ts")) return [];
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"/g, "");
    return [
      ...(text.split("\n").length > 301 ? [`${path}: too long`] : []),
      ...(/\bexport default\b/.test(code) && !path.includes("config") ? [`${path}: default export`] : []),
      ...(/(:|<|\bas)\s*any\b/.test(code) ? [`${path}: untyped`] : []),
    ];
  });

  expect(faults).toEqual([]);
});

test("components fetch nothing and call no host module", async () => {
  const faults = (await sources()).filter(({ path, text }) => path.startsWith("src/ui/") && /\bfetch\(|XMLHttpRequest|@adobe\/|uxpRequire|__adobe_cep__/.test(text));

  expect(faults.map((one) => one.path)).toEqual([]);
});

test.each([["page", en, zh], ["panel", panelEn, panelZh], ["Resolve", resolveEn, resolveZh], ["After Effects", afterEffectsEn, afterEffectsZh]] as const)("every %s text is in both languages with the same blanks", (_name, english, chinese) => {
  const blanks = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map((match) => match[0]).sort();
  for (const key of Object.keys(english) as (keyof typeof english)[]) {
    expect(chinese[key], key).toBeTruthy();
    expect(blanks(chinese[key]), key).toEqual(blanks(english[key]));
  }
});

test("what Resolve's panel says in other words has the blanks of the panel's own, and no text of it names Premiere", () => {
  for (const [table, own] of [[panelEn, resolveEn], [panelZh, resolveZh]] as const) {
    for (const key of Object.keys(own) as (keyof typeof resolveEn)[]) expect(own[key].match(/\{\w+\}/g) ?? [], key).toEqual(table[key].match(/\{\w+\}/g) ?? []);
    expect(Object.entries({ ...table, ...own }).filter(([, text]) => text.includes("Premiere"))).toEqual([]);
  }
});

test("what After Effects' panel says in other words has no blank that the panel's own has not, and no text that it shows names Premiere", () => {
  // What only takes, tracks and marks of files bring about, which it has not.
  const never = /^(import\.(not_marked|track_not_made|region_taken|would_cover|mismatch)|skip\.(subclip|multicam|merged)|skip\.voice_is_subclip|batch\.removed\.tracks)$/;
  for (const [table, own] of [[panelEn, afterEffectsEn], [panelZh, afterEffectsZh]] as const) {
    for (const key of Object.keys(own) as (keyof typeof afterEffectsEn)[]) expect(table[key].match(/\{\w+\}/g) ?? [], key).toEqual(expect.arrayContaining(own[key].match(/\{\w+\}/g) ?? []));
    expect(Object.entries({ ...table, ...own }).filter(([key, text]) => text.includes("Premiere") && !never.test(key))).toEqual([]);
  }
});

test.runIf(existsSync(DOCUMENT))("the wire's types are the ones the bridge's document gives", async () => {
  expect(await readFile(TYPES, "utf8")).toBe(await typesOf(await readFile(DOCUMENT, "utf8")));
}, 30_000);

test("every code that the bridge can send has a text and a next step", async () => {
  const codes = await readFile(`${ROOT}../core/Errors/ErrorCodes.cs`, "utf8");
  const wire = [...codes.matchAll(/\("([a-z0-9_.]+)",/g)].map((match) => match[1] ?? "");
  const missing = wire.flatMap((code) => [`error.${code}`, `error.${code}.next`]).filter((key) => !(key in en));

  expect(wire.length).toBeGreaterThan(40);
  expect(missing).toEqual([]);
});
