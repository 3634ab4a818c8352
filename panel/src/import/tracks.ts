import { overlap, type TickRange } from "../timeline/ticks";
import { pathKey, samePath, sameItem, spanOf, type TrackItem } from "../timeline/track-item";

/** Items of one video track. */
export function onTrack(items: readonly TrackItem[], trackIndex: number): TrackItem[] {
  return items.filter((item) => item.kind === "video" && item.trackIndex === trackIndex);
}

/** Those of the items that share an instant with `span`. */
export function within(items: readonly TrackItem[], span: TickRange): TrackItem[] {
  return items.filter((item) => overlap(spanOf(item), span) !== null);
}

/** What lies on a timeline that renders are to be laid on. */
export interface Stand {
  readonly items: readonly TrackItem[];
  /** `pathKey` of every file of ours. */
  readonly ours: ReadonlySet<string>;
  /** The originals of the batch: what covers one of them is covered again by its own render. */
  readonly originals: readonly TrackItem[];
}

/** A track for one render. */
export interface Spot {
  /** At or above the number of tracks where the track must be made first. */
  readonly trackIndex: number;
  /** Items of the editor's between the original and the render: it hides them. */
  readonly covers: readonly TrackItem[];
}

/**
 * The lowest track above `above` on which nothing lies within `span`: titles and adjustment layers on higher tracks stay above the render.
 * Hosts make new tracks on top only, so where no track between is free the render has to go over what lies there.
 */
export function spotFor(stand: Stand, above: number, span: TickRange): Spot {
  const covers: TrackItem[] = [];
  let trackIndex = above + 1;
  for (; ; trackIndex++) {
    const there = within(onTrack(stand.items, trackIndex), span);
    if (there.length === 0) break;
    covers.push(...there.filter((item) => !item.disabled && !isOurs(stand, item)));
  }
  return { trackIndex, covers };
}

function isOurs(stand: Stand, item: TrackItem): boolean {
  const path = item.media?.path;
  return (!!path && stand.ours.has(pathKey(path))) || stand.originals.some((one) => sameItem(one, item));
}

/** The item of this file on this track at exactly these ticks. */
export function readBack(items: readonly TrackItem[], trackIndex: number, span: TickRange, path: string): TrackItem | undefined {
  return onTrack(items, trackIndex).find(
    (item) => item.start === span.start && item.end === span.end && !!item.media?.path && samePath(item.media.path, path),
  );
}
