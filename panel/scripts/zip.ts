import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { zipSync, type ZipOptions, type Zippable } from "fflate";

/** A fixed time for every entry, so that the same files make the same archive. */
const STAMP = new Date("2020-01-01T00:00:00Z");
/** Zip's number for Unix as the system that made an entry: only then are the mode bits read. */
const UNIX = 3;
/** Unix modes in the upper half of an entry's attributes; 0x10 is DOS's own bit for a directory. */
const FILE: ZipOptions = { mtime: STAMP, os: UNIX, attrs: 0o100644 * 0x10000 };
const FOLDER: ZipOptions = { mtime: STAMP, os: UNIX, attrs: 0o040755 * 0x10000 + 0x10, level: 0 };

/**
 * Packs a folder under `root`, the name of the one folder at the top of the archive, with an entry for every folder. Creative Cloud
 * unpacks with the modes it finds: a package without them installs as files that nobody may read, and it says nothing.
 */
export async function zipFolder(folder: string, root: string, target: string): Promise<void> {
  const entries: Zippable = { [`${root}/`]: [new Uint8Array(0), FOLDER] };
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).map((one) => ({
    path: relative(folder, join(one.parentPath, one.name)).split(sep).join("/"),
    isFolder: one.isDirectory(),
  }));
  for (const { path, isFolder } of found.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (isFolder) entries[`${root}/${path}/`] = [new Uint8Array(0), FOLDER];
    else entries[`${root}/${path}`] = [new Uint8Array(await readFile(join(folder, path))), FILE];
  }
  await writeFile(target, zipSync(entries, { level: 9 }));
}
