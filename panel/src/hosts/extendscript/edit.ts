/** Finds or makes the bins along `path`; answers the last one's id and how many were made. */
function makeBin(project: Project, path: string[]): object {
  var at: ProjectItem = project.rootItem;
  var made = 0;
  for (var depth = 0; depth < path.length; depth++) {
    var there = childBin(at, path[depth]);
    if (!there) made++;
    at = there || at.createBin(path[depth]);
  }
  return { id: idIn(project, at.nodeId), made: made };
}

/** Which clips lie on which track, to see that a new track pushed none of them. */
function layout(sequence: Sequence): string {
  var out = "";
  for (var t = 0; t < sequence.videoTracks.numTracks; t++) {
    var clips = sequence.videoTracks[t].clips;
    if (clips.numItems > 0) out += "|" + t;
    for (var c = 0; c < clips.numItems; c++) out += ":" + clips[c].start.ticks;
  }
  return out;
}

/** Moves those ends of a clip that are off; answers how many. */
function trimClip(sequence: Sequence, name: ItemName, start: string, end: string): number {
  var clip = findClip(sequence, name);
  var moved = 0;
  if (!clip) return moved;
  if (name.start !== start) {
    clip.start = timeAt(start);
    moved++;
  }
  if (name.end !== end) {
    clip.end = timeAt(end);
    moved++;
  }
  return moved;
}

/** Adds one video track on top. QE acts on the open sequence only and answers nothing, so the result is counted. */
function addTopTrack(project: Project, sequence: Sequence): number {
  var count = sequence.videoTracks.numTracks;
  var before = layout(sequence);
  project.openSequence(sequence.sequenceID);
  app.enableQE();
  var open = qe.project.getActiveSequence();
  if (!open) throw new Error("the sequence could not be opened");
  open.addTracks(1, count, 0, 0, 0, 0, 0);
  if (sequence.videoTracks.numTracks !== count + 1) throw new Error("no track was added");
  if (layout(sequence) !== before) throw new Error("the new track moved other clips; undo it");
  return count;
}

function placeOn(sequence: Sequence, mediaId: string, at: string, trackIndex: number): void {
  var track = sequence.videoTracks[trackIndex];
  if (!track) throw new Error("there is no video track " + (trackIndex + 1));
  track.overwriteClip(itemById(mediaId), timeAt(at));
}

function removeClips(sequence: Sequence, names: ItemName[]): number {
  var removed = 0;
  for (var i = 0; i < names.length; i++) {
    var clip = findClip(sequence, names[i]);
    if (clip) {
      clip.remove(false, false);
      removed++;
    }
  }
  return removed;
}

function switchClips(sequence: Sequence, names: ItemName[], disabled: boolean): void {
  for (var i = 0; i < names.length; i++) {
    var clip = findClip(sequence, names[i]);
    if (clip) clip.disabled = disabled;
  }
}
