import { HostError, type MediaChange, type MediaRef } from "../host";
import type { MediaPoolItem, PoolFolder } from "./scripting";
import { pathOf } from "./read";
import { given, type Desk } from "./session";

/** One of Resolve's sixteen colours for clips. */
const COLOUR = "Teal";

/** The folder along `path` below the root; null where there is none. */
export async function folderAt({ pool }: Desk, path: readonly string[]): Promise<PoolFolder | null> {
  let folder = (await pool.GetRootFolder()) ?? null;
  for (const name of path) folder = folder ? await childOf(folder, name) : null;
  return folder;
}

/** Makes what is missing of it. Answers the folder and how many were made. */
export async function ensureFolder({ pool }: Desk, path: readonly string[]): Promise<{ readonly folder: PoolFolder; readonly made: number }> {
  let folder = await pool.GetRootFolder();
  if (!folder) throw new HostError("bin", "the media pool has no root");
  let made = 0;
  for (const name of path) {
    let next: PoolFolder | null | undefined = await childOf(folder, name);
    if (!next) {
      next = await pool.AddSubFolder(folder, name);
      made += 1;
    }
    if (!next) throw new HostError("bin", `"${name}" could not be made`);
    folder = next;
  }
  return { folder, made };
}

async function childOf(folder: PoolFolder, name: string): Promise<PoolFolder | null> {
  for (const one of (await folder.GetSubFolderList()) ?? []) if (await given(one.GetName()) === name) return one;
  return null;
}

async function folderWithId(folder: PoolFolder, id: string): Promise<PoolFolder | null> {
  if (await given(folder.GetUniqueId()) === id) return folder;
  for (const one of (await folder.GetSubFolderList()) ?? []) {
    const found = await folderWithId(one, id);
    if (found) return found;
  }
  return null;
}

/** Files in a folder and below it. */
async function clipsUnder(folder: PoolFolder): Promise<MediaPoolItem[]> {
  const found = [...((await folder.GetClipList()) ?? [])];
  for (const one of (await folder.GetSubFolderList()) ?? []) found.push(...(await clipsUnder(one)));
  return found;
}

export async function mediaUnder(desk: Desk, path: readonly string[]): Promise<MediaRef[]> {
  const folder = await folderAt(desk, path);
  const found: MediaRef[] = [];
  for (const media of folder ? await clipsUnder(folder) : []) {
    const file = await pathOf(media);
    if (file !== "") found.push({ id: `${desk.projectId}/${await given(media.GetUniqueId())}`, name: await given(media.GetName()), path: file });
  }
  return found;
}

/** Imports go into the folder that is open in the media pool: opens this one for it, and then the editor's own again. */
export async function importInto({ pool }: Desk, paths: readonly string[], folderId: string): Promise<boolean> {
  const root = await pool.GetRootFolder();
  const folder = root ? await folderWithId(root, folderId) : null;
  if (!folder) throw new HostError("import", "the bin is gone");
  const before = await pool.GetCurrentFolder();
  if (!(await pool.SetCurrentFolder(folder))) throw new HostError("import", "the bin could not be opened");
  try {
    const made = await pool.ImportMedia(paths);
    return Array.isArray(made) && made.length > 0;
  } finally {
    if (before) await pool.SetCurrentFolder(before).catch(() => false);
  }
}

/** The file with this id, looked for in the whole pool: the editor may have moved it. */
export async function findMedia({ pool, projectId }: Desk, mediaId: string): Promise<MediaPoolItem> {
  const root = await pool.GetRootFolder();
  for (const media of root ? await clipsUnder(root) : []) if (`${projectId}/${await given(media.GetUniqueId())}` === mediaId) return media;
  throw new HostError("media", "the file is no longer in the media pool");
}

/** Name and colour. Answers how many edits it took. */
export async function nameMedia(desk: Desk, { mediaId, name, label }: MediaChange): Promise<number> {
  if (name === undefined && label === undefined) return 0;
  const media = await findMedia(desk, mediaId);
  if (name !== undefined && !(await media.SetName(name))) throw new HostError("rename", `"${name}" was refused`);
  if (label !== undefined) await media.SetClipColor(COLOUR);
  return (name === undefined ? 0 : 1) + (label === undefined ? 0 : 1);
}
