import type { PictureBox } from "../../../bridge/wire";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a picture is enlarged: by how much, and about which point of its element, shares of its sides. */
export interface Zoom {
  readonly by: number;
  readonly x: number;
  readonly y: number;
}

/** The share of the element that the mouth is to fill, and how far a picture is enlarged at most. */
const WANTED = 0.4;
const MOST = 8;

/** The zoom that puts a box of the picture into the middle of the element that shows it whole, with bars where the shapes differ. */
export function zoomTo(box: PictureBox, element: Size, picture: Size): Zoom {
  const scale = Math.min(element.width / picture.width, element.height / picture.height);
  const shown = { width: (picture.width * scale) / element.width, height: (picture.height * scale) / element.height };
  const by = Math.max(1.5, Math.min(MOST, WANTED / Math.max(box.width * shown.width, box.height * shown.height, 0.01)));
  const about = (low: number, length: number, share: number): number => {
    const middle = (1 - share) / 2 + (low + length / 2) * share;
    return Math.max(0, Math.min(1, (by * middle - 0.5) / (by - 1)));
  };
  return { by, x: about(box.x, box.width, shown.width), y: about(box.y, box.height, shown.height) };
}

/** Where a picture that fills a frame is cut, so that the face stays in it: a CSS `object-position`. */
export function keepFace(box: PictureBox, frame: Size, picture: Size): string {
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height);
  const at = (low: number, length: number, side: number, whole: number): string => {
    const visible = side / (whole * scale);
    if (visible >= 1) return "50%";
    return `${Math.round(100 * Math.max(0, Math.min(1, (low + length / 2 - visible / 2) / (1 - visible))))}%`;
  };
  return `${at(box.x, box.width, frame.width, picture.width)} ${at(box.y, box.height, frame.height, picture.height)}`;
}
