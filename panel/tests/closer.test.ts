import { expect, test } from "vitest";
import { keepFace, zoomTo } from "../src/ui/page/parts/closer";

const MOUTH = { x: 0.45, y: 0.6, width: 0.1, height: 0.06 };

/** Where a point of the picture is seen in the element after zooming, shares. */
function seen(at: { x: number; y: number }, element: { width: number; height: number }, picture: { width: number; height: number }): { x: number; y: number } {
  const zoom = zoomTo(MOUTH, element, picture);
  const scale = Math.min(element.width / picture.width, element.height / picture.height);
  const place = (share: number, shown: number, origin: number): number => {
    const before = (1 - shown) / 2 + share * shown;
    return origin + zoom.by * (before - origin);
  };
  return { x: place(at.x, (picture.width * scale) / element.width, zoom.x), y: place(at.y, (picture.height * scale) / element.height, zoom.y) };
}

test.each([
  ["of the element's own shape", { width: 640, height: 360 }, { width: 1920, height: 1080 }],
  ["upright in a wide element", { width: 640, height: 360 }, { width: 1080, height: 1920 }],
  ["wide in a square element", { width: 500, height: 500 }, { width: 3840, height: 1600 }],
])("the mouth comes to the middle, in a picture %s", (_name, element, picture) => {
  const middle = seen({ x: 0.5, y: 0.63 }, element, picture);
  expect(middle.x).toBeCloseTo(0.5, 3);
  expect(middle.y).toBeCloseTo(0.5, 3);
});

test("a mouth at the edge stays in view, a tiny one is enlarged eightfold at most, a large one a little", () => {
  const side = { width: 640, height: 360 };
  const edge = zoomTo({ x: 0.9, y: 0.9, width: 0.1, height: 0.05 }, side, side);
  expect([edge.x, edge.y]).toEqual([1, 1]);
  expect(zoomTo({ x: 0.5, y: 0.5, width: 0.001, height: 0.001 }, side, side).by).toBe(8);
  expect(zoomTo({ x: 0.1, y: 0.1, width: 0.8, height: 0.8 }, side, side).by).toBe(1.5);
});

test("a thumbnail is cut so that the face stays in it", () => {
  const frame = { width: 160, height: 100 };
  expect(keepFace({ x: 0.3, y: 0, width: 0.4, height: 0.2 }, frame, { width: 720, height: 1280 })).toBe("50% 0%");
  expect(keepFace({ x: 0.3, y: 0.8, width: 0.4, height: 0.2 }, frame, { width: 720, height: 1280 })).toBe("50% 100%");
  expect(keepFace({ x: 0.8, y: 0.3, width: 0.2, height: 0.4 }, frame, { width: 3000, height: 1000 })).toBe("100% 50%");
  expect(keepFace({ x: 0.2, y: 0.2, width: 0.1, height: 0.1 }, frame, { width: 320, height: 200 })).toBe("50% 50%");
});
