function readSequence(sequence: Sequence): object {
  return {
    id: sequence.sequenceID, name: sequence.name, projectName: app.project.name, frame: sequence.timebase, zeroPoint: sequence.zeroPoint,
    videoTracks: sequence.videoTracks.numTracks, audioTracks: sequence.audioTracks.numTracks
  };
}

function readMedia(item: ProjectItem): object {
  var path = mediaPath(item);
  var rate = 0;
  var duration = "";
  var multicam = item.isMulticamClip ? item.isMulticamClip() : item.isMultiCamClip ? item.isMultiCamClip() : false;
  try {
    if (item.getFootageInterpretation) rate = item.getFootageInterpretation().frameRate;
  } catch (e) {
    rate = 0;
  }
  try {
    duration = item.getOutPoint().ticks;
  } catch (e) {
    duration = "";
  }
  return {
    id: item.nodeId, path: path, offline: item.isOffline ? item.isOffline() : false, nested: item.isSequence(), multicam: multicam,
    merged: item.isMergedClip ? item.isMergedClip() : false, duration: duration, rate: rate
  };
}

function readClip(clip: TrackItem, kind: string, trackIndex: number): object {
  return {
    kind: kind, trackIndex: trackIndex, name: clip.name, start: clip.start.ticks, end: clip.end.ticks, inPoint: clip.inPoint.ticks,
    outPoint: clip.outPoint.ticks, speed: clip.getSpeed(), reversed: clip.isSpeedReversed() === 1, disabled: clip.disabled === true,
    adjustment: clip.isAdjustmentLayer(), media: clip.projectItem ? readMedia(clip.projectItem) : null
  };
}

function readTracks(tracks: TrackCollection, kind: string, selectedOnly: boolean, into: object[]): void {
  for (var t = 0; t < tracks.numTracks; t++) {
    var clips = tracks[t].clips;
    for (var c = 0; c < clips.numItems; c++) if (!selectedOnly || clips[c].isSelected()) into.push(readClip(clips[c], kind, t));
  }
}

function readItems(sequence: Sequence, selectedOnly: boolean): object[] {
  var found: object[] = [];
  readTracks(sequence.videoTracks, "video", selectedOnly, found);
  readTracks(sequence.audioTracks, "audio", selectedOnly, found);
  return found;
}

function collectMedia(bin: ProjectItem, into: object[]): void {
  for (var i = 0; i < bin.children.numItems; i++) {
    var child = bin.children[i];
    if (child.type === BIN_TYPE) collectMedia(child, into);
    else {
      var path = mediaPath(child);
      if (path !== "") into.push({ id: child.nodeId, name: child.name, path: path });
    }
  }
}
