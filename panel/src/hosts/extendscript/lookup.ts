var BIN_TYPE = 2;

function findSequence(id: string): Sequence {
  var all = app.project.sequences;
  for (var i = 0; i < all.numSequences; i++) {
    var one = all[i];
    if (one.sequenceID === id) return one;
  }
  throw new Error("the sequence is gone");
}

/** Walks the bins along `path`; null where one is missing. */
function findBin(path: string[]): ProjectItem | null {
  var at: ProjectItem = app.project.rootItem;
  for (var depth = 0; depth < path.length; depth++) {
    var next = childBin(at, path[depth]);
    if (!next) return null;
    at = next;
  }
  return at;
}

function childBin(parent: ProjectItem, name: string): ProjectItem | null {
  for (var i = 0; i < parent.children.numItems; i++) {
    var child = parent.children[i];
    if (child.type === BIN_TYPE && child.name === name) return child;
  }
  return null;
}

function findItem(parent: ProjectItem, nodeId: string): ProjectItem | null {
  for (var i = 0; i < parent.children.numItems; i++) {
    var child = parent.children[i];
    if (child.nodeId === nodeId) return child;
    if (child.type === BIN_TYPE) {
      var below = findItem(child, nodeId);
      if (below) return below;
    }
  }
  return null;
}

function itemById(nodeId: string): ProjectItem {
  var found = findItem(app.project.rootItem, nodeId);
  if (!found) throw new Error("no project item " + nodeId);
  return found;
}

function mediaPath(item: ProjectItem): string {
  try {
    return item.getMediaPath() || "";
  } catch (e) {
    return "";
  }
}

function timeAt(ticks: string): Time {
  var time = new Time();
  time.ticks = ticks;
  return time;
}

function samePathText(a: string, b: string): boolean {
  return a.replace(/\\/g, "/").toLowerCase() === b.replace(/\\/g, "/").toLowerCase();
}

interface ItemName {
  trackIndex: number;
  start: string;
  end: string;
  path: string;
}

function findClip(sequence: Sequence, name: ItemName): TrackItem | null {
  var track = sequence.videoTracks[name.trackIndex];
  if (!track) return null;
  for (var i = 0; i < track.clips.numItems; i++) {
    var clip = track.clips[i];
    if (clip.start.ticks === name.start && clip.end.ticks === name.end && clip.projectItem && samePathText(mediaPath(clip.projectItem), name.path))
      return clip;
  }
  return null;
}
