var BIN_TYPE = 2;

/** Ids as the panel keeps them: the project's own, a slash, and the sequence's or item's. */
function idIn(project: Project, own: string): string {
  return project.documentID + "/" + own;
}

function ownId(id: string): string {
  return id.split("/").slice(1).join("/");
}

/** The open project that an id is of, never the one in front by mere chance; null where it is closed. */
function projectOf(id: string): Project | null {
  var wanted = id.split("/")[0];
  if (app.project && app.project.documentID === wanted) return app.project;
  var all = app.projects;
  for (var i = 0; all && i < all.numProjects; i++) if (all[i].documentID === wanted) return all[i];
  return null;
}

function openProject(id: string): Project {
  var project = projectOf(id);
  if (!project) throw new Error("its project is not open");
  return project;
}

function findSequence(id: string): Sequence {
  var all = openProject(id).sequences;
  for (var i = 0; i < all.numSequences; i++) {
    var one = all[i];
    if (one.sequenceID === ownId(id)) return one;
  }
  throw new Error("the sequence is gone");
}

/** Walks the bins along `path`; null where one is missing. */
function findBin(project: Project, path: string[]): ProjectItem | null {
  var at: ProjectItem = project.rootItem;
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

function itemById(id: string): ProjectItem {
  var found = findItem(openProject(id).rootItem, ownId(id));
  if (!found) throw new Error("no project item " + id);
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
