interface MarkText {
  readonly comment: string;
  readonly time: number;
  readonly length: number;
}

/** How many frames later a marker may lie where its own frame has one already: setting one there would replace the editor's. */
var LATER = 5;

function isMarked(comp: CompItem, time: number): boolean {
  var markers = comp.markerProperty;
  for (var i = 1; i <= markers.numKeys; i++) if (Math.abs(markers.keyTime(i) - time) < comp.frameDuration / 2) return true;
  return false;
}

function addMarks(comp: CompItem, marks: MarkText[]): void {
  for (var i = 0; i < marks.length; i++) {
    var later = 0;
    while (later <= LATER && isMarked(comp, marks[i].time + later * comp.frameDuration)) later++;
    if (later > LATER) throw new Error("the composition has markers there already");
    var value = new MarkerValue(marks[i].comment);
    value.duration = Math.max(0, marks[i].length - later * comp.frameDuration);
    comp.markerProperty.setValueAtTime(marks[i].time + later * comp.frameDuration, value);
  }
}

/** Removes those that say the same and lie where they were put, or as much later as they may. Answers how many. */
function removeMarks(comp: CompItem, marks: MarkText[]): number {
  var removed = 0;
  var markers = comp.markerProperty;
  for (var i = markers.numKeys; i >= 1; i--) {
    for (var m = 0; m < marks.length; m++) {
      var beside = markers.keyTime(i) - marks[m].time;
      if (markers.keyValue(i).comment !== marks[m].comment || beside < -comp.frameDuration / 2 || beside > (LATER + 0.5) * comp.frameDuration) continue;
      markers.removeKey(i);
      removed++;
      break;
    }
  }
  return removed;
}
