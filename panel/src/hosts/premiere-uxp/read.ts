import type { AudioClipTrackItem, ClipProjectItem, Media, Project, ProjectItem, Sequence, TickTime, VideoClipTrackItem } from "@adobe/premierepro";
import { frameTicks, parseTicks, rateFromDecimal } from "../../timeline/ticks";
import { unreadItem, type ItemMedia, type TrackItem } from "../../timeline/track-item";
import { idIn, orElse, type PremiereModule } from "./module";

export type AnyTrackItem = VideoClipTrackItem | AudioClipTrackItem;

/** The host's own object for a clip; `trackIndex` null where only the object itself can tell. */
export interface LiveItem {
  readonly item: AnyTrackItem;
  readonly kind: "video" | "audio";
  readonly trackIndex: number | null;
}

/** Project items seen while reading one timeline: many track items share one. */
export type MediaCache = Map<string, Promise<ItemMedia>>;

/** Reads one item. One that the host refuses to describe becomes an unread one: it never hides the others. */
export async function readItem(ppro: PremiereModule, live: LiveItem, project: Project, media: MediaCache): Promise<TrackItem> {
  const { item, kind } = live;
  try {
    return await describe(ppro, live, project, media);
  } catch (thrown) {
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    const span = await orElse(async () => ({ start: parseTicks((await item.getStartTime()).ticks), end: parseTicks((await item.getEndTime()).ticks) }), null);
    return unreadItem(kind, live.trackIndex ?? (await orElse(() => item.getTrackIndex(), 0)), span, words);
  }
}

async function describe(ppro: PremiereModule, { item, kind, trackIndex }: LiveItem, project: Project, media: MediaCache): Promise<TrackItem> {
  const [start, end, inPoint, outPoint] = await Promise.all([item.getStartTime(), item.getEndTime(), item.getInPoint(), item.getOutPoint()]);
  const [track, name, speed, reversed, disabled] = await Promise.all([
    trackIndex ?? item.getTrackIndex(), orElse(() => item.getName(), ""), item.getSpeed(), item.isSpeedReversed(), orElse(() => item.isDisabled(), false),
  ]);
  const adjustment = kind === "video" && (await orElse(() => item.isAdjustmentLayer(), false));
  const projectItem = await orElse<ProjectItem | null>(() => item.getProjectItem(), null);
  return {
    kind, trackIndex: track, name, speed, disabled, adjustment,
    reversed: Boolean(reversed),
    start: parseTicks(start.ticks), end: parseTicks(end.ticks), inPoint: parseTicks(inPoint.ticks), outPoint: parseTicks(outPoint.ticks),
    media: projectItem ? await cached(ppro, projectItem, project, media) : null,
  };
}

function cached(ppro: PremiereModule, item: ProjectItem, project: Project, media: MediaCache): Promise<ItemMedia> {
  const id = item.getId();
  let found = media.get(id);
  if (!found) {
    found = readMedia(ppro, item, project);
    media.set(id, found);
  }
  return found;
}

/** What the project item is. A question it refuses is answered no: a title has no file, a sequence no footage. */
async function readMedia(ppro: PremiereModule, item: ProjectItem, project: Project): Promise<ItemMedia> {
  const clip = await orElse<ClipProjectItem | null>(async () => ppro.ClipProjectItem.cast(item), null);
  if (!clip) return { id: idIn(project, item.getId()), path: null, offline: false, nested: false, multicam: false, merged: false, still: false, duration: null, frame: null };
  const [path, offline, nested, multicam, merged, duration, frame] = await Promise.all([
    orElse<string | null>(() => clip.getMediaFilePath(), null),
    orElse(() => clip.isOffline(), false),
    orElse(() => clip.isSequence(), false),
    orElse(() => clip.isMulticamClip(), false),
    orElse(() => clip.isMergedClip(), false),
    orElse(() => readDuration(clip), null),
    orElse(() => readFrame(clip), null),
  ]);
  const subclip = path ? await orElse(() => isSubclip(clip, item.getId(), path), false) : false;
  return { id: idIn(project, item.getId()), path: path || null, offline, nested, multicam, merged, subclip, still: false, duration, frame };
}

/** Premiere names no subclip as one, but leaves subclips out of a search where it is asked to. */
async function isSubclip(clip: ClipProjectItem, id: string, path: string): Promise<boolean> {
  const among = async (ignoreSubclips: boolean): Promise<boolean> => (await clip.findItemsMatchingMediaPath(path, ignoreSubclips)).some((one) => one.getId() === id);
  return (await among(false)) && !(await among(true));
}

/** Older builds answer by methods where the typings promise properties. */
interface MediaWithMethods {
  getDuration(): TickTime | Promise<TickTime>;
}

function hasMethods(media: object): media is MediaWithMethods {
  return "getDuration" in media && typeof media.getDuration === "function";
}

async function readDuration(clip: ClipProjectItem): Promise<bigint | null> {
  const media: Media = await clip.getMedia();
  const duration = hasMethods(media) ? await media.getDuration() : media.duration;
  const ticks = parseTicks(duration.ticks);
  return ticks > 0n ? ticks : null;
}

async function readFrame(clip: ClipProjectItem): Promise<bigint | null> {
  const rate = rateFromDecimal((await clip.getFootageInterpretation()).getFrameRate());
  return rate ? frameTicks(rate) : null;
}

/** The clips of one video track with the host's own objects, which die with the next edit. */
export async function liveTrack(ppro: PremiereModule, sequence: Sequence, trackIndex: number): Promise<LiveItem[]> {
  const track = await sequence.getVideoTrack(trackIndex);
  return track.getTrackItems(ppro.Constants.TrackItemType.CLIP, false).map((item) => ({ item, kind: "video", trackIndex }));
}

/** Every clip of the sequence. */
export async function liveItems(ppro: PremiereModule, sequence: Sequence): Promise<LiveItem[]> {
  const found: LiveItem[] = [];
  const videoTracks = await sequence.getVideoTrackCount();
  for (let trackIndex = 0; trackIndex < videoTracks; trackIndex++) found.push(...(await liveTrack(ppro, sequence, trackIndex)));
  const audioTracks = await sequence.getAudioTrackCount();
  for (let trackIndex = 0; trackIndex < audioTracks; trackIndex++) {
    const track = await sequence.getAudioTrack(trackIndex);
    for (const item of track.getTrackItems(ppro.Constants.TrackItemType.CLIP, false)) found.push({ item, kind: "audio", trackIndex });
  }
  return found;
}

/** Whether the item is a video one. Adobe types the class as a plain object, hence the check that it can be asked. */
export function isVideo(ppro: PremiereModule, item: AnyTrackItem): boolean {
  const kind: unknown = ppro.VideoClipTrackItem;
  return typeof kind === "function" && item instanceof kind;
}
