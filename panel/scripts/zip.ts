import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { zipSync, type Zippable } from "fflate";

/** A fixed time for every entry, so that the same files make the same archive. */
const STAMP = new Date("2020-01-01T00:00:00Z");

/** Packs a folder's files under their paths inside it: a `.ccx` wants its manifest at the root. */
export async function zipFolder(folder: string, target: string): Promise<void> {
  const entries: Zippable = {};
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const paths = names.map((one) => relative(folder, join(one.parentPath, one.name))).sort();
  for (const path of paths) entries[path.split(sep).join("/")] = [new Uint8Array(await readFile(join(folder, path))), { mtime: STAMP }];
  await writeFile(target, zipSync(entries, { level: 9 }));
}
