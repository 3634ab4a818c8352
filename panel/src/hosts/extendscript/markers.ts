interface MarkerText {
  end: string;
  name: string;
  comments: string;
  start: string;
  duration: string;
}

function markTimes(sequence: Sequence, markers: MarkerText[]): void {
  for (var i = 0; i < markers.length; i++) {
    var one = markers[i];
    var start = timeAt(one.start).seconds;
    var length = timeAt(one.duration).seconds;
    var made = sequence.markers.createMarker(start, one.name, length, one.comments);
    made.name = one.name;
    made.comments = one.comments;
    (made as unknown as { end: number }).end = timeAt(one.end).seconds; // Typed as a time, documented and used as seconds.
    made.setColorByIndex(4);
  }
}

function allMarkers(sequence: Sequence): Marker[] {
  var found: Marker[] = [];
  var markers = sequence.markers;
  for (var one = markers.getFirstMarker(); one && found.length < markers.numMarkers; one = markers.getNextMarker(one)) found.push(one);
  return found;
}

function readMarkers(sequence: Sequence): object[] {
  var all = allMarkers(sequence);
  var out: object[] = [];
  for (var i = 0; i < all.length; i++) out.push({ name: all[i].name, comments: all[i].comments, start: all[i].start.ticks });
  return out;
}

function removeMarkerAt(sequence: Sequence, name: string, comments: string, start: string): void {
  var all = allMarkers(sequence);
  for (var i = 0; i < all.length; i++) {
    if (all[i].name === name && all[i].comments === comments && all[i].start.ticks === start) {
      sequence.markers.deleteMarker(all[i]);
      return;
    }
  }
}
