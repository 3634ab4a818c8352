/**
 * The part of Resolve's scripting interface that the panel uses, as `GetResolvePromise` gives it: every call answers with a promise, and
 * a call that fails answers false or nothing. Frames on a timeline are absolute: they count from the timeline's start timecode. Tracks,
 * takes and timelines are numbered from 1. Objects read before an edit may be dead after it, so each edit finds its own.
 */
export type TrackType = "video" | "audio";

/** What a call that gives something answers: nothing where it could not. */
type Given<T> = Promise<T | null | undefined>;

export interface ScriptingRoot {
  GetVersionString(): Given<string>;
  GetProductName(): Given<string>;
  GetProjectManager(): Given<{ GetCurrentProject(): Given<ScriptingProject> }>;
  GetCurrentPage(): Given<string>;
  OpenPage(page: string): Promise<boolean>;
}

export interface ScriptingProject {
  GetName(): Given<string>;
  GetUniqueId(): Given<string>;
  GetMediaPool(): Given<MediaPool>;
  GetCurrentTimeline(): Given<ScriptingTimeline>;
  SetCurrentTimeline(timeline: ScriptingTimeline): Promise<boolean>;
  GetTimelineCount(): Given<number>;
  GetTimelineByIndex(index: number): Given<ScriptingTimeline>;
}

/** One placement. Source frames count from the first of the file, `endFrame` exclusive; the record frame is absolute. */
export interface ClipInfo {
  readonly mediaPoolItem: MediaPoolItem;
  readonly startFrame: number;
  readonly endFrame: number;
  /** 1 lays the picture only. */
  readonly mediaType: 1;
  readonly trackIndex: number;
  readonly recordFrame: number;
}

export interface MediaPool {
  GetRootFolder(): Given<PoolFolder>;
  GetCurrentFolder(): Given<PoolFolder>;
  SetCurrentFolder(folder: PoolFolder): Promise<boolean>;
  AddSubFolder(parent: PoolFolder, name: string): Given<PoolFolder>;
  /** Into the current folder. */
  ImportMedia(paths: readonly string[]): Given<readonly MediaPoolItem[]>;
  /** Onto the current timeline. Leaves out, without a word, what would lie over something. */
  AppendToTimeline(clips: readonly ClipInfo[]): Given<readonly TimelineItem[]>;
  DeleteTimelines(timelines: readonly ScriptingTimeline[]): Promise<boolean>;
}

export interface PoolFolder {
  GetName(): Given<string>;
  GetUniqueId(): Given<string>;
  GetClipList(): Given<readonly MediaPoolItem[]>;
  GetSubFolderList(): Given<readonly PoolFolder[]>;
}

export interface MediaPoolItem {
  GetName(): Given<string>;
  SetName(name: string): Promise<boolean>;
  GetUniqueId(): Given<string>;
  /** All properties by their names in Resolve's own window. */
  GetClipProperty(): Given<Readonly<Record<string, unknown>>>;
  SetClipColor(name: string): Promise<boolean>;
}

export interface ScriptingTimeline {
  GetName(): Given<string>;
  GetUniqueId(): Given<string>;
  GetStartFrame(): Given<number>;
  GetSetting(name: string): Promise<unknown>;
  GetTrackCount(type: TrackType): Given<number>;
  GetItemListInTrack(type: TrackType, index: number): Given<readonly TimelineItem[]>;
  AddTrack(type: TrackType): Promise<boolean>;
  DeleteTrack(type: TrackType, index: number): Promise<boolean>;
  SetTrackName(type: TrackType, index: number, name: string): Promise<boolean>;
  GetIsTrackLocked(type: TrackType, index: number): Given<boolean>;
  /** From Resolve 21.0.4 on. */
  GetSelectedClips(): Given<readonly TimelineItem[]>;
  GetCurrentVideoItem(): Given<TimelineItem>;
  GetMarkInOut(): Given<{ readonly video?: { readonly in?: number; readonly out?: number } }>;
  /** Works on the Edit page only. */
  DeleteClips(items: readonly TimelineItem[], ripple: boolean): Promise<boolean>;
  DuplicateTimeline(name: string): Given<ScriptingTimeline>;
  /** `frame` counts from the timeline's first frame, and not from its timecode. One marker a frame. */
  AddMarker(frame: number, color: string, name: string, note: string, duration: number, customData: string): Promise<boolean>;
  GetMarkers(): Given<Readonly<Record<string, ScriptingMarker>>>;
  DeleteMarkerAtFrame(frame: number): Promise<boolean>;
}

export interface ScriptingMarker {
  readonly name: string;
  readonly note: string;
  readonly duration: number;
  readonly customData: string;
}

export interface TakeInfo {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly mediaPoolItem: MediaPoolItem;
}

export interface TimelineItem {
  GetName(): Given<string>;
  GetUniqueId(): Given<string>;
  /** Whole frames, or fractions where `subframe` is true. */
  GetStart(subframe?: boolean): Given<number>;
  /** Exclusive. */
  GetEnd(subframe?: boolean): Given<number>;
  /** How far the item could reach to the left: the in point, in frames of the file for pictures and of the timeline for sound. */
  GetLeftOffset(subframe?: boolean): Given<number>;
  /** In frames of the file, and at times one frame off. */
  GetSourceStartFrame(): Given<number>;
  /** Seconds by the file's own timecode: only the difference of the two is of use. */
  GetSourceStartTime(): Given<number>;
  GetSourceEndTime(): Given<number>;
  /** Nothing for titles, generators and transitions. */
  GetMediaPoolItem(): Given<MediaPoolItem>;
  GetTrackTypeAndIndex(): Given<readonly [string, number]>;
  GetClipEnabled(): Given<boolean>;
  SetClipEnabled(enabled: boolean): Promise<boolean>;
  GetTakesCount(): Given<number>;
  GetSelectedTakeIndex(): Given<number>;
  GetTakeByIndex(index: number): Given<TakeInfo>;
  AddTake(media: MediaPoolItem, startFrame: number, endFrame: number): Promise<boolean>;
  SelectTakeByIndex(index: number): Promise<boolean>;
  DeleteTakeByIndex(index: number): Promise<boolean>;
  FinalizeTake(): Promise<boolean>;
  CopyGrades(targets: readonly TimelineItem[]): Promise<boolean>;
  GetFusionCompCount(): Given<number>;
  GetProperty(): Given<Readonly<Record<string, unknown>>>;
  SetProperty(key: string, value: unknown): Promise<boolean>;
}
