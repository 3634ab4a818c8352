import type { AudioClipTrackItem, ClipProjectItem, Media, ProjectItem, Sequence, TickTime, VideoClipTrackItem } from "@adobe/premierepro";
import { frameTicks, parseTicks, rateFromDecimal } from "../../timeline/ticks";
import type { ItemMedia, TrackItem } from "../../timeline/track-item";
import { orElse, type PremiereModule } from "./module";

export type AnyTrackItem = VideoClipTrackItem | AudioClipTrackItem;

/** Project items seen while reading one timeline: many track items share one. */
export type MediaCache = Map<string, Promise<ItemMedia>>;

export async function readItem(ppro: PremiereModule, item: AnyTrackItem, kind: "video" | "audio", media: MediaCache): Promise<TrackItem> {
  const [start, end, inPoint, outPoint] = await Promise.all([item.getStartTime(), item.getEndTime(), item.getInPoint(), item.getOutPoint()]);
  const [trackIndex, name, speed, reversed, disabled] = await Promise.all([
    item.getTrackIndex(), item.getName(), item.getSpeed(), item.isSpeedReversed(), item.isDisabled(),
  ]);
  const adjustment = kind === "video" && (await orElse(() => item.isAdjustmentLayer(), false));
  const projectItem = await orElse<ProjectItem | null>(() => item.getProjectItem(), null);
  return {
    kind, trackIndex, name, speed, disabled, adjustment,
    reversed: Boolean(reversed),
    start: parseTicks(start.ticks), end: parseTicks(end.ticks), inPoint: parseTicks(inPoint.ticks), outPoint: parseTicks(outPoint.ticks),
    media: projectItem ? await cached(ppro, projectItem, media) : null,
  };
}

function cached(ppro: PremiereModule, item: ProjectItem, media: MediaCache): Promise<ItemMedia> {
  const id = item.getId();
  let found = media.get(id);
  if (!found) {
    found = readMedia(ppro, item);
    media.set(id, found);
  }
  return found;
}

/** What the project item is. A question it refuses is answered no: a title has no file, a sequence no footage. */
async function readMedia(ppro: PremiereModule, item: ProjectItem): Promise<ItemMedia> {
  const clip = ppro.ClipProjectItem.cast(item);
  const [path, offline, nested, multicam, merged, duration, frame] = await Promise.all([
    orElse<string | null>(() => clip.getMediaFilePath(), null),
    orElse(() => clip.isOffline(), false),
    orElse(() => clip.isSequence(), false),
    orElse(() => clip.isMulticamClip(), false),
    orElse(() => clip.isMergedClip(), false),
    orElse(() => readDuration(clip), null),
    orElse(() => readFrame(clip), null),
  ]);
  return { id: item.getId(), path: path || null, offline, nested, multicam, merged, still: false, duration, frame };
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

/** Every clip of the sequence with the host's own object, which dies with the next edit. */
export async function liveItems(ppro: PremiereModule, sequence: Sequence): Promise<{ item: AnyTrackItem; kind: "video" | "audio"; trackIndex: number }[]> {
  const found: { item: AnyTrackItem; kind: "video" | "audio"; trackIndex: number }[] = [];
  const clips = ppro.Constants.TrackItemType.CLIP;
  const videoTracks = await sequence.getVideoTrackCount();
  for (let trackIndex = 0; trackIndex < videoTracks; trackIndex++) {
    const track = await sequence.getVideoTrack(trackIndex);
    for (const item of track.getTrackItems(clips, false)) found.push({ item, kind: "video", trackIndex });
  }
  const audioTracks = await sequence.getAudioTrackCount();
  for (let trackIndex = 0; trackIndex < audioTracks; trackIndex++) {
    const track = await sequence.getAudioTrack(trackIndex);
    for (const item of track.getTrackItems(clips, false)) found.push({ item, kind: "audio", trackIndex });
  }
  return found;
}

/** Whether the item is a video one. Adobe types the class as a plain object, hence the check that it can be asked. */
export function isVideo(ppro: PremiereModule, item: AnyTrackItem): boolean {
  const kind: unknown = ppro.VideoClipTrackItem;
  return typeof kind === "function" && item instanceof kind;
}
