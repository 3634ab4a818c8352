import { HostError, type HostAdapter, type MediaRef } from "../hosts/host";
import { samePath } from "../timeline/track-item";

export const RENDERS_BIN = "HeyGem Renders";

/** How long to look for an import that the host accepted, and how often. */
export interface ImportPatience {
  readonly totalMs: number;
  readonly stepMs: number;
  readonly wait: (ms: number) => Promise<void>;
}

/** Every file that this panel brought into the project, whatever sequence it was for. */
export async function ownMedia(host: HostAdapter): Promise<readonly MediaRef[]> {
  return host.mediaUnder([RENDERS_BIN]);
}

/**
 * Brings a file into `HeyGem Renders/<sequence>` and waits until it is there. A file that is there already is not imported again.
 * Returns the project item, or which of the two ways it did not come.
 */
export async function bringIn(
  host: HostAdapter,
  path: string,
  sequenceName: string,
  patience: ImportPatience,
): Promise<MediaRef | "import_refused" | "import_not_seen"> {
  const bin = [RENDERS_BIN, sequenceName];
  const there = await find(host, path);
  if (there) return there;
  const binId = await host.ensureBin(bin);
  let accepted: boolean;
  try {
    accepted = await host.importFiles([path], binId);
  } catch (thrown) {
    throw HostError.from("import", thrown);
  }
  if (!accepted) return "import_refused";
  for (let waited = 0; ; waited += patience.stepMs) {
    const found = await find(host, path);
    if (found) return found;
    if (waited >= patience.totalMs) return "import_not_seen";
    await patience.wait(patience.stepMs);
  }
}

async function find(host: HostAdapter, path: string): Promise<MediaRef | undefined> {
  return (await ownMedia(host)).find((one) => samePath(one.path, path));
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
