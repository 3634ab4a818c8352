import { describe, expect, it } from "vitest";
import { compareKey } from "../src/ui/page/compare-keys";

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

  it("leave the browser its own", () => {
    expect(press("l", { ctrlKey: true })).toBeNull();
    expect(press("ArrowLeft", { altKey: true })).toBeNull();
    expect(press("Escape")).toBeNull();
    expect(press("Tab")).toBeNull();
  });
});
