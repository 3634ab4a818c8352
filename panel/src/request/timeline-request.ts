import type { ItemRequest, JobRequest, PointRequest } from "../bridge/wire";
import type { SentClip } from "../import/resolve";
import { rateOf } from "../timeline/ticks";
import type { ClipSelection } from "../timeline/select";
import type { RenderOptions } from "./options";

/** One batch for the bridge out of the timeline's selection. Renders are video-only, so that placing them cannot touch any sound. */
export function timelineRequest(operationId: string, title: string, clips: readonly ClipSelection[], options: RenderOptions): JobRequest {
  return {
    idempotencyKey: operationId,
    title: title.slice(0, 200),
    engine: options.engine,
    format: options.format,
    intensity: options.intensity,
    offsetMs: options.offsetMs,
    fit: "cut",
    noAudio: true,
    items: clips.map(item),
  };
}

/** What the panel keeps of a clip until its render is placed. */
export function sentClip(clip: ClipSelection): SentClip {
  const { ref, original, span, range, frame } = clip;
  return { ref, original, span, marks: range.marks, frame, frames: range.outFrame - range.inFrame, whole: range.whole };
}

function item(clip: ClipSelection): ItemRequest {
  const rate = rateOf(clip.frame);
  const fraction = `${rate.num}/${rate.den}`;
  const frame = (number: bigint): PointRequest => ({ frame: Number(number), rate: fraction });
  return {
    clip: { path: clip.path, in: frame(clip.range.inFrame), out: frame(clip.range.outFrame) },
    audio: {
      path: clip.voice.path,
      in: { ticks: clip.voice.start.toString() },
      ...(clip.voice.end === null ? {} : { out: { ticks: clip.voice.end.toString() } }),
    },
    label: clip.original.name.slice(0, 200),
    clientRef: clip.ref,
  };
}
