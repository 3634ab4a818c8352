import type { TickRange } from "./ticks";

/** What stands behind a track item in the project panel. */
export interface ItemMedia {
  /** The host's own id of the project item; good until the project is closed. */
  readonly id: string;
  /** Absolute path as the host gives it, or null where the item is made by the host itself (titles, colour mattes). */
  readonly path: string | null;
  readonly offline: boolean;
  readonly nested: boolean;
  readonly multicam: boolean;
  readonly merged: boolean;
  /** A part of a file under a name of its own: whether its in points count from the file's start or from its own is not documented. */
  readonly subclip?: boolean;
  /** A picture rather than a film. */
  readonly still: boolean;
  /** Length of the file in ticks of the rate the host plays it at, or null where the host does not say. */
  readonly duration: bigint | null;
  /** Length of one frame in ticks at the rate the host plays it at (footage interpretation included), or null. */
  readonly frame: bigint | null;
}

/** One clip on a track, as read from the host. Plain data: it never goes stale, it only stops being true. */
export interface TrackItem {
  readonly kind: "video" | "audio";
  /** Counted from 0 within its kind, lowest track first. */
  readonly trackIndex: number;
  /** Where every clip lies on a track of its own: the number that the editor sees, from the top. It changes as others come and go. */
  readonly layer?: number;
  readonly name: string;
  /** Sequence clock. */
  readonly start: bigint;
  readonly end: bigint;
  /** Media clock: ticks from the first frame of the file. */
  readonly inPoint: bigint;
  readonly outPoint: bigint;
  /** 1 is the speed of the recording. */
  readonly speed: number;
  readonly reversed: boolean;
  /** Whether it shows its file otherwise than straight through: by a curve of times, or more than once. */
  readonly remapped?: boolean;
  readonly disabled: boolean;
  readonly adjustment: boolean;
  readonly media: ItemMedia | null;
  /**
   * The host's words where it refused to describe the item; then only its kind, track and span are true. Where even the span was refused
   * it reaches over the whole track, so that nothing is laid there.
   */
  readonly unread?: string;
}

/** Later than anything on a timeline. */
export const END_OF_TIME = 1n << 62n;

/** An item that the host refused to describe. */
export function unreadItem(kind: TrackItem["kind"], trackIndex: number, span: TickRange | null, words: string): TrackItem {
  const { start, end } = span ?? { start: 0n, end: END_OF_TIME };
  return {
    kind, trackIndex, name: "?", start, end, inPoint: 0n, outPoint: end - start, speed: 1, reversed: false, disabled: false, adjustment: false, media: null,
    unread: words,
  };
}

export function spanOf(item: TrackItem): TickRange {
  return { start: item.start, end: item.end };
}

/** Paths from one machine compared as a file system would: separators unified, case ignored on Windows drives. */
export function samePath(a: string, b: string): boolean {
  return pathKey(a) === pathKey(b);
}

export function pathKey(path: string): string {
  const unified = path.replace(/^\\\\\?\\/, "").replace(/\\/g, "/").normalize("NFC");
  return /^[a-z]:\//i.test(unified) || unified.startsWith("//") ? unified.toLowerCase() : unified;
}

/** Same clip, same cut, same place: what must still hold for a render to go where its original was. */
export function sameItem(a: TrackItem, b: TrackItem): boolean {
  return a.trackIndex === b.trackIndex && a.start === b.start && a.end === b.end && sameCut(a, b);
}

/** Same source range of the same file, wherever it now lies. */
export function sameCut(a: TrackItem, b: TrackItem): boolean {
  return sameSource(a, b) && a.inPoint === b.inPoint && a.outPoint === b.outPoint;
}

/** The same file on a track of the same kind. */
export function sameSource(a: TrackItem, b: TrackItem): boolean {
  const pathA = a.media?.path;
  const pathB = b.media?.path;
  return a.kind === b.kind && !!pathA && !!pathB && samePath(pathA, pathB);
}
