import type { HostAdapter, ItemRef } from "../hosts/host";
import { samePath } from "../timeline/track-item";
import type { Receipt } from "./receipts";

/** What "Remove these renders" did. */
export interface Removal {
  readonly removed: number;
  /** Renders that were no longer where they had been put, so nothing was taken away for them. */
  readonly missing: number;
}

/**
 * Takes the placed renders of these receipts off the timeline again, wherever they now lie on a video track, and leaves the gap.
 * Originals that were switched off for them are on again. Files and project items stay.
 */
export async function removeRenders(host: HostAdapter, sequenceId: string, receipts: readonly Receipt[]): Promise<Removal> {
  const placed = receipts.filter((one) => one.outcome === "placed");
  if (placed.length === 0 || !(await host.sequence(sequenceId))) return { removed: 0, missing: placed.length };
  const items = await host.items(sequenceId);
  const refs: ItemRef[] = [];
  let missing = 0;
  for (const receipt of placed) {
    const there = items.filter((item) => item.kind === "video" && !!item.media?.path && samePath(item.media.path, receipt.path));
    if (there.length === 0) missing += 1;
    for (const item of there) refs.push({ trackIndex: item.trackIndex, start: item.start, end: item.end, path: receipt.path });
  }
  const off = placed.flatMap((one) => one.switchedOff ?? []);
  if (off.length > 0) await host.setDisabled(sequenceId, off, false);
  const removed = refs.length > 0 ? await host.removeItems(sequenceId, refs) : 0;
  return { removed, missing };
}
