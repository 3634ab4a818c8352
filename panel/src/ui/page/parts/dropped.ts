/** So many files at most are taken of folders: one more than a job takes, so that too many are told as that. */
const MOST = 1001;

/** What was dropped. */
export interface Dropped {
  readonly files: File[];
  /** The folder in which nothing fits; null where something was found, or no folder was dropped. */
  readonly bare: string | null;
}

/** Whether a drag brings files from outside the page. */
export function bringsFiles(transfer: DataTransfer | null): boolean {
  return Array.from(transfer?.types ?? []).includes("Files");
}

/**
 * The files of a drop. A folder stands for what the place's own chooser would offer of it, by name; pictures only where it holds nothing
 * else. To be called within the event: afterwards the browser has forgotten what was dropped.
 */
export function dropped(transfer: DataTransfer, accept: string): Dropped | Promise<Dropped> {
  const items = Array.from(transfer.items).filter((item) => item.kind === "file");
  const parts = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  if (!parts.some(({ entry }) => entry?.isDirectory)) return { files: Array.from(transfer.files), bare: null };
  return opened(parts, accept);
}

/** Whether a chooser with this `accept` would offer the file. */
export function isOffered(file: { readonly name: string; readonly type: string }, accept: string): boolean {
  const name = file.name.toLowerCase();
  return accept.split(",").some((one) => (one.startsWith(".") ? name.endsWith(one) : one.endsWith("/*") ? file.type.startsWith(one.slice(0, -1)) : file.type === one));
}

async function opened(parts: readonly { entry: FileSystemEntry | null; file: File | null }[], accept: string): Promise<Dropped> {
  const files: File[] = [];
  let bare: string | null = null;
  for (const { entry, file } of parts) {
    if (entry?.isDirectory) {
      const all: File[] = [];
      await walk(entry as FileSystemDirectoryEntry, accept, all);
      const moving = all.filter((one) => !one.type.startsWith("image/"));
      const found = moving.length > 0 ? moving : all;
      if (found.length === 0) bare = entry.name;
      files.push(...found);
    } else if (file) files.push(file);
  }
  return { files, bare: files.length > 0 ? null : bare };
}

async function walk(folder: FileSystemDirectoryEntry, accept: string, found: File[]): Promise<void> {
  const entries = await listed(folder);
  entries.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  for (const entry of entries) {
    if (found.length >= MOST) return;
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, accept, found);
    else {
      const file = await new Promise<File | null>((take) => (entry as FileSystemFileEntry).file(take, () => take(null)));
      if (file && isOffered(file, accept)) found.push(file);
    }
  }
}

/** A browser gives a hundred names at a time, and none when that was all. A folder that cannot be read holds nothing. */
async function listed(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((take) => reader.readEntries(take, () => take([])));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
