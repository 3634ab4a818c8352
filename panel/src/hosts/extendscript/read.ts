/** Premiere's numbers for 29.97 and 59.94 drop-frame display. */
function isDropFrame(sequence: Sequence): boolean {
  try {
    var format = Number(sequence.videoDisplayFormat);
    return format === 102 || format === 106;
  } catch (e) {
    return false;
  }
}

function readSequence(project: Project, sequence: Sequence): object {
  return {
    id: idIn(project, sequence.sequenceID), name: sequence.name, projectName: project.name, projectPath: project.path, frame: sequence.timebase, dropFrame: isDropFrame(sequence), zeroPoint: sequence.zeroPoint,
    videoTracks: sequence.videoTracks.numTracks, audioTracks: sequence.audioTracks.numTracks
  };
}

function readMedia(project: Project, item: ProjectItem): object {
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
    id: idIn(project, item.nodeId), path: path, offline: item.isOffline ? item.isOffline() : false, nested: item.isSequence(), multicam: multicam,
    merged: item.isMergedClip ? item.isMergedClip() : false, subclip: path !== "" && isSubclip(project, item, path), duration: duration, rate: rate
  };
}

/** Premiere names no subclip as one, but leaves subclips out of a search where it is asked to. */
function isSubclip(project: Project, item: ProjectItem, path: string): boolean {
  return isAmong(project, item, path, 0) && !isAmong(project, item, path, 1);
}

function isAmong(project: Project, item: ProjectItem, path: string, ignoreSubclips: number): boolean {
  try {
    var found = project.rootItem.findItemsMatchingMediaPath(path, ignoreSubclips) as unknown as ProjectItem[];
    for (var i = 0; found && i < found.length; i++) if (found[i].nodeId === item.nodeId) return true;
  } catch (e) {
    return false;
  }
  return false;
}

function describeClip(project: Project, clip: TrackItem, kind: string, trackIndex: number): object {
  return {
    kind: kind, trackIndex: trackIndex, name: clip.name, start: clip.start.ticks, end: clip.end.ticks, inPoint: clip.inPoint.ticks,
    outPoint: clip.outPoint.ticks, speed: clip.getSpeed(), reversed: clip.isSpeedReversed() === 1, disabled: clip.disabled === true,
    adjustment: clip.isAdjustmentLayer(), media: clip.projectItem ? readMedia(project, clip.projectItem) : null
  };
}

/** One clip. One that Premiere refuses to describe becomes an unread one: it never hides the others. */
function readClip(project: Project, clip: TrackItem, kind: string, trackIndex: number): object {
  try {
    return describeClip(project, clip, kind, trackIndex);
  } catch (e) {
    var start = "";
    var end = "";
    try {
      start = clip.start.ticks;
      end = clip.end.ticks;
    } catch (inner) {
      start = "";
    }
    return { kind: kind, trackIndex: trackIndex, start: start, end: end, unread: String(e) };
  }
}

function readTrack(project: Project, track: Track, kind: string, trackIndex: number, into: object[]): void {
  for (var c = 0; c < track.clips.numItems; c++) into.push(readClip(project, track.clips[c], kind, trackIndex));
}

function readItems(project: Project, sequence: Sequence): object[] {
  var found: object[] = [];
  for (var v = 0; v < sequence.videoTracks.numTracks; v++) readTrack(project, sequence.videoTracks[v], "video", v, found);
  for (var a = 0; a < sequence.audioTracks.numTracks; a++) readTrack(project, sequence.audioTracks[a], "audio", a, found);
  return found;
}

/** The selected clips, by Premiere's own list: walking every clip of a long sequence every few seconds would stall its playback. */
function readSelection(project: Project, sequence: Sequence): object[] {
  var found: object[] = [];
  var selected = sequence.getSelection();
  for (var i = 0; selected && i < selected.length; i++) {
    var clip = selected[i];
    var kind = clip.mediaType === "Audio" ? "audio" : "video";
    found.push(readClip(project, clip, kind, trackOf(sequence, clip, kind)));
  }
  return found;
}

/** The track that holds a clip: told from 22.0 on, looked for before. */
function trackOf(sequence: Sequence, clip: TrackItem, kind: string): number {
  if (typeof clip.parentTrackIndex === "number") return clip.parentTrackIndex;
  var tracks = kind === "audio" ? sequence.audioTracks : sequence.videoTracks;
  for (var t = 0; t < tracks.numTracks; t++) {
    var clips = tracks[t].clips;
    for (var c = 0; c < clips.numItems; c++) if (clips[c].nodeId === clip.nodeId) return t;
  }
  return 0;
}

function collectMedia(project: Project, bin: ProjectItem, into: object[]): void {
  for (var i = 0; i < bin.children.numItems; i++) {
    var child = bin.children[i];
    if (child.type === BIN_TYPE) collectMedia(project, child, into);
    else {
      var path = mediaPath(child);
      if (path !== "") into.push({ id: idIn(project, child.nodeId), name: child.name, path: path });
    }
  }
}

/** The effects of clips besides Motion and Opacity, and whether a transition lies at their ends. */
function readEffects(sequence: Sequence, names: ItemName[]): object[] {
  var out: object[] = [];
  for (var i = 0; i < names.length; i++) {
    var clip = findClip(sequence, names[i]);
    var found: string[] = [];
    for (var c = 0; clip && clip.components && c < clip.components.numItems; c++) {
      var one = clip.components[c];
      if (one.matchName !== "AE.ADBE Motion" && one.matchName !== "AE.ADBE Opacity") found.push(one.displayName);
    }
    out.push({ names: found, transition: touchesTransition(sequence.videoTracks[names[i].trackIndex], names[i]) });
  }
  return out;
}

function touchesTransition(track: Track, name: ItemName): boolean {
  for (var t = 0; track && track.transitions && t < track.transitions.numItems; t++) {
    var one = track.transitions[t];
    if (Number(one.start.ticks) < Number(name.end) && Number(one.end.ticks) > Number(name.start)) return true;
  }
  return false;
}
