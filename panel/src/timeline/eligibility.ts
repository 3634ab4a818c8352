import type { TrackItem } from "./track-item";

/** Why a selected clip cannot be sent. Each has a sentence and a next step in the string tables (`skip.<reason>`). */
export type SkipReason =
  | "unread"
  | "no_media"
  | "offline"
  | "nested"
  | "multicam"
  | "merged"
  | "subclip"
  | "adjustment"
  | "graphic"
  | "still"
  | "speed"
  | "reversed"
  | "remapped"
  | "disabled"
  | "unknown_rate"
  | "empty"
  | "own_render"
  | "no_voice"
  | "no_voice_here"
  | "voice_is_offline"
  | "voice_is_subclip";

const STILLS = /\.(png|jpe?g|tiff?|bmp|gif|webp|psd|psb|exr|dpx|heic|tga|ai|svg)$/i;
const GRAPHICS = /\.(mogrt|aegraphic|prgraphic|prtl)$/i;

/**
 * The first reason why the clip itself cannot be rendered, or null. Says nothing about the voice.
 * Order matters: the reason that the editor can act on first is named first.
 */
export function clipReason(item: TrackItem, isOwnRender: (path: string) => boolean): SkipReason | null {
  if (item.unread !== undefined) return "unread";
  if (item.adjustment) return "adjustment";
  const media = item.media;
  if (!media) return "no_media";
  if (media.multicam) return "multicam";
  if (media.nested) return "nested";
  if (media.merged) return "merged";
  if (media.subclip) return "subclip";
  if (media.path === null || media.path === "" || GRAPHICS.test(media.path)) return "graphic";
  if (media.offline) return "offline";
  if (isOwnRender(media.path)) return "own_render";
  if (media.still || STILLS.test(media.path)) return "still";
  if (item.disabled) return "disabled";
  if (item.reversed) return "reversed";
  if (item.remapped) return "remapped";
  if (item.end <= item.start) return "empty";
  if (media.frame === null || media.frame <= 0n) return "unknown_rate";
  if (!isFullSpeed(item, media.frame)) return "speed";
  return null;
}

/** How far from 1 a speed may be told and still be 1: hosts count it in floating point. */
export const SPEED_TOLERANCE = 1e-4;

/** Whether an item shows its source at the speed of the recording: by the host's word and, to within a frame, by its length. */
export function isFullSpeed(item: TrackItem, frame: bigint): boolean {
  const off = item.outPoint - item.inPoint - (item.end - item.start);
  return Math.abs(item.speed - 1) <= SPEED_TOLERANCE && off < frame && -off < frame;
}
