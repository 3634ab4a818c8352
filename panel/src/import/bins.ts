import { HostError, type HostAdapter, type MediaRef } from "../hosts/host";
import { pathKey, samePath } from "../timeline/track-item";

export const RENDERS_BIN = "HeyGem Renders";

/** How long to look for an import that the host accepted, and how often. */
export interface ImportPatience {
  readonly totalMs: number;
  readonly stepMs: number;
  readonly wait: (ms: number) => Promise<void>;
}

/** Every file that this panel brought into the project of a sequence, whatever sequence it was for. */
export async function ownMedia(host: HostAdapter, sequenceId: string): Promise<readonly MediaRef[]> {
  return host.mediaUnder(sequenceId, [RENDERS_BIN]);
}

/** What came of bringing files in: the project item of each by `pathKey`, or which of the two ways it did not come. */
export type Arrivals = ReadonlyMap<string, MediaRef | "import_refused" | "import_not_seen">;

/**
 * Brings files into `HeyGem Renders/<sequence>` of the sequence's project in one import and waits until they are there. Files that are
 * there already, by `own`, are not imported again. A host that refuses all for the sake of one is asked for each by itself.
 */
export async function bringIn(
  host: HostAdapter,
  target: { readonly sequenceId: string; readonly sequenceName: string },
  paths: readonly string[],
  own: readonly MediaRef[],
  patience: ImportPatience,
): Promise<Arrivals> {
  const arrived = new Map<string, MediaRef | "import_refused" | "import_not_seen">();
  const note = (there: readonly MediaRef[]): void => {
    for (const path of paths) {
      const found = there.find((one) => samePath(one.path, path));
      if (found) arrived.set(pathKey(path), found);
    }
  };
  note(own);
  const missing = paths.filter((path) => !arrived.has(pathKey(path)));
  if (missing.length === 0) return arrived;
  const binId = await host.ensureBin(target.sequenceId, [RENDERS_BIN, target.sequenceName]);
  let awaited = missing;
  if (!(await accepts(host, missing, binId))) {
    awaited = [];
    for (const path of missing) {
      if (missing.length > 1 && (await accepts(host, [path], binId))) awaited.push(path);
      else arrived.set(pathKey(path), "import_refused");
    }
  }
  for (let waited = 0; awaited.some((path) => !arrived.has(pathKey(path))); waited += patience.stepMs) {
    note(await ownMedia(host, target.sequenceId));
    if (awaited.every((path) => arrived.has(pathKey(path)))) break;
    if (waited < patience.totalMs) await patience.wait(patience.stepMs);
    else for (const path of awaited) if (!arrived.has(pathKey(path))) arrived.set(pathKey(path), "import_not_seen");
  }
  return arrived;
}

async function accepts(host: HostAdapter, paths: readonly string[], binId: string): Promise<boolean> {
  try {
    return await host.importFiles(paths, binId);
  } catch (thrown) {
    if (paths.length > 1) return false; // Which of them it was is asked next.
    throw HostError.from("import", thrown);
  }
}

/** `<clip>_v001`, one above the highest that the renders bin holds for the clip. */
export function versionedName(clipName: string, taken: readonly string[]): string {
  const stem = clipName.replace(/\.[A-Za-z0-9]{1,5}$/, "");
  let highest = 0;
  for (const name of taken) {
    if (!name.startsWith(`${stem}_v`)) continue;
    const digits = /^(\d{3,})$/.exec(name.slice(stem.length + 2));
    if (digits) highest = Math.max(highest, Number(digits[1]));
  }
  return `${stem}_v${(highest + 1).toString().padStart(3, "0")}`;
}
