import { expect, test } from "vitest";
import type { BridgeClient } from "../src/bridge/client";
import type { JobRequest, MediaRequest, SpeakerSearchView } from "../src/bridge/wire";
import type { BrowserHost } from "../src/hosts/browser";
import { againRequest } from "../src/request/again";
import { Draft } from "../src/state/page/draft";
import { Speakers } from "../src/state/page/speakers";
import { named, type Pick } from "../src/state/page/picks";
import { MAIN, OWN, Talk } from "../src/state/speakers/talk";
import { added, cleaned, moved, widest } from "../src/state/speakers/turns";

const SECOND = 254_016_000_000;
const main = named("mix.wav", { path: "/m/mix.wav" });
const send = (one: Pick): Promise<MediaRequest> => Promise.resolve(one.path ? { path: one.path } : { uploadId: one.name });
const turn = (start: number, end: number, isSure = true): { start: number; end: number; confidence: number; isSure: boolean } => ({ start, end, confidence: isSure ? 0.9 : 0.6, isSure });

function view(isOneShot = true): SpeakerSearchView {
  const box = { x: 0, y: 0, width: 0.1, height: 0.1 };
  return {
    id: "abc", state: "completed", version: 3, progress: null, error: null,
    proposal: {
      first: 0, frames: 250, fps: "25/1", width: 640, height: 360, lateMs: 20, isOneShot, unseen: [{ start: 200, end: 225 }],
      faces: [
        { number: 1, place: "100,90", pictureFrame: 0, pictureBox: box, turns: [turn(0, 50), turn(125, 175, false)] },
        { number: 2, place: "500,95", pictureFrame: 0, pictureBox: box, turns: [turn(60, 120)] },
        { number: 3, place: "600,95", pictureFrame: 0, pictureBox: box, turns: [] },
      ],
    },
  };
}

async function found(isOneShot = true): Promise<Speakers> {
  const speakers = new Speakers();
  const client = { findSpeakers: () => Promise.resolve(view(isOneShot)), keepSpeakerPicture: (_: string, number: number) => Promise.resolve({ uploadId: `face ${number}` }) } as unknown as BridgeClient;
  await speakers.talk.find(client, () => Promise.resolve({ path: "/m/a.mp4" }));
  return speakers;
}

test("a proposal is shown in seconds, with what is not certain, and one voice for all is left to the bridge", async () => {
  const speakers = await found();
  const { faces, length, unseen } = speakers.talk.state.get();
  expect([length, unseen, faces.map((face) => face.voice)]).toEqual([10, [{ from: 8, to: 9 }], [MAIN, MAIN, OWN]]);
  expect(faces[0]?.turns).toEqual([{ from: 0, to: 2, sure: true }, { from: 5, to: 7, sure: false }]);
  expect(await speakers.said(main, send)).toEqual({ voices: [{ audio: { path: "/m/mix.wav" }, face: "auto" }] });
});

test("once a bar is changed, each face says when, and the voice is heard throughout", async () => {
  const speakers = await found();
  speakers.talk.setTurns(2, [{ from: 3, to: 4, sure: true }]);
  const said = await speakers.said(main, send);
  expect(said.finalAudio).toEqual({ path: "/m/mix.wav" });
  expect(said.voices?.map((voice) => voice.face)).toEqual(["100,90", "500,95"]);
  expect(said.voices?.[1]?.ranges).toEqual([{ from: { ticks: String(3 * SECOND) }, to: { ticks: String(4 * SECOND) } }]);
  expect(said.voices?.[0]?.ranges).toHaveLength(2);
});

test("a voice of somebody's own is heard whole until their bar is changed", async () => {
  const speakers = await found();
  speakers.addVoice(2, new File(["x"], "ben.wav"));
  expect((await speakers.said(main, send)).voices).toEqual([{ audio: { path: "/m/mix.wav" }, face: "100,90" }, { audio: { uploadId: "ben.wav" }, face: "500,95" }]);
  speakers.talk.setTurns(2, [{ from: 3, to: 4, sure: true }]);
  expect((await speakers.said(main, send)).voices?.map((voice) => voice.ranges?.length)).toEqual([undefined, 1]);
});

test("where one face alone speaks, its mouth is left alone outside its bar, and others keep theirs", async () => {
  const speakers = await found();
  speakers.talk.setVoice(2, OWN);
  const said = await speakers.said(main, send);
  expect([said.voices, said.audio, said.face, said.lipSync?.length]).toEqual([undefined, { path: "/m/mix.wav" }, "100,90", 2]);
  speakers.talk.setVoice(1, OWN);
  expect(speakers.isAsked()).toBe(false);
});

test("after a cut people are told by a picture of each", async () => {
  const speakers = await found(false);
  speakers.talk.setVoice(2, OWN);
  expect((await speakers.said(main, send)).person).toEqual({ uploadId: "face 1" });
});

test("an earlier render with several voices keeps them and its mix until its clip is another one", async () => {
  const voices = [{ audio: { path: "/m/a.wav" }, face: "left" }, { audio: { path: "/m/b.wav" }, face: "right" }];
  const request: JobRequest = { idempotencyKey: "0".repeat(32), items: [{ clip: { path: "/m/a.mp4" }, voices, finalAudio: { path: "/m/mix.wav" } }] };
  const draft = new Draft({} as BrowserHost, false);
  draft.again({ request, clipName: "a.mp4", voiceName: "a.wav" });
  const job = await draft.asked("token", { engine: "auto", format: "h264", fit: "loop", intensity: 1, offsetMs: 0, sound: true, preset: null }, new AbortController().signal);
  expect(job?.items[0]).toMatchObject({ clip: { path: "/m/a.mp4" }, voices, finalAudio: { path: "/m/mix.wav" } });
  expect([job?.items[0]?.audio, job?.fit]).toEqual([undefined, "cut"]);
  draft.addClips(["/m/other.mp4"]);
  expect(draft.speakers.isAsked()).toBe(false);
});

test("an earlier face does not stand in for one that was found anew", () => {
  const before: JobRequest = { idempotencyKey: "0".repeat(32), items: [{ clip: { path: "/m/a.mp4" }, audio: { path: "/m/v.wav" }, face: "left", noLipSync: [{ from: { ticks: "0" }, to: { ticks: "9" } }] }] };
  const now = { items: [{ clip: { path: "/m/a.mp4" }, audio: { path: "/m/v.wav" }, face: "9,9", lipSync: [{ from: { ticks: "0" }, to: { ticks: "5" } }] }] };
  expect(againRequest(now, before, true).items[0]).toMatchObject({ face: "9,9" });
  expect(againRequest(now, before, true).items[0]?.noLipSync).toBeUndefined();
  expect(againRequest({ items: [{ clip: { path: "/m/a.mp4" }, audio: { path: "/m/v.wav" } }] }, before, true).items[0]?.noLipSync).toHaveLength(1);
});

test("each change is taken back, the last one first, and all of them at once", async () => {
  const { talk } = await found();
  const { faces } = talk.state.get();
  talk.setVoice(2, OWN);
  const before = talk.state.get().faces;
  talk.setTurns(1, []);
  talk.undo();
  expect(talk.state.get().faces).toEqual(before);
  talk.undo();
  expect(talk.state.get().faces).toEqual(faces);
  talk.setVoice(1, OWN);
  talk.setTurns(2, []);
  talk.reset();
  expect([talk.state.get().faces, talk.state.get().before]).toEqual([faces, []]);
  talk.undo();
  expect(talk.state.get().faces).toEqual(faces);
});

test("a search that is stopped ends at the bridge, too, and shows nothing afterwards", async () => {
  const talk = new Talk();
  const stopped: string[] = [];
  let answer = (_: SpeakerSearchView): void => undefined;
  const client = {
    findSpeakers: () => Promise.resolve({ ...view(), state: "running", proposal: null }),
    speakersSince: () => new Promise<SpeakerSearchView>((resolve) => { answer = resolve; }),
    cancelSpeakers: (id: string) => Promise.resolve(void stopped.push(id)),
  } as unknown as BridgeClient;
  const search = talk.find(client, () => Promise.resolve({ path: "/m/a.mp4" }));
  await new Promise((resolve) => setTimeout(resolve));
  talk.forget();
  answer(view());
  await search;
  expect([stopped, talk.state.get().phase, talk.state.get().faces]).toEqual([["abc"], "idle", []]);
});

test("a turn that is added without a place lies in the longest stretch in which nobody speaks", () => {
  const turns = [{ from: 1, to: 2, sure: true }, { from: 4, to: 9, sure: true }];
  expect(widest(turns, 10)).toBe(3);
  expect(widest([], 10)).toBe(5);
  expect(added(turns, widest(turns, 10), 10)[1]).toEqual({ from: 2.5, to: 3.5, sure: true });
});

test("turns are moved within the clip, joined where they meet and put where there is room", () => {
  const turns = [{ from: 1, to: 2, sure: false }, { from: 4, to: 5, sure: true }];
  expect(moved(turns, 0, "to", 9, 10)[0]).toEqual({ from: 1, to: 9, sure: true });
  expect(moved(turns, 1, "from", 9, 10)[1]?.from).toBeCloseTo(4.9);
  expect(cleaned(moved(turns, 0, "to", 4.5, 10), 10)).toEqual([{ from: 1, to: 5, sure: true }]);
  expect(added(turns, 2.2, 10)).toEqual([{ from: 1, to: 2.7, sure: false }, turns[1]]);
  expect(added(turns, 3, 10)).toEqual([turns[0], { from: 2.5, to: 3.5, sure: true }, turns[1]]);
  expect(added([], 0.2, 10)).toEqual([{ from: 0, to: 0.7, sure: true }]);
});
