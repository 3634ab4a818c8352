import type { ItemRef, TimelineMarker } from "../hosts/host";
import type { TickRange } from "../timeline/ticks";

/** Why a render is in the bin but not on the timeline, or not even in the bin. Sentences: string tables, `import.<reason>`. */
export type ImportReason =
  | "sequence_gone"
  | "original_gone"
  | "original_ambiguous"
  | "original_changed"
  | "import_refused"
  | "import_not_seen"
  | "result_too_short"
  | "region_taken"
  | "would_cover"
  | "not_marked"
  | "track_not_made"
  | "not_read_back"
  | "mismatch"
  | "left_beside"
  | "undone"
  | "host_error";

/** What became of one render in the project. `placed` is only ever said after the item was read back
 * at the right ticks, or less than a frame beside them, and then `detail` says by how much. */
export interface Receipt {
  readonly ref: string;
  readonly path: string;
  readonly outcome: "placed" | "imported_only" | "failed";
  readonly reason?: ImportReason;
  /** The host's own words, for the report. */
  readonly detail?: string;
  readonly trackIndex?: number;
  readonly span?: TickRange;
  /** Whether it lies in its original as a take, and not on a track of its own. */
  readonly inside?: boolean;
  /** The original, where it was switched off for this render. */
  readonly switchedOff?: ItemRef;
  /** Where its face was lost, as marked on the timeline. */
  readonly markers?: readonly TimelineMarker[];
  /** Effects of the original that the render does not have: for "Paste Attributes". */
  readonly lacks?: readonly string[];
  /** What of the editor's lies between original and render, and is hidden by it. */
  readonly covers?: readonly string[];
  /** The original had moved; the render followed it. */
  readonly moved?: boolean;
}

/** The receipts of one run. */
export interface ImportReport {
  readonly receipts: readonly Receipt[];
  /** What `HostAdapter.edits` was before the first change of the timeline. */
  readonly editsBefore: number;
}
