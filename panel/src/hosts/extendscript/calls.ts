/** The calls that the panel makes of Premiere. */
var heygem = {
  version: function () {
    return answer(function () { return app.version; });
  },
  activeSequence: function () {
    return answer(function () { return app.project && app.project.activeSequence ? readSequence(app.project, app.project.activeSequence) : null; });
  },
  sequence: function (id: string) {
    return answer(function () { return readSequence(openProject(id), findSequence(id)); });
  },
  selection: function () {
    return answer(function () { return app.project && app.project.activeSequence ? readSelection(app.project, app.project.activeSequence) : []; });
  },
  watchSelection: function (type: string) {
    return answer(function () { return watchSelection(type); });
  },
  items: function (id: string) {
    return answer(function () { return readItems(openProject(id), findSequence(id)); });
  },
  trackItems: function (id: string, trackIndex: number) {
    return answer(function () {
      var found: object[] = [];
      var sequence = findSequence(id);
      if (trackIndex < sequence.videoTracks.numTracks) readTrack(openProject(id), sequence.videoTracks[trackIndex], "video", trackIndex, found);
      return found;
    });
  },
  isOpen: function (id: string) {
    return answer(function () { return projectOf(id) !== null; });
  },
  ensureBin: function (id: string, path: string[]) {
    return answer(function () { return makeBin(openProject(id), path); });
  },
  mediaUnder: function (id: string, path: string[]) {
    return answer(function () {
      var found: object[] = [];
      var bin = findBin(openProject(id), path);
      if (bin) collectMedia(openProject(id), bin, found);
      return found;
    });
  },
  importFiles: function (paths: string[], binId: string) {
    return answer(function () { return openProject(binId).importFiles(paths, true, itemById(binId), false); });
  },
  rename: function (id: string, name: string) {
    return answer(function () { itemById(id).name = name; });
  },
  setLabel: function (id: string, label: number) {
    return answer(function () { itemById(id).setColorLabel(label); });
  },
  setMarks: function (id: string, start: string, end: string) {
    return answer(function () {
      var item = itemById(id);
      item.setInPoint(timeAt(start), 4);
      item.setOutPoint(timeAt(end), 4);
    });
  },
  placeOnNewTrack: function (id: string, mediaId: string, at: string) {
    return answer(function () {
      var sequence = findSequence(id);
      placeOn(sequence, mediaId, at, addTopTrack(openProject(id), sequence));
    });
  },
  overwrite: function (id: string, mediaId: string, at: string, trackIndex: number) {
    return answer(function () { placeOn(findSequence(id), mediaId, at, trackIndex); });
  },
  nameTrack: function (id: string, trackIndex: number, name: string) {
    return answer(function () {
      var track = findSequence(id).videoTracks[trackIndex];
      track.name = name; // Read-only in some versions, which say nothing.
      return track.name === name;
    });
  },
  trimEnds: function (id: string, name: ItemName, start: string, end: string) {
    return answer(function () { return trimClip(findSequence(id), name, start, end); });
  },
  effects: function (id: string, names: ItemName[]) {
    return answer(function () { return readEffects(findSequence(id), names); });
  },
  removeItems: function (id: string, names: ItemName[]) {
    return answer(function () { return removeClips(findSequence(id), names); });
  },
  setDisabled: function (id: string, names: ItemName[], disabled: boolean) {
    return answer(function () { switchClips(findSequence(id), names, disabled); });
  },
  addMarkers: function (id: string, markers: MarkerText[]) {
    return answer(function () { markTimes(findSequence(id), markers); });
  },
  markers: function (id: string) {
    return answer(function () { return readMarkers(findSequence(id)); });
  },
  removeMarker: function (id: string, name: string, comments: string, start: string) {
    return answer(function () { removeMarkerAt(findSequence(id), name, comments, start); });
  },
  preview: function (path: string) {
    return answer(function () { return app.sourceMonitor.openFilePath(path); });
  },
  chooseVoice: function () {
    return answer(function () {
      var file = File.openDialog("HeyGem");
      return file ? (file as File).fsName : null;
    });
  }
};
