import { describe, expect, test } from "vitest";
import type { AVLayer } from "../../tests/fakes/aftereffects/layers";
import type { FootageItem } from "../../tests/fakes/aftereffects/items";
import { MarkerValue } from "../../tests/fakes/aftereffects/marks";
import { removeRenders } from "../src/import/remove";
import { frameTicks, rateFromDecimal, secondsOf } from "../src/timeline/ticks";
import { LayerScene } from "./after-effects";
import { F25 } from "./items";

describe("where a render lies", () => {
  test.each([[25, 25], [24000 / 1001, 25], [30000 / 1001, 24000 / 1001], [60, 30], [25, 60000 / 1001]])("in a composition of %f with footage of %f: right above its original, the same frame of the file at every frame, however far in", async (rate, shotRate) => {
    const scene = new LayerScene({ rate, shotRate, seconds: 3600 });
    const frame = 1 / rate;
    const original = scene.layer(90000 * frame % 3000, 90000 * frame % 3000 + 40 * frame, 90.52);
    scene.voice.lay(0, 0, 3600);
    Object.defineProperty(scene.voice.source, "duration", { value: 3600 });
    const report = await scene.place([original], {}, 7);
    const copy = scene.comp.stack[original.index - 2] as AVLayer;
    const tick = frameTicks(rateFromDecimal(shotRate)!);

    expect(report.receipts).toEqual([expect.objectContaining({ outcome: "placed", trackIndex: copy.id })]);
    expect([copy.inPoint, copy.outPoint].map((one) => one.toFixed(6))).toEqual([original.inPoint, original.outPoint].map((one) => one.toFixed(6)));
    const begin = Math.round((copy.startTime - original.startTime) * shotRate);
    for (let n = 0; n < 40; n++) {
      const time = original.inPoint + (n + 0.37) * frame;
      expect(Math.floor((time - copy.startTime) * shotRate) + begin).toBe(Math.floor((time - original.startTime) * shotRate));
    }
    expect(secondsOf(tick * BigInt(begin))).toBeLessThanOrEqual(original.inPoint - original.startTime);
  });

  test("two layers of one name and one cut keep apart, though every copy shifts the numbers of those above", async () => {
    const scene = new LayerScene();
    const lower = scene.layer(2, 6, 10);
    const upper = scene.layer(2, 6, 10);
    lower.effects = ["Keylight"];
    const report = await scene.place([lower, upper]);
    const copies = scene.comp.stack.filter((_, index) => index === 0 || index === 2) as AVLayer[];

    expect(report.receipts.map((one) => one.outcome)).toEqual(["placed", "placed"]);
    expect(scene.stack()).toEqual([expect.stringMatching("^/r/"), "/media/shot.mov", expect.stringMatching("^/r/"), "/media/shot.mov", "/media/voice.wav"]);
    expect(copies.map((one) => one.effects)).toEqual([[], ["Keylight"]]);
    expect(new Set(report.receipts.map((one) => one.trackIndex))).toEqual(new Set(copies.map((one) => one.id)));
  });

  test("all renders are laid in one undo step, the group is closed, and what is imported lies in its folder under the clip's name", async () => {
    const scene = new LayerScene();
    const layers = [scene.layer(2, 6, 10), scene.layer(8, 9, 10)];
    scene.state.undo.length = 0;
    const edits = scene.host.edits;
    await scene.place(layers);

    expect(scene.state.undo).toEqual(["HeyGem: folder", "HeyGem: import", "HeyGem: name", "HeyGem: place renders"]);
    expect([scene.host.edits - edits, scene.state.groups, scene.state.quiet]).toEqual([4, 0, 0]);
    expect((await ownNames(scene)).sort()).toEqual(["shot_v001", "shot_v002"]);
  });

  test.each([["inTakesOut", false], ["copiesOnTop", true]] as const)("where %s is %s, too", async (trap, value) => {
    const scene = new LayerScene();
    scene.layer(0, 1, 0);
    Object.assign(scene.state, { [trap]: value });
    const layer = scene.layer(2, 6, 10);
    scene.layer(0, 1, 0);
    expect((await scene.place([layer], {}, 12)).receipts[0]).toMatchObject({ outcome: "placed", span: { start: 50n * F25, end: 150n * F25 } });
    expect(scene.stack().slice(1, 3)).toEqual(["/r/1-c1.mov", "/media/shot.mov"]);
  });

  test("the part that the voice reaches, and no more", async () => {
    const scene = new LayerScene();
    scene.voice.lay(0, 0, 4);
    const layer = scene.layer(2, 6, 10);
    expect((await scene.place([layer])).receipts[0]).toMatchObject({ outcome: "placed", span: { start: 50n * F25, end: 100n * F25 } });
    expect([layer.inPoint, layer.outPoint].map((one) => Math.round(one))).toEqual([2, 6]);
  });

  test("footage whose rate was set by hand is stood in for at that rate", async () => {
    const scene = new LayerScene();
    scene.shot.mainSource.conformFrameRate = 24;
    const layer = scene.layer(2, 6, 10);
    const { clips } = await scene.select([layer, scene.voice]);
    const { sent, renders } = scene.renders(clips);
    const file = scene.state.disk.get("/r/1-c1.mov")!;
    scene.state.disk.set(file.path, { ...file, frame: F25, duration: 96n * F25 });

    expect((await scene.bring(sent, renders)).receipts[0]).toMatchObject({ outcome: "placed" });
    expect(((scene.comp.stack[0] as AVLayer).source as FootageItem).frameRate).toBeCloseTo(24, 6);
  });

  test.each([
    ["the layer is locked", (scene: LayerScene, layer: AVLayer) => void (layer.isLocked = true, scene)],
    ["the source cannot be replaced", (scene: LayerScene) => void (scene.state.refuseSource = true)],
    ["the layer starts at", (scene: LayerScene) => void (scene.state.snapStart = true)],
  ])("what cannot be laid exactly is taken off again, and says why: %s", async (words, spoil) => {
    const scene = new LayerScene({ shotRate: 24 });
    const layer = scene.layer(2, 6, 10.02);
    const { clips } = await scene.select([layer, scene.voice]);
    const { sent, renders } = scene.renders(clips);
    spoil(scene, layer);
    const { receipts } = await scene.bring(sent, renders);

    expect(receipts).toEqual([expect.objectContaining({ outcome: "imported_only", reason: "host_error", detail: expect.stringContaining(words) })]);
    expect(scene.stack()).toEqual(["/media/shot.mov", "/media/voice.wav"]);
  });

  test("what lies wrong and cannot be taken off is told, and so is a render of another size", async () => {
    const scene = new LayerScene({ shotRate: 24 });
    Object.assign(scene.state, { snapStart: true, keepLayers: true });
    expect((await scene.place([scene.layer(2, 6, 10.02)])).receipts[0]).toMatchObject({ outcome: "imported_only", reason: "left_beside", trackIndex: scene.comp.stack[0]?.id });

    const other = new LayerScene();
    Object.assign(other.shot, { width: 1280, height: 720 });
    expect((await other.place([other.layer(2, 6, 10)])).receipts[0]).toMatchObject({ reason: "host_error", detail: expect.stringContaining("the render is 1920x1080, the footage 1280x720") });
  });

  test("an original that moved, or lies elsewhere in the stack, is followed; one that is gone leaves its render in the project", async () => {
    const scene = new LayerScene();
    const layers = [scene.layer(2, 6, 10), scene.layer(8, 9, 10)];
    const { clips } = await scene.select([...layers, scene.voice]);
    const { sent, renders } = scene.renders(clips);
    layers[0]!.lay(0, 10, 14);
    scene.layer(0, 1, 0, "a new one on top");
    layers[1]!.remove();
    const { receipts } = await scene.bring(sent, renders);

    expect(receipts.map((one) => [one.ref, one.outcome, one.reason]).sort()).toEqual([["c1", "placed", undefined], ["c2", "imported_only", "original_gone"]]);
    expect(receipts.find((one) => one.ref === "c1")).toMatchObject({ moved: true, span: { start: 250n * F25, end: 350n * F25 } });
  });
});

describe("afterwards", () => {
  test("the original is left as it is, or its eye goes off and its sound stays; removing takes copies and markers and switches it on again", async () => {
    const scene = new LayerScene();
    const layer = scene.layer(2, 6, 10);
    const { clips } = await scene.select([layer, scene.voice]);
    const { sent, renders } = scene.renders(clips);
    const lost = renders.map((one) => ({ ...one, keptRanges: [{ start: 10, end: 20, reason: "turned" }] }));
    scene.comp.markerProperty.setValueAtTime(2.4, new MarkerValue("the editor's own"));
    const { receipts } = await scene.bring(sent, lost, { disableOriginals: true });

    expect([layer.enabled, layer.audioEnabled, (scene.comp.stack[0] as AVLayer).hasAudio]).toEqual([false, true, false]);
    expect(scene.comp.markerProperty.keys.map((one) => [one.time.toFixed(2), one.value.comment])).toEqual([["2.40", "the editor's own"], ["2.44", "Face lost: turned"]]);
    const removal = await removeRenders(scene.host, await scene.id(), receipts);
    expect(removal).toEqual({ removed: 1, missing: 0, markers: 1, emptyTracks: [] });
    expect([layer.enabled, scene.stack(), scene.comp.markerProperty.keys.length]).toEqual([true, ["/media/shot.mov", "/media/voice.wav"], 1]);
  });

  test("a render that lies there is not laid again, and one of ours is not sent", async () => {
    const scene = new LayerScene();
    const layer = scene.layer(2, 6, 10);
    const { clips } = await scene.select([layer, scene.voice]);
    const { sent, renders } = scene.renders(clips);
    await scene.bring(sent, renders);
    expect((await scene.bring(sent, renders)).receipts[0]).toMatchObject({ outcome: "placed" });
    expect(scene.comp.numLayers).toBe(3);
    expect((await scene.select([scene.comp.stack[0] as AVLayer, scene.voice])).skipped[0]?.reason).toBe("own_render");
  });

  test("another project with a composition of the same number is never edited; one that was saved under another name is the same", async () => {
    const scene = new LayerScene();
    const layer = scene.layer(2, 6, 10);
    const { clips } = await scene.select([layer, scene.voice]);
    const { sent, renders } = scene.renders(clips);
    const id = await scene.id();
    scene.state.path = "/film/Shot 12 v2.aep";
    expect(await scene.host.isOpen(id)).toBe(true);
    scene.state.documentId = "xmp.did:else";
    expect([await scene.host.isOpen(id), await scene.host.sequence(id)]).toEqual([false, null]);
    const before = scene.state.all().length;
    await expect(scene.host.ensureBin(id, ["HeyGem Renders"])).rejects.toThrow("its project is not open");
    await expect(scene.host.copies.add(id, [])).rejects.toThrow("its project is not open");
    expect([scene.state.all().length, sent.length, renders.length]).toEqual([before, 1, 1]);
  });

  test("of several files one of which is damaged, none is imported and no dialog is left kept back; each alone then is", async () => {
    const scene = new LayerScene();
    scene.state.broken.add("/r/1-c2.mov");
    const { receipts } = await scene.place([scene.layer(2, 6, 10), scene.layer(8, 9, 10)]);
    expect(receipts.map((one) => [one.ref, one.outcome]).sort()).toEqual([["c1", "placed"], ["c2", "failed"]]);
    expect([scene.state.quiet, scene.state.groups, (await ownNames(scene)).length]).toEqual([0, 0, 1]);
  });

  test("the self-test leaves the editor's composition and project as they were, in one step", async () => {
    const scene = new LayerScene();
    scene.layer(2, 6, 10);
    const before = [scene.stack(), scene.state.all().length];
    scene.state.undo.length = 0;
    const found = await scene.host.selfTest();
    expect(found.filter((one) => !one.works)).toEqual([]);
    expect(found.map((one) => one.name)).toContain("start time takes the ends along");
    expect([scene.stack(), scene.state.all().length]).toEqual(before);
    expect(scene.state.undo).toEqual(["HeyGem: self-test"]);
  });

  test("a file is shown in the Footage panel where the project has it, else by the system", async () => {
    const scene = new LayerScene();
    await scene.host.preview("/media/shot.mov");
    scene.state.disk.set("/r/x.mov", { path: "/r/x.mov", duration: F25, frame: F25, video: true, audio: false });
    await scene.host.preview("/r/x.mov");
    expect([scene.shot.shown, scene.state.played]).toEqual([1, ["/r/x.mov"]]);
    expect(await scene.host.chooseVoice()).toBe("/media/chosen.wav");
  });
});

async function ownNames(scene: LayerScene): Promise<string[]> {
  return (await scene.host.mediaUnder(await scene.id(), ["HeyGem Renders"])).map((one) => one.name);
}
