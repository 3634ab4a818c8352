/** Numbers that are none, such as the frame rate of a sound, do not cross. */
function finite(value: number): number {
  return isFinite(value) ? value : 0;
}

/** Where a layer is seen: its in and out points may lie before and after the composition. */
function seenOf(comp: CompItem, layer: Layer): { start: number; end: number } {
  return { start: Math.max(0, layer.inPoint), end: Math.min(layer.outPoint, comp.duration) };
}

function readComp(comp: CompItem): object {
  var file = app.project.file;
  var sounds: object[] = [];
  for (var i = 1; i <= comp.numLayers; i++) {
    var layer = comp.layer(i) as AVLayer;
    if (layer.hasAudio === true) sounds.push({ id: layer.id, layer: layer.index, name: layer.name });
  }
  return {
    id: idOf(comp), name: comp.name, projectPath: file ? file.fsName : "", rate: comp.frameRate, unit: comp.frameDuration, dropFrame: comp.dropFrame,
    begin: comp.displayStartTime, layers: comp.numLayers, sounds: sounds
  };
}

function readMedia(source: AVItem | null): object | null {
  if (!source) return null;
  if (!(source instanceof FootageItem)) return { id: idOf(source), path: "", nested: true, offline: false, still: false, rate: 0, unit: 0, length: 0, loops: false };
  var main = source.mainSource;
  var loop = main.loop > 1 ? main.loop : 1;
  return {
    id: idOf(source), path: pathOf(source), nested: false, offline: source.footageMissing, still: main.isStill,
    rate: finite(source.frameRate), unit: finite(source.frameDuration), length: finite(source.duration) / loop, loops: loop > 1
  };
}

function describeLayer(comp: CompItem, layer: AVLayer, kind: string): object {
  var seen = seenOf(comp, layer);
  return {
    kind: kind, id: layer.id, layer: layer.index, name: layer.name, start: seen.start, end: seen.end, from: seen.start - layer.startTime, stretch: layer.stretch,
    remapped: layer.timeRemapEnabled === true, disabled: kind === "audio" ? !layer.audioEnabled : !layer.enabled, adjustment: layer.adjustmentLayer === true,
    media: readMedia(layer.source)
  };
}

/** A layer as a picture, as a sound, or as both. One that After Effects refuses to describe becomes an unread picture: it never hides the others. */
function readLayer(comp: CompItem, layer: Layer, into: object[]): void {
  try {
    var picture = layer as AVLayer;
    var made: object[] = [];
    // Cameras and lights have no switch for a picture either, but the editor selected them and is to hear why they are not sent.
    if (layer.hasVideo || picture.hasAudio !== true) made.push(describeLayer(comp, picture, "video"));
    if (picture.hasAudio === true) made.push(describeLayer(comp, picture, "audio"));
    for (var i = 0; i < made.length; i++) into.push(made[i]);
  } catch (e) {
    into.push({ kind: "video", id: idIfTold(layer), unread: String(e) });
  }
}

function idIfTold(layer: Layer): number {
  try {
    return layer.id;
  } catch (e) {
    return 0;
  }
}

function readLayers(comp: CompItem): object[] {
  var found: object[] = [];
  for (var i = 1; i <= comp.numLayers; i++) readLayer(comp, comp.layer(i), found);
  return found;
}

/** What lies on layers: their effects by name, and whether what is below shows through, as far as their switches tell. An effect may key them, too. */
function readLooks(comp: CompItem, names: LayerName[]): object[] {
  var out: object[] = [];
  for (var i = 0; i < names.length; i++) {
    var layer = namedLayer(comp, names[i]);
    var effects: string[] = [];
    for (var e = 1; layer && e <= layer.effect.numProperties; e++) effects.push(layer.effect.property(e).name);
    out.push({ effects: effects, through: layer !== null && isSeenThrough(layer) });
  }
  return out;
}

function isSeenThrough(layer: AVLayer): boolean {
  var opacity = layer.transform.opacity;
  return layer.blendingMode !== BlendingMode.NORMAL || layer.hasTrackMatte || layer.mask.numProperties > 0 || opacity.numKeys > 0 || opacity.value < 100 ||
    (layer.source as FootageItem).mainSource.hasAlpha;
}

function readSelection(comp: CompItem): object[] {
  var found: object[] = [];
  var selected = comp.selectedLayers;
  for (var i = 0; i < selected.length; i++) readLayer(comp, selected[i], found);
  return found;
}
