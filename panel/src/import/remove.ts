import type { HostAdapter, ItemRef } from "../hosts/host";
import { samePath } from "../timeline/track-item";
import type { Receipt } from "./receipts";

/** What "Remove these renders" did. */
export interface Removal {
  readonly removed: number;
  /** Renders that were no longer where they had been put, so nothing was taken away for them. */
  readonly missing: number;
  readonly markers: number;
  /** Video tracks, counted from 0, that hold nothing any more. No host lets a panel delete a track. */
  readonly emptyTracks: readonly number[];
}

/**
 * Takes the placed renders of these receipts off the timeline again, wherever they now lie on a video track, and leaves the gap.
 * Their markers go too, except those that the editor has changed; originals that were switched off for them are on again. Files and
 * project items stay.
 */
export async function removeRenders(host: HostAdapter, sequenceId: string, receipts: readonly Receipt[]): Promise<Removal> {
  const placed = receipts.filter((one) => one.outcome === "placed");
  if (placed.length === 0 || !(await host.sequence(sequenceId))) return { removed: 0, missing: placed.length, markers: 0, emptyTracks: [] };
  const items = await host.items(sequenceId);
  const refs: ItemRef[] = [];
  let missing = 0;
  const seated = placed.filter((one) => one.inside);
  const lifted = host.takes && seated.length > 0 ? await host.takes.remove(sequenceId, seated.map(refOf)) : 0;
  missing += Math.max(0, seated.length - lifted);
  for (const receipt of placed) {
    if (receipt.inside) continue;
    const there = items.filter((item) => item.kind === "video" && !!item.media?.path && samePath(item.media.path, receipt.path));
    if (there.length === 0) missing += 1;
    for (const item of there) refs.push({ trackIndex: item.trackIndex, start: item.start, end: item.end, path: receipt.path });
  }
  const off = placed.flatMap((one) => one.switchedOff ?? []);
  if (off.length > 0) await host.setDisabled(sequenceId, off, false);
  const removed = lifted + (refs.length > 0 ? await host.removeItems(sequenceId, refs) : 0);
  // The renders are off. What the host refuses from here on is left as it is: the editor sees the markers, and the tracks.
  const made = placed.flatMap((one) => one.markers ?? []);
  const markers = made.length > 0 ? await host.removeMarkers(sequenceId, made).catch(() => 0) : 0;
  const emptyTracks: number[] = [];
  for (const index of [...new Set(refs.map((one) => one.trackIndex))].sort((a, b) => a - b)) {
    const left = await host.trackItems(sequenceId, index).catch(() => null);
    if (left?.length === 0) emptyTracks.push(index);
  }
  return { removed, missing, markers, emptyTracks };
}

function refOf({ trackIndex, span, path }: Receipt): ItemRef {
  return { trackIndex: trackIndex ?? 0, start: span?.start ?? 0n, end: span?.end ?? 0n, path };
}
