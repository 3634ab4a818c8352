/** A cue as the page edits it; times in seconds. */
export interface EditedCue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly speaker: string | null;
}

/** How many characters are spoken in a second, about. */
const PACE = 13;
const LEAST_SECONDS = 1.5;

/** Captions of cues, with the speakers as the bridge reads them. */
export function toSrt(cues: readonly EditedCue[]): string {
  return cues.map((cue, index) => {
    const text = cue.text.replace(/\s*\n\s*/g, " ").trim();
    return `${index + 1}\n${clock(cue.start)} --> ${clock(cue.end)}\n${cue.speaker === null ? "" : `[${cue.speaker}] `}${text}\n`;
  }).join("\n");
}

/** What was typed as captions: as it is where it has times, else a cue for each line, one after the other. */
export function captionsOf(typed: string): string {
  if (typed.includes("-->")) return typed;
  let at = 0;
  const cues = typed.split("\n").map((line) => line.trim()).filter((line) => line !== "").map((text): EditedCue => {
    const start = at;
    at += Math.max(LEAST_SECONDS, text.length / PACE);
    return { start, end: at, text, speaker: null };
  });
  return toSrt(cues);
}

/** `00:01:02,345`. */
export function clock(seconds: number): string {
  const all = Math.round(seconds * 1000);
  const part = (value: number, width: number): string => String(value).padStart(width, "0");
  return `${part(Math.floor(all / 3_600_000), 2)}:${part(Math.floor(all / 60_000) % 60, 2)}:${part(Math.floor(all / 1000) % 60, 2)},${part(all % 1000, 3)}`;
}
