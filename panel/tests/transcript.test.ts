import { describe, expect, test } from "vitest";
import { PremiereUxp } from "../src/hosts/premiere-uxp/adapter";
import { DEFAULT_SETTINGS } from "../src/state/panel/settings";
import { Timeline } from "../src/state/panel/timeline";
import { timelineRequest } from "../src/request/timeline-request";
import { readTranscript, wordsOf, type Transcript } from "../src/timeline/transcript";
import { failing, NamedFault } from "../../tests/fakes/premiere/failing";
import { fakePremiere } from "../../tests/fakes/premiere/premierepro";
import { FakeProject } from "../../tests/fakes/premiere/project";
import { F25 } from "./items";

const SECOND = 25n * F25;

function word(text: string, start: number, type = "word") {
  return { text, start, duration: 0.4, confidence: 0.9, eos: false, tags: [], type };
}

/** As Premiere's own schema 1.0.0 has it. */
function json(...words: readonly ReturnType<typeof word>[]): string {
  return JSON.stringify({ language: "en-us", segments: words.map((one) => ({ start: one.start, duration: 0.4, language: "en-us", speaker: "a", words: [one] })), speakers: [{ id: "a", name: "Anna" }] });
}

const SPOKEN = json(word("Before", 1), word("Hello", 2.1), word(",", 2.5, "punctuation"), word("world.", 3), word("After", 9));

/** One clip of two seconds over a voice from its second 2 on. */
function scene(change: (project: FakeProject) => void = () => undefined, fault = new NamedFault("none")) {
  const project = new FakeProject();
  const sequence = project.addSequence("Cut", F25, 1, 1);
  const shot = project.addMedia({ path: "/m/shot.mp4", duration: 900n * F25, frame: F25, video: true, audio: false });
  const voice = project.addMedia({ path: "/m/voice.wav", duration: 900n * F25, frame: F25, video: false, audio: true });
  voice.transcript = SPOKEN;
  project.select(
    project.put(sequence.video[0]!, shot, { start: 0n, end: 2n * SECOND }, 0n),
    project.put(sequence.audio[0]!, voice, { start: 0n, end: 2n * SECOND }, 2n * SECOND),
  );
  change(project);
  const host = new PremiereUxp(failing(fakePremiere(project), fault), { label: "Premiere", chooseFile: async () => null, readDiscovery: async () => null });
  return { host, voice, timeline: new Timeline(host, () => true, () => true) };
}

async function sent({ timeline }: ReturnType<typeof scene>) {
  await timeline.read();
  const { selection, words, error } = timeline.state.get();
  expect([selection.clips.length, error]).toEqual([1, null]);
  return timelineRequest("one", "Cut", selection.clips, { ...DEFAULT_SETTINGS, words }).items[0]?.audio;
}

describe("a transcript", () => {
  test("goes along with the part of its voice that is used", async () => {
    expect(await sent(scene())).toMatchObject({ path: "/m/voice.wav", words: { text: "Hello, world.", language: "en-us" } });
  });

  test("goes along for each piece of a voice that was cut", async () => {
    const made = scene((project) => {
      const [first] = project.active!.audio[0]!.items;
      first!.end = SECOND;
      project.select(...project.active!.video[0]!.items, first!, project.put(project.active!.audio[0]!, first!.media, { start: SECOND, end: 2n * SECOND }, 9n * SECOND));
    });

    expect(await sent(made)).toMatchObject({ words: { text: "Hello, After", language: "en-us" } });
  });

  test.each([
    ["has none", (made: ReturnType<typeof scene>) => void delete made.voice.transcript],
    ["has one of silence", (made: ReturnType<typeof scene>) => void (made.voice.transcript = json(word("After", 9)))],
    ["has one in a form of its own", (made: ReturnType<typeof scene>) => void (made.voice.transcript = "{}")],
  ])("is not missed where the voice %s", async (_why, change) => {
    const made = scene();
    change(made);

    expect(await sent(made)).not.toHaveProperty("words");
  });

  test("that Premiere fails to give out is none", async () => {
    expect(await sent(scene(undefined, new NamedFault("premierepro.Transcript.exportToJSON")))).not.toHaveProperty("words");
  });

  test("is not asked for where nobody wants it, nor where the host has no such thing", async () => {
    const { host } = scene();
    const unasked = new Timeline(host, () => true, () => false);
    await unasked.read();
    expect(unasked.state.get().words.size).toBe(0);
    expect([host.transcripts === undefined, scene((project) => void (project.noTranscripts = true)).host.transcripts]).toEqual([false, undefined]);
  });
});

describe("reading a transcript", () => {
  test.each([
    ["no JSON", "{"],
    ["another thing", "[1, 2]"],
    ["no language", SPOKEN.replace('"en-us"', '"??-??"')],
    ["no words", json()],
    ["words without times", SPOKEN.replaceAll('"start"', '"begin"')],
  ])("finds none in %s", (_what, text) => {
    expect(readTranscript(text)).toBeNull();
  });

  test("leaves a text out that is longer than the bridge takes", () => {
    const transcript: Transcript = { language: "en-us", words: [{ text: "a".repeat(100_001), start: 0, end: 1 }] };
    const voice = { path: "/m/v.wav", mediaId: "v", name: "v", trackIndex: 0, pieces: [], start: 0n, end: null, span: { start: 0n, end: SECOND }, camera: false };

    expect([wordsOf(voice, new Map([["v", transcript]])), wordsOf({ ...voice, mediaId: "w" }, new Map([["v", transcript]]))]).toEqual([null, null]);
  });
});
