import type { JobRequest } from "../bridge/wire";
import { DEFAULT_OPTIONS, engineNamed, formatNamed, type RenderOptions } from "./options";

/** The options of an earlier request, as the page's controls show them. */
export function againOptions(request: JobRequest): RenderOptions {
  return {
    engine: engineNamed(request.engine) ?? DEFAULT_OPTIONS.engine,
    format: formatNamed(request.format) ?? DEFAULT_OPTIONS.format,
    intensity: request.intensity ?? DEFAULT_OPTIONS.intensity,
    offsetMs: request.offsetMs ?? DEFAULT_OPTIONS.offsetMs,
    fit: request.fit ?? DEFAULT_OPTIONS.fit,
    sound: !request.noAudio,
    preset: null,
  };
}

/**
 * A new request that keeps of an earlier one what the page has no control for: which face, which streams, which model, which mix, tags, damaged clips, the
 * place of the result. What goes with an engine goes only while that is the engine; the mix only while the voice is the same.
 */
export function againRequest(now: Omit<JobRequest, "idempotencyKey">, before: JobRequest, sameVoice: boolean): Omit<JobRequest, "idempotencyKey"> {
  const { model, windowOffset, enhancer, enhancerShare, provider, allowPartial, stripMetadata, offsetFrames, voiceStyle, besideSource } = before;
  const engine = now.engine === before.engine ? { model, windowOffset, enhancer, enhancerShare, provider } : {};
  const first = before.items[0];
  const kept = { face: first?.face, finalAudio: sameVoice ? first?.finalAudio : null };
  const clip = told({ stream: first?.clip.stream });
  const voice = sameVoice ? told({ stream: first?.audio?.stream, channel: first?.audio?.channel }) : {};
  return told({
    ...now, ...told(engine), allowPartial, stripMetadata, offsetFrames, voiceStyle, besideSource,
    items: now.items.map((item) => ({
      ...item, clip: { ...item.clip, ...clip },
      // Voices that were kept are heard with their mix; a face that was found anew is not the earlier one.
      ...(item.voices ? told({ finalAudio: item.finalAudio ?? (first?.voices ? first.finalAudio : null) })
        : { audio: { ...item.audio, ...voice }, ...told(item.lipSync ? { finalAudio: kept.finalAudio } : kept) }),
      ...told({ noLipSync: item.lipSync ? null : first?.noLipSync }),
    })),
  }) as Omit<JobRequest, "idempotencyKey">;
}

/** What says something: a field that is null or missing is left out. */
function told<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as Partial<T>;
}
