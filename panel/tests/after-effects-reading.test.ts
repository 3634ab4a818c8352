import { describe, expect, test } from "vitest";
import { FileSource, FootageItem } from "../../tests/fakes/aftereffects/items";
import { CameraLayer, type AVLayer } from "../../tests/fakes/aftereffects/layers";
import { timelineRequest } from "../src/request/timeline-request";
import { LayerScene } from "./after-effects";
import { F25 } from "./items";

const OPTIONS = { engine: "auto", format: "match", intensity: 1, offsetMs: 0, face: "auto", beside: false } as const;

describe("which layers can be sent", () => {
  test("footage at full speed with the range that it shows of its file, clamped to what the composition shows", async () => {
    const scene = new LayerScene();
    const inside = scene.layer(2, 6, 10);
    const over = scene.layer(-3, 90, 40);
    scene.voice.lay(-10, -10, 90);
    const { clips, skipped } = await scene.select([inside, over, scene.voice]);
    const request = timelineRequest("one", "Shot 12", clips, OPTIONS);

    expect(skipped).toEqual([]);
    expect(request.items.map((one) => one.clip)).toEqual([
      { path: "/media/shot.mov", in: { frame: 43 * 25, rate: "25/1" }, out: { frame: 103 * 25, rate: "25/1" } },
      { path: "/media/shot.mov", in: { frame: 250, rate: "25/1" }, out: { frame: 350, rate: "25/1" } },
    ]);
    expect(request.items.map((one) => one.audio)).toMatchObject([{ path: "/media/voice.wav", in: { ticks: (250n * F25).toString() } }, { path: "/media/voice.wav", in: { ticks: (300n * F25).toString() } }]);
  });

  test("each of the others says why not", async () => {
    const scene = new LayerScene();
    const { state, comp } = scene;
    const made = (change: (layer: AVLayer) => void): AVLayer => {
      const layer = scene.layer(0, 4, 0);
      change(layer);
      return layer;
    };
    const footage = (path: string, change: (item: FootageItem) => void = () => undefined, source: string = path): AVLayer => {
      const item = new FootageItem(state, path, { rate: 25, seconds: 4, video: true, audio: false }, source).put(state.root);
      change(item);
      return state.addLayer(comp, item, path);
    };
    const inner = state.addComp("Inner", 25, 10);
    const camera = new CameraLayer(state, comp, "Camera 1");
    comp.stack.unshift(camera);
    const wanted: readonly (readonly [AVLayer, string])[] = [
      [made((one) => (one.stretch = 50)), "speed"],
      [made((one) => (one.stretch = -100)), "reversed"],
      [made((one) => (one.timeRemapEnabled = true)), "remapped"],
      [made((one) => (one.enabled = false)), "disabled"],
      [made((one) => (one.adjustmentLayer = true)), "adjustment"],
      [state.addLayer(comp, inner), "nested"],
      [footage("Red solid", () => undefined, "solid"), "graphic"],
      [footage("Placeholder", () => undefined, "placeholder"), "graphic"],
      [footage("/media/still.png", (one) => (one.mainSource.isStill = true)), "still"],
      [footage("/media/a.[0001-0100].exr"), "still"],
      [footage("/media/gone.mov", (one) => ((one.mainSource as FileSource).missing = true)), "offline"],
      [footage("/media/loop.mov", (one) => (one.mainSource.loop = 3)), "remapped"],
      [state.addLayer(comp, null, "Title"), "no_media"],
      [camera as unknown as AVLayer, "no_media"],
      [scene.layer(70, 80, 0), "empty"],
    ];
    const { clips, skipped } = await scene.select([...wanted.map(([layer]) => layer), scene.voice]);

    expect(clips).toEqual([]);
    expect(new Map(skipped.map((one) => [one.original.trackIndex, one.reason]))).toEqual(new Map(wanted.map(([layer, reason]) => [layer.id, reason])));
  });

  test("the voice is the selected layer that is not the camera's, or the one that was chosen; one that is stretched, remapped or mute is none", async () => {
    const scene = new LayerScene();
    const layer = scene.layer(2, 6, 10);
    expect((await scene.select([layer])).clips[0]?.voice).toMatchObject({ path: "/media/shot.mov", camera: true });
    expect((await scene.select([layer, scene.voice])).clips[0]?.voice).toMatchObject({ path: "/media/voice.wav", layer: 2, camera: false });
    expect((await scene.select([layer], { from: "track", trackIndex: scene.voice.id })).clips[0]?.voice).toMatchObject({ path: "/media/voice.wav" });
    expect((await scene.host.activeSequence())?.sounds).toEqual([{ trackIndex: layer.id, layer: 1, name: "shot.mov" }, { trackIndex: scene.voice.id, layer: 2, name: "voice.wav" }]);
    for (const [key, value] of [["stretch", 90], ["timeRemapEnabled", true], ["audioEnabled", false]] as const) {
      const before = scene.voice[key];
      Object.assign(scene.voice, { [key]: value });
      expect((await scene.select([layer], { from: "track", trackIndex: scene.voice.id })).skipped[0]?.reason, key).toBe("no_voice_here");
      Object.assign(scene.voice, { [key]: before });
    }
  });

  test("a layer that After Effects does not describe hides none of the others", async () => {
    const scene = new LayerScene();
    const layer = scene.layer(2, 6, 10);
    const bad = scene.layer(8, 9, 0);
    Object.defineProperty(bad, "stretch", { get: () => { throw new Error("After Effects error"); } });
    const { clips, skipped } = await scene.select([layer, bad, scene.voice]);
    expect([clips.length, skipped.map((one) => one.reason)]).toEqual([1, ["unread"]]);
  });
});

test("what lies on a layer is told before it is sent, and whether its original would show through", async () => {
  const scene = new LayerScene();
  const made = [0, 1, 2, 3, 4, 5].map((i) => scene.layer(i, i + 1, 10));
  made[0]!.effects = ["Keylight (1.2)", "Lumetri Color"];
  made[1]!.blendingMode = 5220;
  made[2]!.hasTrackMatte = true;
  made[3]!.transform.opacity.value = 60;
  made[4]!.transform.opacity.numKeys = 2;
  const refs = (await scene.host.items(await scene.id())).filter((one) => one.kind === "video").map(({ trackIndex, start, end, media }) => ({ trackIndex, start, end, path: media?.path ?? "" }));
  const looks = await scene.host.looks(await scene.id(), [...refs].reverse());
  expect(looks.map((one) => one.through)).toEqual([false, true, true, true, true, false]);
  expect(looks[0]?.effects).toEqual(["Keylight (1.2)", "Lumetri Color"]);
  scene.shot.mainSource.hasAlpha = true;
  expect((await scene.host.looks(await scene.id(), refs))[0]?.through).toBe(true);
});
