import { describe, expect, it } from "vitest";
import { compareKey } from "../src/ui/page/results/compare-keys";
import { frameAt } from "../src/ui/page/parts/pair";

const press = (key: string, over: Partial<Parameters<typeof compareKey>[0]> = {}): ReturnType<typeof compareKey> =>
  compareKey({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, target: null, ...over });
const on = (tagName: string): EventTarget => ({ tagName }) as unknown as EventTarget;

describe("the keys of Compare", () => {
  it("are those that editors know", () => {
    expect(press(" ")).toBe("play");
    expect(press("k")).toBe("play");
    expect(press("L")).toBe("loop");
    expect(press("o")).toBe("original");
    expect(press("ArrowRight")).toEqual({ frames: 1 });
    expect(press("ArrowLeft")).toEqual({ frames: -1 });
    expect(press("ArrowLeft", { shiftKey: true })).toEqual({ frames: -10 });
  });

  it("leave a focused control its own", () => {
    expect(press(" ", { target: on("BUTTON") })).toBeNull();
    expect(press("ArrowRight", { target: on("INPUT") })).toBeNull();
    expect(press(" ", { target: on("INPUT") })).toBe("play");
  });

  it("step over every frame once, whatever the rate", () => {
    const wrong: string[] = [];
    for (const rate of [24000 / 1001, 24, 25, 30000 / 1001, 30, 50, 60000 / 1001, 60]) {
      for (let frame = 0; frame < 100_000; frame += 7) {
        const middle = frameAt((frame + 0.5) / rate, rate);
        const edge = frameAt(Math.round((frame / rate) * 1e6) / 1e6, rate);
        if (middle !== frame || edge !== frame) wrong.push(`${frame} at ${rate}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("leave the browser its own", () => {
    expect(press("l", { ctrlKey: true })).toBeNull();
    expect(press("ArrowLeft", { altKey: true })).toBeNull();
    expect(press("Escape")).toBeNull();
    expect(press("Tab")).toBeNull();
  });
});
