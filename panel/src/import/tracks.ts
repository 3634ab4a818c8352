import { overlap, type TickRange } from "../timeline/ticks";
import { samePath, spanOf, type TrackItem } from "../timeline/track-item";

/** Items of one video track. */
export function onTrack(items: readonly TrackItem[], trackIndex: number): TrackItem[] {
  return items.filter((item) => item.kind === "video" && item.trackIndex === trackIndex);
}

/** Whether nothing lies on the track anywhere within `span`. */
export function isClear(items: readonly TrackItem[], trackIndex: number, span: TickRange): boolean {
  return onTrack(items, trackIndex).every((item) => overlap(spanOf(item), span) === null);
}

/**
 * A track that holds renders of ours and nothing else, lies above `above`, is clear under all of `spans` and is not in `used`.
 * An empty track is the editor's, not ours. Null when there is none.
 */
export function ownTrack(
  items: readonly TrackItem[],
  trackCount: number,
  above: number,
  spans: readonly TickRange[],
  isOwn: (path: string) => boolean,
  used: ReadonlySet<number>,
): number | null {
  for (let index = above + 1; index < trackCount; index++) {
    const there = onTrack(items, index);
    const ours = there.length > 0 && there.every((item) => !!item.media?.path && isOwn(item.media.path));
    if (ours && !used.has(index) && spans.every((span) => isClear(items, index, span))) return index;
  }
  return null;
}

/** The item of this file on this track at exactly these ticks. */
export function readBack(items: readonly TrackItem[], trackIndex: number, span: TickRange, path: string): TrackItem | undefined {
  return onTrack(items, trackIndex).find(
    (item) => item.start === span.start && item.end === span.end && !!item.media?.path && samePath(item.media.path, path),
  );
}
