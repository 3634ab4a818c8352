/** A render that goes above its original. Times in seconds of the composition. */
interface CopyOrder {
  readonly id: number;
  readonly path: string;
  /** Where the original is seen. */
  readonly start: number;
  readonly end: number;
  readonly mediaId: string;
  /** The part of it that the render covers. */
  readonly from: number;
  readonly to: number;
  /** Where the render begins in the original's file, in frames of that. */
  readonly frames: number;
}

/** Answers for each the id of the new layer, or the words why there is none and whether something of it is left. */
function copyLayers(comp: CompItem, orders: CopyOrder[]): object[] {
  var out: object[] = [];
  for (var i = 0; i < orders.length; i++) {
    try {
      out.push(copyLayer(comp, orders[i]));
    } catch (e) {
      out.push(refused(String(e)));
    }
  }
  return out;
}

function refused(words: string): object {
  return { words: words, left: false };
}

function copyLayer(comp: CompItem, one: CopyOrder): object {
  var original = layerOf(comp, one.id);
  if (!original || !samePathText(pathOf(original.source), one.path)) return refused("the original was not found");
  var seen = seenOf(comp, original);
  if (!isNear(seen.start, one.start) || !isNear(seen.end, one.end)) return refused("the original lies elsewhere now");
  if (original.locked) return refused("the layer is locked");
  var media = footageOf(one.mediaId);
  var source = original.source as FootageItem;
  if (media.width !== source.width || media.height !== source.height)
    return refused("the render is " + media.width + "x" + media.height + ", the footage " + source.width + "x" + source.height);
  interpretAlike(media, source);
  var startTime = original.startTime + one.frames * source.frameDuration;
  var copy = original.duplicate() as AVLayer;
  var words = "";
  try {
    if (copy.index !== original.index - 1) copy.moveBefore(original);
    copy.replaceSource(media, false);
    // What the original shows outside the composition, nobody sees; where its ends lie inside, they are taken over as they are.
    var inPoint = isNear(original.inPoint, one.from) ? original.inPoint : one.from;
    var outPoint = isNear(original.outPoint, one.to) ? original.outPoint : one.to;
    setTimes(copy, startTime, inPoint, outPoint);
    words = differences(copy, original, media, startTime, inPoint, outPoint);
    if (words === "") return { id: copy.id };
  } catch (e) {
    words = String(e);
  }
  try {
    copy.remove();
  } catch (e) {
    return { words: words, left: true };
  }
  return refused(words);
}

/** A file is played at the rate, and with the pixels, that the editor set for the one it stands in for. */
function interpretAlike(media: FootageItem, source: FootageItem): void {
  if (Math.abs(media.frameRate - source.frameRate) > 0.001) media.mainSource.conformFrameRate = source.frameRate;
  if (media.pixelAspect !== source.pixelAspect) media.pixelAspect = source.pixelAspect;
  if (media.mainSource.hasAlpha && source.mainSource.hasAlpha && media.mainSource.alphaMode !== source.mainSource.alphaMode) media.mainSource.alphaMode = source.mainSource.alphaMode;
}

/** The start takes in and out points along with it, and either of those may take the other: they are set after it, and again where that is needed. */
function setTimes(layer: Layer, startTime: number, inPoint: number, outPoint: number): void {
  layer.startTime = startTime;
  for (var turn = 0; turn < 2; turn++) {
    layer.inPoint = inPoint;
    layer.outPoint = outPoint;
    if (isNear(layer.inPoint, inPoint) && isNear(layer.outPoint, outPoint)) return;
  }
}

/** What of a copy is not as it must be; empty where all is. */
function differences(copy: AVLayer, original: AVLayer, media: FootageItem, startTime: number, inPoint: number, outPoint: number): string {
  if (!copy.source || copy.source.id !== media.id) return "the layer does not show the render";
  if (Math.abs(media.frameRate - (original.source as FootageItem).frameRate) > 0.001) return "the render plays at " + media.frameRate + " frames a second";
  if (!isNear(copy.startTime, startTime)) return "the layer starts at " + copy.startTime + " instead of " + startTime;
  if (!isNear(copy.inPoint, inPoint)) return "the layer begins at " + copy.inPoint + " instead of " + inPoint;
  if (!isNear(copy.outPoint, outPoint)) return "the layer ends at " + copy.outPoint + " instead of " + outPoint;
  if (copy.stretch !== 100 || copy.timeRemapEnabled) return "the layer does not play at full speed";
  return copy.index === original.index - 1 ? "" : "the layer is number " + copy.index + ", its original " + original.index;
}

interface LayerName {
  readonly id: number;
  readonly path: string;
}

function namedLayer(comp: CompItem, name: LayerName): AVLayer | null {
  var layer = layerOf(comp, name.id);
  return layer && samePathText(pathOf(layer.source), name.path) ? layer : null;
}

function removeLayers(comp: CompItem, names: LayerName[]): number {
  var removed = 0;
  for (var i = 0; i < names.length; i++) {
    var layer = namedLayer(comp, names[i]);
    if (!layer) continue;
    if (layer.locked) layer.locked = false; // It is ours, and asked to go.
    layer.remove();
    removed++;
  }
  return removed;
}

/** The eye of a layer; its sound has a switch of its own and goes on. */
function switchLayers(comp: CompItem, names: LayerName[], disabled: boolean): void {
  for (var i = 0; i < names.length; i++) {
    var layer = namedLayer(comp, names[i]);
    if (layer) layer.enabled = !disabled;
  }
}
