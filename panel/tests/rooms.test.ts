import { readdir, readFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SRC = fileURLToPath(new URL("../src", import.meta.url));

/** Each folder of `src`, and the folders that its files import from. */
async function arrows(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  for (const name of await readdir(SRC, { recursive: true })) {
    if (!/\.tsx?$/.test(name)) continue;
    const from = dirname(name);
    const to = found.get(from) ?? new Set();
    found.set(from, to);
    for (const match of (await readFile(join(SRC, name), "utf8")).matchAll(/(?:from|import) ?"(\.[^"]+)"/g)) {
      const folder = posix.dirname(posix.join(from, match[1] ?? ""));
      if (folder !== from && !folder.startsWith("..")) to.add(folder);
    }
  }
  return found;
}

/** The arrows between rooms of one depth: a folder's own files count as the room that they lie in, one above it as itself. */
function folded(between: ReadonlyMap<string, ReadonlySet<string>>, depth: number): ReadonlyMap<string, ReadonlySet<string>> {
  const room = (folder: string): string => folder.split("/").slice(0, depth).join("/");
  const made = new Map<string, Set<string>>();
  for (const [from, targets] of between) {
    const to = made.get(room(from)) ?? new Set();
    made.set(room(from), to);
    for (const target of targets) if (room(target) !== room(from)) to.add(room(target));
  }
  return made;
}

/** A way along the arrows that comes back to where it began, or null. */
function circle(between: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | null {
  const done = new Set<string>();
  const walk = (at: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(at)) return [...way.slice(way.indexOf(at)), at];
    if (done.has(at)) return null;
    for (const next of between.get(at) ?? []) {
      const found = walk(next, [...way, at]);
      if (found) return found;
    }
    done.add(at);
    return null;
  };
  for (const start of between.keys()) {
    const found = walk(start, []);
    if (found) return found;
  }
  return null;
}

test.each([1, 2, 3])("no folder imports from another that imports from it, on whatever way, at depth %i", async (depth) => {
  expect(circle(folded(await arrows(), depth))).toBeNull();
});

test("a circle is found over three rooms, and none where there is none", () => {
  const made = (pairs: readonly (readonly [string, string])[]) => folded(new Map(pairs.map(([from, to]) => [from, new Set([to])])), 1);
  expect(circle(made([["a/x", "b"], ["b", "c/y"], ["c/y", "a/z"]]))).toEqual(["a", "b", "c", "a"]);
  expect(circle(made([["a", "b"], ["b", "c"]]))).toBeNull();
});

test("only the apps name all rooms: what is drawn is below them, what is known below what is drawn", async () => {
  const found = folded(await arrows(), 1);
  const above = (room: string): string[] => [...found].flatMap(([from, to]) => (to.has(room) ? [from] : [])).sort();
  expect(above("app")).toEqual([]);
  expect(above("ui")).toEqual(["app"]);
  expect(above("state")).toEqual(["app", "ui"]);
});

test("a folder holds at most 20 files", async () => {
  const counts = new Map<string, number>();
  for (const entry of await readdir(SRC, { recursive: true, withFileTypes: true })) if (entry.isFile()) counts.set(entry.parentPath, (counts.get(entry.parentPath) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > 20)).toEqual([]);
});
