import type { Transcripts } from "../host";
import { itemsById } from "./bins";
import { orElse, type PremiereModule } from "./module";

/** Premiere's own transcripts, from 25.6 on; nothing where this build does not give them out. */
export function transcripts(ppro: PremiereModule): Transcripts | undefined {
  const { Transcript } = ppro;
  if (!Transcript || typeof Transcript.exportToJSON !== "function") return undefined;
  return {
    async read(mediaIds) {
      const found = await orElse(() => itemsById(ppro, mediaIds), null);
      const texts: (string | null)[] = [];
      for (const id of mediaIds) {
        texts.push(await orElse(async () => {
          const clip = found ? ppro.ClipProjectItem.cast(found.item(id)) : null;
          return clip && Transcript.hasTranscript(clip) ? await Transcript.exportToJSON(clip) : null;
        }, null));
      }
      return texts;
    },
  };
}
