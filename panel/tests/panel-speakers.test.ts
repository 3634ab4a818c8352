import { beforeEach, expect, test } from "vitest";
import { FakeHost } from "../../tests/fakes/premiere/host";
import { FakeProject, type FakeSequence } from "../../tests/fakes/premiere/project";
import type { BridgeClient } from "../src/bridge/client";
import type { SpeakerSearchRequest, SpeakerSearchView } from "../src/bridge/wire";
import { timelineRequest } from "../src/request/timeline-request";
import { choiceOf, keyOf, PanelSpeakers, VoiceMissing } from "../src/state/panel/speakers";
import { DEFAULT_SETTINGS } from "../src/state/panel/settings";
import { Timeline } from "../src/state/panel/timeline";
import { MAIN, OWN } from "../src/state/speakers/talk";
import type { ClipSelection } from "../src/timeline/select";
import { F25 } from "./items";

const SECOND = 25n * F25;
let sequence: FakeSequence;
let timeline: Timeline;
let speakers: PanelSpeakers;
let asked: SpeakerSearchRequest[];
let isOneShot = true;

/** Four seconds of a clip from its second 4 on; a voice under its last three on A1, one in two pieces on A2. */
beforeEach(async () => {
  isOneShot = true;
  const project = new FakeProject();
  sequence = project.addSequence("Cut", F25, 1, 2);
  const shot = project.addMedia({ path: "/m/shot.mp4", duration: 900n * F25, frame: F25, video: true, audio: true });
  const voice = project.addMedia({ path: "/m/anna.wav", duration: 900n * F25, frame: F25, video: false, audio: true });
  const other = project.addMedia({ path: "/m/ben.wav", duration: 900n * F25, frame: F25, video: false, audio: true });
  project.select(project.put(sequence.video[0]!, shot, { start: 10n * SECOND, end: 14n * SECOND }, 4n * SECOND));
  project.put(sequence.audio[0]!, voice, { start: 11n * SECOND, end: 20n * SECOND }, 30n * SECOND);
  project.put(sequence.audio[1]!, other, { start: 9n * SECOND, end: 11n * SECOND }, 50n * SECOND);
  project.put(sequence.audio[1]!, other, { start: 12n * SECOND, end: 20n * SECOND }, 60n * SECOND);
  timeline = new Timeline(new FakeHost(project), () => true);
  await timeline.setVoice({ from: "track", trackIndex: 0 });
  asked = [];
  speakers = new PanelSpeakers({
    findSpeakers: (request: SpeakerSearchRequest) => {
      asked.push(request);
      return Promise.resolve(view());
    },
    keepSpeakerPicture: (_: string, number: number) => Promise.resolve({ uploadId: `face ${number}` }),
  } as unknown as BridgeClient, timeline);
});

/** Person 1 speaks in seconds 0 to 2 of the clip, person 2 in 2 to 4. */
function view(): SpeakerSearchView {
  const face = (number: number, start: number, end: number) => ({ number, place: `${number}00,90`, pictureFrame: 0, pictureBox: { x: 0, y: 0, width: 0.1, height: 0.1 }, turns: [{ start, end, confidence: 0.9, isSure: true }] });
  return {
    id: "abc", state: "completed", version: 3, progress: null, error: null,
    proposal: { first: 0, frames: 100, fps: "25/1", width: 640, height: 360, lateMs: 20, isOneShot, unseen: [], faces: [face(1, 0, 50), face(2, 50, 100)] },
  };
}

const clip = (): ClipSelection => timeline.state.get().selection.clips[0]!;
const at = (seconds: bigint): string => (seconds * SECOND).toString();
const piece = (path: string, start: bigint, end: bigint, begin: bigint) => ({ path, in: at(start), out: at(end), at: at(begin) });

test("the whole clip is searched, though its one voice reaches a part of it only", async () => {
  expect(clip().range.inFrame).toBe(125n);
  await speakers.find(clip());
  expect(asked).toEqual([{ clip: { path: "/m/shot.mp4", in: { frame: 100, rate: "25/1" }, out: { frame: 200, rate: "25/1" } } }]);
});

test("one voice for two faces is cut by their bars, and the whole clip is sent with it", async () => {
  await speakers.find(clip());
  const { clips, voices } = await speakers.asked([clip()]);
  const [item] = timelineRequest("0", "Cut", clips, { ...DEFAULT_SETTINGS, voices }).items;
  expect(item).toEqual({
    clip: { path: "/m/shot.mp4", in: { frame: 100, rate: "25/1" }, out: { frame: 200, rate: "25/1" } }, label: clip().original.name, clientRef: "c1",
    voices: [
      { audio: { pieces: [piece("/m/anna.wav", 30n, 31n, 1n)] }, face: "100,90" },
      { audio: { pieces: [piece("/m/anna.wav", 31n, 33n, 2n)] }, face: "200,90" },
    ],
  });
});

test("a face's own track is heard whole until its bar is changed, and a file begins with the clip", async () => {
  await speakers.find(clip());
  const talk = speakers.of(clip());
  talk.setVoice(1, keyOf({ from: "track", trackIndex: 1 }));
  talk.setVoice(2, keyOf({ from: "file", path: "/m/c.wav", spread: false }));
  const said = async () => (await speakers.asked([clip()])).voices.get("c1")?.voices?.map((one) => one.audio.pieces);
  expect(await said()).toEqual([[piece("/m/ben.wav", 51n, 52n, 0n), piece("/m/ben.wav", 60n, 62n, 2n)], [piece("/m/c.wav", 0n, 4n, 0n)]]);
  talk.setTurns(1, [{ from: 3, to: 4, sure: true }]);
  expect((await said())?.[0]).toEqual([piece("/m/ben.wav", 61n, 62n, 3n)]);
});

test("a voice from a file goes on into the handles, as far as it has sound", async () => {
  await timeline.setHandles(25);
  await speakers.find(clip());
  speakers.of(clip()).setVoice(1, keyOf({ from: "clip" }));
  speakers.of(clip()).setVoice(2, keyOf({ from: "file", path: "/m/c.wav", spread: false }));
  const pieces = (await speakers.asked([clip()])).voices.get("c1")?.voices?.map((one) => one.audio.pieces);
  expect(pieces).toEqual([[piece("/m/shot.mp4", 3n, 9n, 0n)], [piece("/m/c.wav", 0n, 5n, 1n)]]);
});

test("the one face that speaks keeps its mouth outside its bar, and after a cut is told by its picture", async () => {
  isOneShot = false;
  await speakers.find(clip());
  speakers.of(clip()).setVoice(1, OWN);
  expect((await speakers.asked([clip()])).voices.get("c1")).toEqual({
    audio: { pieces: [piece("/m/anna.wav", 30n, 33n, 1n)] }, person: { uploadId: "face 2" }, lipSync: [{ from: { ticks: at(2n) }, to: { ticks: at(4n) } }],
  });
  speakers.of(clip()).setVoice(2, OWN);
  const { clips, voices } = await speakers.asked([clip()]);
  expect([clips, voices.size]).toEqual([[clip()], 0]);
});

test("a face whose voice does not sound while it speaks is named, and nothing is sent", async () => {
  await speakers.find(clip());
  speakers.of(clip()).setTurns(1, [{ from: 0, to: 0.5, sure: true }]);
  await expect(speakers.asked([clip()])).rejects.toMatchObject({ number: 1, reason: "no_voice_here" });
  speakers.of(clip()).setVoice(1, keyOf({ from: "track", trackIndex: 7 }));
  await expect(speakers.asked([clip()])).rejects.toBeInstanceOf(VoiceMissing);
});

test("each choice of a voice comes back from what is kept of it", () => {
  for (const choice of [{ from: "track", trackIndex: 3 }, { from: "file", path: "C:\\m\\a:b.wav", spread: false }, { from: "clip" }] as const) expect(choiceOf(keyOf(choice))).toEqual(choice);
  expect([choiceOf(MAIN), choiceOf(OWN)]).toEqual([null, null]);
});
