import { secondsOf } from "./ticks";
import type { VoiceRange } from "./voice";

/** What is said in a file, as the host's own transcript has it. */
export interface Transcript {
  /** A tag such as `en-us`. */
  readonly language: string;
  /** In order; seconds from the file's first sample. */
  readonly words: readonly TranscriptWord[];
}

export interface TranscriptWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a voice says, as the bridge takes it. */
export interface SpokenWords {
  readonly text: string;
  readonly language: string;
}

/** More than the bridge takes in one text. */
const TOO_LONG = 100_000;

/**
 * Reads Premiere's JSON: `{language, segments: [{words: [{text, start, duration, type}]}]}`, marks of punctuation as words of their own or
 * at the end of words. Null where it is something else, or says no language.
 */
export function readTranscript(json: string): Transcript | null {
  const root = object(parse(json));
  const language = root?.language;
  if (!root || typeof language !== "string" || !/^[a-z]{2,3}([-_][a-z0-9]{2,8}){0,3}$/i.test(language)) return null;
  const words: TranscriptWord[] = [];
  for (const segment of list(root.segments)) {
    for (const one of list(object(segment)?.words)) {
      const { text, start, duration, type } = object(one) ?? {};
      if (typeof text !== "string" || typeof start !== "number" || typeof duration !== "number" || text.trim() === "") continue;
      const last = words.at(-1);
      if (type === "punctuation" && last) words[words.length - 1] = { ...last, text: last.text + text.trim() };
      else words.push({ text: text.trim(), start, end: start + duration });
    }
  }
  return words.length > 0 ? { language, words } : null;
}

/** What is heard of a voice: the words whose middle lies in the part of its files that is used. Null where a file of it has no transcript. */
export function wordsOf(voice: VoiceRange, transcripts: ReadonlyMap<string, Transcript>): SpokenWords | null {
  const parts = voice.pieces.length > 0
    ? voice.pieces.map(({ mediaId, start, span }) => ({ mediaId, start, end: start + (span.end - span.start) }))
    : [voice];
  const said: string[] = [];
  let language = "";
  for (const { mediaId, start, end } of parts) {
    const transcript = transcripts.get(mediaId ?? "");
    if (!transcript) return null;
    language ||= transcript.language;
    const [from, to] = [secondsOf(start), end === null ? Infinity : secondsOf(end)];
    said.push(...transcript.words.filter((one) => (one.start + one.end) / 2 >= from && (one.start + one.end) / 2 < to).map((one) => one.text));
  }
  const text = said.join(" ");
  return text === "" || text.length > TOO_LONG ? null : { text, language };
}

/** The files of a voice, as the host names them. */
export function filesOf(voice: VoiceRange): readonly string[] {
  return (voice.pieces.length > 0 ? voice.pieces : [voice]).flatMap((one) => (one.mediaId ? [one.mediaId] : []));
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function object(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
