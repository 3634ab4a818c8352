function makeBin(path: string[]): string {
  var at: ProjectItem = app.project.rootItem;
  for (var depth = 0; depth < path.length; depth++) at = childBin(at, path[depth]) || at.createBin(path[depth]);
  return at.nodeId;
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

/** Adds one video track on top. QE acts on the open sequence only and answers nothing, so the result is counted. */
function addTopTrack(sequence: Sequence): number {
  var count = sequence.videoTracks.numTracks;
  var before = layout(sequence);
  app.project.openSequence(sequence.sequenceID);
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
