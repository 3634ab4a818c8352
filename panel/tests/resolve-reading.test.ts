import { beforeEach, describe, expect, test, vi } from "vitest";
import type { FakeItem, FakeMedia } from "../../tests/fakes/premiere/project";
import { ResolveState } from "../../tests/fakes/resolve/traps";
import { selectClips } from "../src/timeline/select";
import { frameTicks } from "../src/timeline/ticks";
import { resolveHost } from "./adapters";
import { at, ImportScene } from "./import-scene";
import { F25 } from "./items";

const RATE = {
  "23.976": frameTicks({ num: 24000n, den: 1001n }), "24": frameTicks({ num: 24n, den: 1n }), "25": F25, "29.97": frameTicks({ num: 30000n, den: 1001n }),
  "30": frameTicks({ num: 30n, den: 1n }), "59.94": frameTicks({ num: 60000n, den: 1001n }), "60": frameTicks({ num: 60n, den: 1n }),
} as const;

let state: ResolveState;
let scene: ImportScene;

beforeEach(() => {
  state = new ResolveState();
  scene = new ImportScene("reading", (project) => resolveHost(project, state));
});

describe("what Resolve tells of a timeline", () => {
  test("each clip that cannot be rendered has its reason, and the others are read to the tick", async () => {
    const { project, sequence, shot } = scene;
    sequence.zeroPoint = 3600n * 25n * F25;
    const put = (media: FakeMedia, start: number, over: Partial<FakeItem> = {}) => project.put(sequence.video[0]!, media, at(start, start + 50), 100n * F25, over);
    const other = (path: string | null, over: Partial<FakeMedia>) => Object.assign(project.addMedia({ path: path ?? "/none", duration: 900n * F25, frame: F25, video: true, audio: false }), { path }, over);
    const items = [
      put(shot, 0), put(shot, 100, { speed: 1.5 }), put(shot, 200, { reversed: true }), put(shot, 300, { disabled: true }), put(other("/m/gone.mp4", { offline: true }), 400),
      put(other(null, { nested: true }), 500), put(other("/m/cams.mp4", { multicam: true }), 600), put(other("/m/face.png", {}), 700), put(other("/m/part.mp4", { part: { start: 50n * F25, end: 400n * F25 } }), 800),
      put(other(null, {}), 900, { name: "Adjustment Clip" }),
    ];
    project.select(...items);

    const { clips, skipped } = selectClips(await scene.host.selection(), { voice: { from: "clip" }, handles: 0, sequenceFrame: F25, audio: [], isOwnRender: () => false });

    expect(skipped.map((one) => one.reason)).toEqual(["speed", "reversed", "disabled", "offline", "nested", "multicam", "still", "subclip", "adjustment"]);
    expect(clips.map((one) => one.original)).toMatchObject([{ start: 0n, end: 50n * F25, inPoint: 100n * F25, outPoint: 150n * F25, speed: 1, media: { path: "/media/shot.mp4", duration: 5000n * F25, frame: F25 } }]);
  });

  test("the start timecode is the zero point, drop-frame is told, positions begin at 0", async () => {
    const sequence = scene.project.addSequence("DF", RATE["29.97"], 1, 1);
    Object.assign(sequence, { dropFrame: true, zeroPoint: 107892n * RATE["29.97"] });
    scene.project.active = sequence;
    scene.project.put(sequence.video[0]!, scene.shot, { start: 0n, end: 30n * RATE["29.97"] });

    expect(await scene.host.activeSequence()).toMatchObject({ frame: RATE["29.97"], dropFrame: true, zeroPoint: 107892n * RATE["29.97"] });
    expect((await scene.host.items(sequence.id))[0]).toMatchObject({ start: 0n, end: 30n * RATE["29.97"] });
  });

  test("sound that begins between frames of the timeline keeps its place", async () => {
    const { project, sequence } = scene;
    const voice = project.addMedia({ path: "/m/late.wav", duration: 900n * F25, frame: F25, video: false, audio: true });
    project.put(sequence.audio[0]!, voice, { start: 10n * F25 + F25 / 4n, end: 60n * F25 }, F25 / 2n);

    const item = (await scene.host.items(sequence.id)).find((one) => one.media?.path === "/m/late.wav");
    expect([item?.start, item?.inPoint, item?.end]).toEqual([10n * F25 + F25 / 4n, F25 / 2n, 60n * F25]);
  });

  test.each([["between the marks", { in: 0, out: 99 }], ["between marks set by timecode", { in: 90000, out: 90099 }], ["under the playhead", null]] as const)("before 21.0.4 the selection is what lies %s", async (_name, marks) => {
    Object.assign(state, { noSelectedClips: true, marks });
    const { project, sequence, shot } = scene;
    sequence.zeroPoint = 90000n * F25;
    const one = project.put(sequence.video[0]!, shot, at(20, 70));
    project.put(sequence.video[0]!, shot, at(80, 130));
    state.playhead = one;

    const found = await scene.host.selection();
    expect(found.map((item) => [item.kind, item.start / F25])).toEqual([["video", 20n], ["audio", 0n]]);
  });

  test("a start frame that is one too high does not move an in point, and one that fits neither way is not believed", async () => {
    state.startFrameOff = true;
    const sequence = scene.project.addSequence("24", RATE["24"], 1, 1);
    const item = scene.project.put(sequence.video[0]!, scene.shot, { start: 0n, end: 48n * RATE["24"] }, 500n * F25);
    expect((await scene.host.items(sequence.id))[0]).toMatchObject({ inPoint: 500n * F25 });

    item.speed = 1.37;
    expect((await scene.host.items(sequence.id))[0]?.unread).toContain("its in point is told as");
  });

  test("a selection is told of when it is another one, and not otherwise", async () => {
    vi.useFakeTimers();
    try {
      const { project, sequence, shot, host } = scene;
      const one = project.put(sequence.video[0]!, shot, at(0, 50));
      const heard = vi.fn();
      const stop = host.onSelectionChanged(heard);
      await vi.advanceTimersByTimeAsync(2100);
      expect(heard).toHaveBeenCalledTimes(1);
      await vi.advanceTimersByTimeAsync(6000);
      expect(heard).toHaveBeenCalledTimes(1);
      project.select(one);
      await vi.advanceTimersByTimeAsync(2100);
      expect(heard).toHaveBeenCalledTimes(2);
      project.active = null;
      await vi.advanceTimersByTimeAsync(2100);
      expect(heard).toHaveBeenCalledTimes(3);
      stop();
      project.select();
      await vi.advanceTimersByTimeAsync(6000);
      expect(heard).toHaveBeenCalledTimes(3);
    } finally {
      vi.useRealTimers();
    }
  });
});

const CASES = [["25", "24"], ["24", "25"], ["23.976", "29.97"], ["29.97", "23.976"], ["60", "30"], ["59.94", "29.97"], ["30", "60"], ["25", "25"]] as const;

describe.each([["as a take", false], ["on a track", true]] as const)("rates of their own, %s", (_name, refuseTakes) => {
  test.each(CASES)("%s in %s: on the same first and last frame, an hour into a timeline from 10:00:00:00", async (of, within) => {
    Object.assign(state, { refuseTakes });
    const [file, frame] = [RATE[of], RATE[within]];
    const { project } = scene;
    const sequence = project.addSequence("Own", frame, 1, 2);
    project.active = sequence;
    sequence.zeroPoint = 864_000n * frame;
    const shot = project.addMedia({ path: "/m/own.mp4", duration: 9000n * file, frame: file, video: true, audio: true });
    const voice = project.addMedia({ path: "/m/own.wav", duration: 900_000n * frame, frame, video: false, audio: true });
    project.put(sequence.audio[1]!, voice, { start: 0n, end: 900_000n * frame });
    const start = 108_001n;
    const one = project.put(sequence.video[0]!, shot, { start: start * frame, end: (start + 53n) * frame }, 1201n * file);
    const { clips, renders } = await scene.render([one], 0, sequence);
    expect(clips[0]?.original).toMatchObject({ start: start * frame, end: (start + 53n) * frame, inPoint: 1201n * file });

    const { receipts } = await scene.bring(clips, renders, {}, sequence);

    const laid = sequence.video.flatMap((track) => track.items.filter((item) => item.media.path === renders[0]!.path));
    const exact = laid[0]?.end === (start + 53n) * frame;
    // A frame of the file that lasts two of the timeline cannot end between them: then the render is in the bin, and says so.
    if (of === "30" && within === "60") expect([receipts[0]?.outcome, laid.length]).toEqual(["imported_only", 0]);
    else expect([receipts[0]?.outcome, receipts[0]?.inside ?? false, laid.map((item) => item.start), exact]).toEqual(["placed", !refuseTakes, [start * frame], true]);
    expect(sequence.video.flatMap((track) => track.items.filter((item) => !renders.some((made) => made.path === item.media.path))).every((item) => item.end === (start + 53n) * frame)).toBe(true);
  });
});
