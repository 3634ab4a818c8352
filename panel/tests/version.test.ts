import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { OWN_VERSION, toUpdate } from "../src/bridge/version";

test.each([
  ["0.1.0", "0.1.0", null],
  ["0.1.0", "0.1.9", null],
  ["0.1.0", "0.2.0", "own"],
  ["0.10.0", "0.9.3", "bridge"],
  ["1.4.0", "1.9.2", null],
  ["1.4.0", "2.0.0", "own"],
  ["2.0.0", "1.9.9", "bridge"],
  ["0.9.0", "1.0.0", "own"],
  ["1.0.0", "0.9.0", "bridge"],
  ["1.0.0", "undefined", "both"],
  ["1.0.0", "", "both"],
])("a panel %s and a bridge %s: update %s", (own, bridge, update) => {
  expect(toUpdate(own, bridge)).toBe(update);
});

test("panel and bridge of one release carry one number: the build reads it where the panel does", async () => {
  const props = await readFile(new URL("../../Directory.Build.props", import.meta.url), "utf8");
  const number = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as { readonly version: string };

  expect(number.version).toBe(OWN_VERSION);
  expect([...props.matchAll(/<Version>(.+)<\/Version>/g)].map((found) => found[1])).toEqual([expect.stringContaining("panel/package.json")]);
});
