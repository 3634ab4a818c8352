import type { PageKey } from "../strings/en";
import type { Params } from "./i18n";

export type WarningKey = Extract<PageKey, `warning.${string}`>;

/** A warning of the engine by its key and values, to be said in the page's language. */
export interface ReadWarning {
  readonly key: WarningKey;
  readonly params: Params;
}

/** The engine writes its warnings as sentences; here each is known by its shape, and its values by their place in it. */
const SHAPES: readonly (readonly [WarningKey, RegExp, ...string[]])[] = [
  ["warning.variable_rate", /^The clip's frame rate varies; it is conformed to (.+?) frames a second: (.+?)(?: frames?)? repeated, (.+?) left out\.$/, "rate", "repeated", "dropped"],
  ["warning.cut_short", /^The file was cut short: (.+) can be read\.$/, "there"],
  ["warning.missing", /^(.+?) (?:is|are) missing from the file; the picture before (?:it|them) is held\.$/, "ranges"],
  ["warning.lost", /^(.+?) frames? of the source cannot be decoded and shows? the picture before (?:it|them): (.+)\.$/, "count", "frames"],
  ["warning.no_timecode", /^No frame has the clip's timecode (.+?) at (.+?) frames a second; the result has none\.$/, "timecode", "rate"],
  ["warning.voice_cut_short", /^The sound file was cut short: (.+?) s of about (.+?) s are there\.$/, "read", "total"],
  ["warning.voice_unreadable", /^Only (.+?) s of the voice's (.+?) s can be read: its file is cut short or damaged\. After them the mouth rests\.$/, "read", "total"],
  ["warning.own_rate", /^The clip keeps its own (.+?) frames a second: (.+?) were asked for, which only a still picture takes\.$/, "rate", "asked"],
  ["warning.alpha", /^The clip's transparency is not kept; the format match keeps it\.$/],
  ["warning.dolby_vision", /^The clip carries Dolby Vision, which is not kept; its HDR picture below that is\.$/],
  ["warning.interlaced", /^The clip is interlaced; its fields are kept as they are\.$/],
  ["warning.whole_pictures", /^Both fields of the clip's frames show the same moment: the mouth is drawn on whole frames\.$/],
  ["warning.clip_longer", /^The clip lasts (.+?)(?: s)? and the voice (.+?)(?: s)?: the result ends with the voice\..*$/, "longer", "shorter"],
  ["warning.voice_longer", /^The \S+ lasts (.+?)(?: s)? and the \S+ (.+?)(?: s)?: the result ends with the \S+\..*$/, "longer", "shorter"],
  ["warning.range_shorter", /^(.+?) lasts (.+?) s and the range (.+?) s: what is longer is not heard\.$/, "name", "longer", "shorter"],
  ["warning.out_point", /^The out point is frame (.+?), but (.+?) has (.+?)(?: frames?)?; the clip's end is used\.$/, "frame", "name", "total"],
  ["warning.voice_out_point", /^The voice's out point is past the end of (.+?); its end \((.+?) s\) is used\.$/, "name", "seconds"],
  ["warning.damaged", /^(.+?) frames? of the source (?:is|are) damaged: (.+)\.$/, "count", "frames"],
  ["warning.held", /^The source ends (.+?) frames? before its index says; its last frame is held\.$/, "count"],
  ["warning.other_sizes", /^The source's picture changes its size: (.+?) is scaled to the size of its first picture\.$/, "sizes"],
  ["warning.twelve_bits", /^(.+?) is written with 10 bits; the clip's 12 bits are rounded\.$/, "format"],
  ["warning.half_colour", /^(.+?) holds half the colour across; the clip's 4:4:4 becomes 4:2:2\.$/, "format"],
  ["warning.matrix", /^DNxHR is read as BT\.709: the picture's matrix (.+?) is converted to it, its colours stay the same\.$/, "matrix"],
  ["warning.mixed_down", /^MP4 does not hold the sound's (\d+) channels; they are mixed to (\d+)\.$/, "channels", "kept"],
  ["warning.final_sound_short", /^The final sound lasts (.+?) s of (.+?) s; after it the result is silent\.$/, "length", "total"],
  ["warning.other_sounds", /^(.+?) has (\d+) sounds, of which number (\d+) was heard(?:; .*|\.)$/, "name", "count", "number"],
  ["warning.spoken_sound", /^Of the (\d+) sounds of (.+?) number (\d+) is heard: somebody speaks there\..*$/, "count", "name", "number"],
  ["warning.spoken_channel", /^Of the (\d+) channels of (.+?), sound (\d+), the mouth follows channel (\d+): somebody speaks there\..*$/, "count", "name", "number", "channel"],
  ["warning.other_person", /^(\d+) of (\d+) shots? shows? another person, whose mouth is left alone: frames (.+?)\.(?: .*)?$/, "count", "total", "ranges"],
  ["warning.more_people", /^More than one person is driven: from frame (\d+) on it is another one\..*$/, "frame"],
  ["warning.speaker_unseen", /^Speaker (\d+) \((.+?)\) is heard, and no mouth is drawn: (.+)$/, "number", "name", "why"],
  ["warning.speaker_elsewhere", /^In (\d+) shots? the face that is asked for speaker (\d+) \((.+?)\) is not theirs and is left alone: frames (.+)\.$/, "count", "number", "name", "ranges"],
  ["warning.turn_unsure", /^It is not certain that person (\d+) at (.+?) speaks in frames (.+?): (.+?)\.$/, "number", "place", "frames", "confidence"],
  ["warning.voice_unsure", /^It is not certain that (.+?) is the voice of person (\d+) at (.+?): they speak (.+?) s at the same time, the next person (.+?) s\.$/, "name", "number", "place", "common", "next"],
  ["warning.voice_past_clip", /^The voice (.+?) lasts (.+?) s and the clip (.+?) s: it ends with the clip\.$/, "name", "longer", "shorter"],
  ["warning.even_size", /^The codec needs even sizes; the picture's last \S+ is repeated: (.+?)\.$/, "size"],
  ["warning.woven", /^DNxHR is written progressive; the clip's fields stay woven in its frames\.$/],
  ["warning.nobody_speaks", /^Nobody speaks in the voice: the mouth stays closed\.$/],
  ["warning.short_voice", /^The voice lasts (.+?) ms and Wav2Lip listens to 200 ms at a time: the rest is taken as silence\.$/, "milliseconds"],
  ["warning.words_mouth", /^The words did not drive the mouth: it follows the sound alone\.$/],
  ["warning.other_text", /^Of (\d+) words? (?:that were )?given (\d+) (?:are|can be) heard in the voice: is it another text, or another language\?$/, "count", "heard"],
  ["warning.no_words", /^The words of the voice are not placed: (.+)$/, "reason"],
  ["warning.gpu_smaller", /^The graphics card ran out of memory: (\d+) faces? ?.* drawn at a time now\.$/, "count"],
  ["warning.gpu_full", /^The graphics card \((.+?)\) has no room for the model even for one face at a time; the processor draws instead\.$/, "name"],
  ["warning.card_smaller", /^Graphics card (\d+) ran out of memory: (\d+) faces? ?.* drawn at a time on it now\.$/, "number", "count"],
  ["warning.card_full", /^Graphics card (\d+) \((.+?)\) has no room for the model even for one face at a time; the other cards draw\.$/, "number", "name"],
];

/** Null for a sentence of a newer bridge: it is then shown as it came. */
export function readWarning(sentence: string): ReadWarning | null {
  for (const [key, shape, ...names] of SHAPES) {
    const found = shape.exec(sentence);
    if (found) return { key, params: Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""])) };
  }
  return null;
}
