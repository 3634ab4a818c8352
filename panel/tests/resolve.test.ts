import { beforeEach, describe, expect, test } from "vitest";
import { importRenders } from "../src/import/import";
import { removeRenders } from "../src/import/remove";
import { Timeline } from "../src/state/panel/timeline";
import type { FakeItem } from "../../tests/fakes/premiere/project";
import { ResolveState } from "../../tests/fakes/resolve/traps";
import { resolveHost } from "./adapters";
import { at, ImportScene } from "./import-scene";
import { F25 } from "./items";

const HOUR = 3600n * 25n * F25;

describe("renders go into their originals as takes", () => {
  let state: ResolveState;
  let scene: ImportScene;
  const outcomes = (receipts: readonly { outcome: string; reason?: string }[]) => receipts.map((one) => one.reason ?? one.outcome);
  const put = (start: number, end: number, from = 0, over: Partial<FakeItem> = {}) => scene.project.put(scene.sequence.video[0]!, scene.shot, at(start, end), BigInt(from) * F25, over);
  const shows = (item: FakeItem) => [item.media.path, item.start / F25, item.end / F25, item.inPoint / F25];

  beforeEach(() => {
    state = new ResolveState();
    scene = new ImportScene("takes", (project) => resolveHost(project, state));
    scene.sequence.zeroPoint = HOUR;
  });

  test.each([["last", false], ["last", true], ["after", false], ["after", true]] as const)("the end of a take is the frame %s, selected as it is added: %s", async (takeEnd, selectsNewTake) => {
    Object.assign(state, { takeEnd, selectsNewTake });
    const one = put(20, 70, 100);
    const two = put(80, 110, 300);
    scene.project.put(scene.sequence.video[1]!, scene.shot, at(30, 40), 0n, { name: "Lower third" });
    const { clips, renders } = await scene.render([one, two], 5);
    const sound = JSON.stringify(scene.sequence.audio.map((track) => track.items.map((item) => [item.id, String(item.start)])));

    const { receipts } = await scene.bring(clips, renders, { keepUnder: true, disableOriginals: true });

    expect(receipts).toMatchObject([0, 1].map(() => ({ outcome: "placed", inside: true, trackIndex: 0 })));
    expect([shows(one), shows(two)]).toEqual([[renders[0]!.path, 20n, 70n, 5n], [renders[1]!.path, 80n, 110n, 5n]]);
    expect([one.disabled, two.disabled, scene.sequence.video.length]).toEqual([false, false, 2]);
    expect(state.takes.get(one)?.map((take) => take.media.path)).toEqual(["/media/shot.mp4", renders[0]!.path]);
    expect(JSON.stringify(scene.sequence.audio.map((track) => track.items.map((item) => [item.id, String(item.start)])))).toBe(sound);

    expect(await removeRenders(scene.host, scene.sequence.id, receipts)).toEqual({ removed: 2, missing: 0, markers: 0, emptyTracks: [] });
    expect([shows(one), state.takes.size]).toEqual([["/media/shot.mp4", 20n, 70n, 100n], 0]);
  });

  test("the editor's own takes stay, and the one that was shown is shown again", async () => {
    const one = put(0, 50, 100);
    const other = scene.project.addMedia({ path: "/media/other.mp4", duration: 900n * F25, frame: F25, video: true, audio: false });
    state.takes.set(one, [{ media: scene.shot, startFrame: 100, endFrame: 149 }, { media: other, startFrame: 7, endFrame: 56 }]);
    state.selected.set(one, 1);
    const { clips, renders } = await scene.render([one]);
    const { receipts } = await scene.bring(clips, renders);

    expect(state.takes.get(one)).toHaveLength(3);
    expect(await removeRenders(scene.host, scene.sequence.id, receipts)).toMatchObject({ removed: 1 });
    expect(state.takes.get(one)?.map((take) => take.media.path)).toEqual(["/media/shot.mp4", "/media/other.mp4"]);
    expect(shows(one)).toEqual(["/media/shot.mp4", 0n, 50n, 100n]);
  });

  test("a render that is chosen away by the editor is chosen again, not added twice, and is found when it is removed", async () => {
    const one = put(0, 50, 100);
    const { clips, renders } = await scene.render([one]);
    await scene.bring(clips, renders);
    expect(outcomes((await scene.bring(clips, renders)).receipts)).toEqual(["placed"]);
    const original = state.takes.get(one)![0]!;
    Object.assign(one, { media: original.media, inPoint: 100n * F25, outPoint: 150n * F25 });
    state.selected.set(one, 1);

    const { receipts } = await scene.bring(clips, renders);

    expect([outcomes(receipts), state.takes.get(one)?.length, one.media.path]).toEqual([["placed"], 2, renders[0]!.path]);
    state.selected.set(one, 1);
    Object.assign(one, { media: original.media, inPoint: 100n * F25, outPoint: 150n * F25 });
    expect(await removeRenders(scene.host, scene.sequence.id, receipts)).toMatchObject({ removed: 1, missing: 0 });
    expect(state.takes.size).toBe(0);
  });

  test("a clip that moved, and one that was trimmed inwards, take their renders where they are", async () => {
    const one = put(0, 50, 500);
    const two = put(100, 150, 700);
    const { clips, renders } = await scene.render([one, two]);
    Object.assign(one, { start: 200n * F25, end: 250n * F25 });
    Object.assign(two, { start: 110n * F25, end: 140n * F25, inPoint: 710n * F25, outPoint: 740n * F25 });

    const { receipts } = await scene.bring(clips, renders);

    expect(outcomes(receipts)).toEqual(["placed", "placed"]);
    expect([shows(one), shows(two)]).toEqual([[renders[0]!.path, 200n, 250n, 0n], [renders[1]!.path, 110n, 140n, 10n]]);
  });

  test("where takes are refused, the render gets a track, the grade and the Inspector's values; what it lacks is named", async () => {
    state.refuseTakes = true;
    const one = put(0, 50, 100);
    state.grades.set(one, "teal and orange");
    state.values.set(one, { ZoomX: 1.5, ZoomY: 1.5, Pan: 12, Tilt: 0, Opacity: 80 });
    state.fusion.add(one);
    const { clips, renders } = await scene.render([one]);
    const before = scene.project.snapshot(scene.sequence);

    const { receipts } = await scene.bring(clips, renders);

    const laid = scene.sequence.video[1]!.items[0]!;
    expect(receipts).toMatchObject([{ outcome: "placed", trackIndex: 1, lacks: ["Fusion"] }]);
    expect([laid.start, laid.end, state.grades.get(laid), state.values.get(laid)]).toEqual([0n, 50n * F25, "teal and orange", { ZoomX: 1.5, ZoomY: 1.5, Pan: 12, Tilt: 0, Opacity: 80 }]);
    expect(scene.project.snapshot(scene.sequence)).toBe(before);
  });

  test("a render of a part of its clip goes on a track: a take would move the clip's end", async () => {
    const one = put(0, 50, 100);
    const { clips, renders } = await scene.render([one]);
    const file = scene.project.disk.get(renders[0]!.path)!;
    scene.project.disk.set(file.path, { ...file, duration: 30n * F25 });

    const { receipts } = await scene.bring(clips, [{ ...renders[0]!, frames: 30n }]);

    expect(receipts).toMatchObject([{ outcome: "placed", trackIndex: 1, span: at(0, 30) }]);
    expect([shows(one), state.takes.size]).toEqual([["/media/shot.mp4", 0n, 50n, 100n], 0]);
  });

  test("a file that is too short for its clip leaves no take behind and is not called placed", async () => {
    const one = put(0, 50, 100);
    const { clips, renders } = await scene.render([one]);
    const file = scene.project.disk.get(renders[0]!.path)!;
    scene.project.disk.set(file.path, { ...file, duration: 49n * F25 });

    const { receipts } = await scene.bring(clips, renders);

    expect(outcomes(receipts)).toEqual(["mismatch"]);
    expect([shows(one), state.takes.size, scene.sequence.video.flatMap((track) => track.items)]).toEqual([["/media/shot.mp4", 0n, 50n, 100n], 0, [one]]);
  });

  test("a take that lies wrong and cannot be taken out again is told", async () => {
    Object.assign(state, { keepTakes: true, takeEnd: "after" });
    const one = put(0, 50, 100);
    const { clips, renders } = await scene.render([one]);

    const { receipts } = await scene.bring(clips, renders);

    expect(receipts).toMatchObject([{ outcome: "imported_only", reason: "left_beside", trackIndex: 0 }]);
    expect(scene.sequence.video.flatMap((track) => track.items)).toEqual([one]);
    expect(shows(one)).toEqual(["/media/shot.mp4", 0n, 50n, 100n]);
  });

  test("a locked track is left alone, the original is not touched", async () => {
    state.locked.add("video1");
    const one = put(0, 50, 100);
    const { clips, renders } = await scene.render([one]);

    expect((await scene.bring(clips, renders)).receipts).toMatchObject([{ outcome: "placed", trackIndex: 1 }]);
    expect(state.takes.size).toBe(0);
  });

  test("another timeline in front stays in front, and nothing goes there", async () => {
    const one = put(0, 50, 100);
    const two = put(60, 90, 200);
    state.refuseTakes = true;
    const { clips, renders } = await scene.render([one, two]);
    const other = scene.project.addSequence("Other", F25, 1, 1);
    scene.project.active = other;

    const { receipts } = await scene.bring(clips, renders);

    expect([outcomes(receipts), scene.project.active === other, other.video.flatMap((track) => track.items)]).toEqual([["placed", "placed"], true, []]);
    expect(scene.sequence.video[1]!.items).toHaveLength(2);
  });

  test("nothing covers anything, and nothing is lost: the panel warns of neither", async () => {
    const one = put(0, 50, 100);
    scene.project.put(scene.sequence.video[1]!, scene.shot, at(10, 20), 0n, { name: "Title" });
    scene.project.select(one);
    const timeline = new Timeline(scene.host);
    await timeline.setVoice({ from: "track", trackIndex: 1 });

    expect([...timeline.state.get().around.values()]).toEqual([{ effects: [], transition: false, covers: [] }]);
  });

  test("removing works from another page than Edit, and on the second try", async () => {
    Object.assign(state, { refuseTakes: true, flakyDelete: true, page: "fairlight" });
    const one = put(0, 50, 100);
    const { clips, renders } = await scene.render([one]);
    const { receipts } = await scene.bring(clips, renders);

    expect(await removeRenders(scene.host, scene.sequence.id, receipts)).toMatchObject({ removed: 1, emptyTracks: [1] });
    expect(state.page).toBe("fairlight");
  });

  test("a clip that appears although the append failed is not called placed, and is gone", async () => {
    Object.assign(state, { refuseTakes: true, errsOnAppend: true });
    const one = put(0, 50, 100);
    const { clips, renders } = await scene.render([one]);

    const { receipts } = await scene.bring(clips, renders);

    expect(outcomes(receipts)).toEqual(["host_error"]);
    expect(scene.sequence.video.flatMap((track) => track.items)).toEqual([one]);
    expect(scene.sequence.video).toHaveLength(2);
  });

  test("a project that is not the open one gets nothing", async () => {
    const one = put(0, 50, 100);
    const { clips, renders } = await scene.render([one]);
    scene.project.open = false;

    expect(await scene.host.isOpen(scene.sequence.id)).toBe(false);
    const { receipts } = await importRenders(scene.host, { sequenceId: scene.sequence.id, sequenceName: "Cut 1", clips }, renders, scene.options());
    expect(outcomes(receipts)).toEqual(["host_error"]);
  });
});
