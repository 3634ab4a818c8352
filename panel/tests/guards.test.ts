import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

interface Guard { readonly name: string; readonly file: string; readonly on: string }

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

test("every listed guard stands once where the list says, so that it can be turned off", async () => {
  const { guards } = (await import(`${ROOT}tests/guards/guards.mjs`)) as { guards: readonly Guard[] };
  const lost: string[] = [];
  for (const { name, file, on } of guards) {
    const count = (await readFile(`${ROOT}${file}`, "utf8")).split(on).length - 1;
    if (count !== 1) lost.push(`${name}: ${count} times in ${file}`);
  }
  expect(lost).toEqual([]);
  expect(guards.length).toBeGreaterThanOrEqual(25);
});
