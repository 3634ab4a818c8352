import type { PageKey } from "../strings/en";
import type { Say } from "./i18n";
import { readWarning } from "./warnings";

type AdviceKey = Extract<PageKey, `advice.${string}`>;

/** What the bridge advises for a cue, as sentences; each is known by its shape, and its values by their place in it. */
const SHAPES: readonly (readonly [AdviceKey, RegExp, ...string[]])[] = [
  ["advice.shorten_or_later", /^Shorten it by (\d+) of (\d+) characters, or let it end (.+?) s later\.$/, "count", "total", "seconds"],
  ["advice.shorten_or_more", /^Shorten it by (\d+) of (\d+) characters, or give it (.+?) s more by moving it or the next cue\.$/, "count", "total", "seconds"],
  ["advice.later", /^Its place is too short for any text, or let it end (.+?) s later\.$/, "seconds"],
  ["advice.more", /^Its place is too short for any text, or give it (.+?) s more by moving it or the next cue\.$/, "seconds"],
  ["advice.no_words", /^It holds no words\.$/],
  ["advice.says_nothing", /^The voice (.+) says nothing for it\.$/, "voice"],
  ["advice.after_clip", /^The clip ends at (.+?) s; move the cue or leave it out\.$/, "end"],
  ["advice.clip_ends", /^The clip ends at (.+?) s, (.+?) s before the speech\.$/, "end", "seconds"],
];

/** Advice in the page's language; as it came where a newer bridge wrote it. */
export function sayAdvice(sentence: string, t: Say<PageKey>): string {
  for (const [key, shape, ...names] of SHAPES) {
    const found = shape.exec(sentence);
    if (found) return t(key, Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""])));
  }
  return sentence;
}

/** A warning in the page's language, that of a cue with its number; as it came where a newer bridge wrote it. */
export function sayWarning(sentence: string, t: Say<PageKey>): string {
  const cue = /^(?:Cue (\d+)|The new text): (.+)$/.exec(sentence);
  if (cue) return `${cue[1] ? t("advice.of_cue", { n: cue[1] }) : t("advice.of_text")} ${sayAdvice(cue[2] ?? "", t)}`;
  const read = readWarning(sentence);
  return read ? t(read.key, read.params) : sentence;
}
