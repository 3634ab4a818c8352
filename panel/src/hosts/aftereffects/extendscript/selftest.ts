/** What the probes work on: a copy of the composition, a layer of it with a file, and a duplicate of that layer. */
interface Trial {
  readonly comp: CompItem;
  readonly layer: AVLayer;
  readonly copy: AVLayer;
}

/** Asks one thing and notes what came of it; a question that fails never stops the next one. */
function probe(found: object[], name: string, question: () => string): void {
  try {
    found.push({ name: name, works: true, detail: question() });
  } catch (e) {
    found.push({ name: name, works: false, detail: String(e) });
  }
}

/** Tries what no document settles, on a copy of the composition in front, and removes the copy. The editor's own is read and not changed. */
function selfTest(): object[] {
  var found: object[] = [];
  probe(found, "id of the project", projectId);
  var front = app.project.activeItem;
  if (!(front instanceof CompItem)) return found.concat([{ name: "copy of the composition", works: false, detail: "none is open" }]);
  asStep("self-test", function () {
    var comp = (front as CompItem).duplicate();
    try {
      var trial = setUpTrial(comp);
      if (trial) tryAll(found, trial);
      else found.push({ name: "a layer to try on", works: false, detail: "no layer shows a file" });
    } catch (e) {
      found.push({ name: "copy of the composition", works: false, detail: String(e) });
    }
    probe(found, "removing the copy", function () {
      comp.remove();
      return "removed";
    });
  });
  return found;
}

function setUpTrial(comp: CompItem): Trial | null {
  for (var i = 1; i <= comp.numLayers; i++) {
    var layer = comp.layer(i) as AVLayer;
    if (layer.hasVideo && !layer.locked && layer.stretch === 100 && pathOf(layer.source || null) !== "") return { comp: comp, layer: layer, copy: layer.duplicate() as AVLayer };
  }
  return null;
}

function tryAll(found: object[], trial: Trial): void {
  var comp = trial.comp;
  var layer = trial.layer;
  var copy = trial.copy;
  var frame = comp.frameDuration;
  probe(found, "times", function () { return "frame " + frame + ", rate " + comp.frameRate + ", layer " + layer.startTime + " " + layer.inPoint + " " + layer.outPoint + ", file " + (layer.source as AVItem).frameDuration; });
  probe(found, "copy above its layer", function () { return "number " + copy.index + " above " + layer.index + ", id " + copy.id + " beside " + layer.id; });
  probe(found, "replacing the source", function () {
    copy.replaceSource(layer.source as AVItem, false);
    return copy.startTime + " " + copy.inPoint + " " + copy.outPoint;
  });
  probe(found, "start time takes the ends along", function () {
    copy.startTime = layer.startTime + 2 * frame;
    return copy.startTime + " " + copy.inPoint + " " + copy.outPoint;
  });
  probe(found, "in point", function () {
    copy.inPoint = layer.inPoint + 2 * frame;
    return copy.startTime + " " + copy.inPoint + " " + copy.outPoint;
  });
  probe(found, "out point", function () {
    copy.outPoint = copy.inPoint + frame;
    return copy.startTime + " " + copy.inPoint + " " + copy.outPoint;
  });
  probe(found, "markers", function () {
    addMarks(comp, [{ comment: "HeyGem", time: 0, length: frame }]);
    return removeMarks(comp, [{ comment: "HeyGem", time: 0, length: frame }]) + " removed";
  });
  probe(found, "switching a layer off", function () {
    layer.enabled = false;
    return "picture " + layer.enabled + ", sound " + layer.audioEnabled;
  });
}
