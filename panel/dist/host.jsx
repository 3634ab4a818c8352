function answer(work) {
    try {
        return toJson({ ok: true, value: work() });
    }
    catch (e) {
        return toJson({ ok: false, error: String(e) });
    }
}
var heygem = {
    version: function () {
        return answer(function () { return app.version; });
    },
    activeSequence: function () {
        return answer(function () { return app.project.activeSequence ? readSequence(app.project.activeSequence) : null; });
    },
    sequence: function (id) {
        return answer(function () { return readSequence(findSequence(id)); });
    },
    selection: function () {
        return answer(function () { return app.project.activeSequence ? readItems(app.project.activeSequence, true) : []; });
    },
    items: function (id) {
        return answer(function () { return readItems(findSequence(id), false); });
    },
    ensureBin: function (path) {
        return answer(function () { return makeBin(path); });
    },
    mediaUnder: function (path) {
        return answer(function () {
            var found = [];
            var bin = findBin(path);
            if (bin)
                collectMedia(bin, found);
            return found;
        });
    },
    importFiles: function (paths, binId) {
        return answer(function () { return app.project.importFiles(paths, true, itemById(binId), false); });
    },
    rename: function (id, name) {
        return answer(function () { itemById(id).name = name; });
    },
    setLabel: function (id, label) {
        return answer(function () { itemById(id).setColorLabel(label); });
    },
    setMarks: function (id, start, end) {
        return answer(function () {
            var item = itemById(id);
            item.setInPoint(timeAt(start), 4);
            item.setOutPoint(timeAt(end), 4);
        });
    },
    placeOnNewTrack: function (id, mediaId, at) {
        return answer(function () {
            var sequence = findSequence(id);
            placeOn(sequence, mediaId, at, addTopTrack(sequence));
        });
    },
    overwrite: function (id, mediaId, at, trackIndex) {
        return answer(function () { placeOn(findSequence(id), mediaId, at, trackIndex); });
    },
    nameTrack: function (id, trackIndex, name) {
        return answer(function () { findSequence(id).videoTracks[trackIndex].name = name; });
    },
    removeItems: function (id, names) {
        return answer(function () { return removeClips(findSequence(id), names); });
    },
    setDisabled: function (id, names, disabled) {
        return answer(function () { switchClips(findSequence(id), names, disabled); });
    },
    addMarkers: function (id, markers) {
        return answer(function () { markTimes(findSequence(id), markers); });
    },
    preview: function (path) {
        return answer(function () { return app.sourceMonitor.openFilePath(path); });
    },
    chooseVoice: function () {
        return answer(function () {
            var file = File.openDialog("HeyGem");
            return file ? file.fsName : null;
        });
    },
};
function makeBin(path) {
    var at = app.project.rootItem;
    for (var depth = 0; depth < path.length; depth++)
        at = childBin(at, path[depth]) || at.createBin(path[depth]);
    return at.nodeId;
}
function layout(sequence) {
    var out = "";
    for (var t = 0; t < sequence.videoTracks.numTracks; t++) {
        var clips = sequence.videoTracks[t].clips;
        if (clips.numItems > 0)
            out += "|" + t;
        for (var c = 0; c < clips.numItems; c++)
            out += ":" + clips[c].start.ticks;
    }
    return out;
}
function addTopTrack(sequence) {
    var count = sequence.videoTracks.numTracks;
    var before = layout(sequence);
    app.project.openSequence(sequence.sequenceID);
    app.enableQE();
    var open = qe.project.getActiveSequence();
    if (!open)
        throw new Error("the sequence could not be opened");
    open.addTracks(1, count, 0, 0, 0, 0, 0);
    if (sequence.videoTracks.numTracks !== count + 1)
        throw new Error("no track was added");
    if (layout(sequence) !== before)
        throw new Error("the new track moved other clips; undo it");
    return count;
}
function placeOn(sequence, mediaId, at, trackIndex) {
    var track = sequence.videoTracks[trackIndex];
    if (!track)
        throw new Error("there is no video track " + (trackIndex + 1));
    track.overwriteClip(itemById(mediaId), timeAt(at));
}
function removeClips(sequence, names) {
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
function switchClips(sequence, names, disabled) {
    for (var i = 0; i < names.length; i++) {
        var clip = findClip(sequence, names[i]);
        if (clip)
            clip.disabled = disabled;
    }
}
function markTimes(sequence, markers) {
    for (var i = 0; i < markers.length; i++) {
        var one = markers[i];
        var start = timeAt(one.start).seconds;
        var length = timeAt(one.duration).seconds;
        var made = sequence.markers.createMarker(start, one.name, length, one.comments);
        made.name = one.name;
        made.comments = one.comments;
        made.end = timeAt(one.end);
        made.setColorByIndex(4);
    }
}
function quoteText(text) {
    var out = '"';
    for (var i = 0; i < text.length; i++) {
        var code = text.charCodeAt(i);
        var c = text.charAt(i);
        if (c === '"' || c === "\\")
            out += "\\" + c;
        else if (code < 32 || code > 126)
            out += "\\u" + ("0000" + code.toString(16)).slice(-4);
        else
            out += c;
    }
    return out + '"';
}
function toJson(value) {
    if (value === null || value === undefined)
        return "null";
    if (typeof value === "string")
        return quoteText(value);
    if (typeof value === "boolean" || typeof value === "number")
        return String(value);
    var parts = [];
    if (value instanceof Array) {
        for (var i = 0; i < value.length; i++)
            parts.push(toJson(value[i]));
        return "[" + parts.join(",") + "]";
    }
    var fields = value;
    for (var name in fields)
        if (fields.hasOwnProperty(name))
            parts.push(quoteText(name) + ":" + toJson(fields[name]));
    return "{" + parts.join(",") + "}";
}
var BIN_TYPE = 2;
function findSequence(id) {
    var all = app.project.sequences;
    for (var i = 0; i < all.numSequences; i++) {
        var one = all[i];
        if (one.sequenceID === id)
            return one;
    }
    throw new Error("the sequence is gone");
}
function findBin(path) {
    var at = app.project.rootItem;
    for (var depth = 0; depth < path.length; depth++) {
        var next = childBin(at, path[depth]);
        if (!next)
            return null;
        at = next;
    }
    return at;
}
function childBin(parent, name) {
    for (var i = 0; i < parent.children.numItems; i++) {
        var child = parent.children[i];
        if (child.type === BIN_TYPE && child.name === name)
            return child;
    }
    return null;
}
function findItem(parent, nodeId) {
    for (var i = 0; i < parent.children.numItems; i++) {
        var child = parent.children[i];
        if (child.nodeId === nodeId)
            return child;
        if (child.type === BIN_TYPE) {
            var below = findItem(child, nodeId);
            if (below)
                return below;
        }
    }
    return null;
}
function itemById(nodeId) {
    var found = findItem(app.project.rootItem, nodeId);
    if (!found)
        throw new Error("no project item " + nodeId);
    return found;
}
function mediaPath(item) {
    try {
        return item.getMediaPath() || "";
    }
    catch (e) {
        return "";
    }
}
function timeAt(ticks) {
    var time = new Time();
    time.ticks = ticks;
    return time;
}
function samePathText(a, b) {
    return a.replace(/\\/g, "/").toLowerCase() === b.replace(/\\/g, "/").toLowerCase();
}
function findClip(sequence, name) {
    var track = sequence.videoTracks[name.trackIndex];
    if (!track)
        return null;
    for (var i = 0; i < track.clips.numItems; i++) {
        var clip = track.clips[i];
        if (clip.start.ticks === name.start && clip.end.ticks === name.end && clip.projectItem && samePathText(mediaPath(clip.projectItem), name.path))
            return clip;
    }
    return null;
}
function readSequence(sequence) {
    return {
        id: sequence.sequenceID, name: sequence.name, projectName: app.project.name, frame: sequence.timebase, zeroPoint: sequence.zeroPoint,
        videoTracks: sequence.videoTracks.numTracks, audioTracks: sequence.audioTracks.numTracks,
    };
}
function readMedia(item) {
    var path = mediaPath(item);
    var rate = 0;
    var duration = "";
    var multicam = item.isMulticamClip ? item.isMulticamClip() : item.isMultiCamClip ? item.isMultiCamClip() : false;
    try {
        if (item.getFootageInterpretation)
            rate = item.getFootageInterpretation().frameRate;
    }
    catch (e) {
        rate = 0;
    }
    try {
        duration = item.getOutPoint().ticks;
    }
    catch (e) {
        duration = "";
    }
    return {
        id: item.nodeId, path: path, offline: item.isOffline ? item.isOffline() : false, nested: item.isSequence(), multicam: multicam,
        merged: item.isMergedClip ? item.isMergedClip() : false, duration: duration, rate: rate,
    };
}
function readClip(clip, kind, trackIndex) {
    return {
        kind: kind, trackIndex: trackIndex, name: clip.name, start: clip.start.ticks, end: clip.end.ticks, inPoint: clip.inPoint.ticks,
        outPoint: clip.outPoint.ticks, speed: clip.getSpeed(), reversed: clip.isSpeedReversed() === 1, disabled: clip.disabled === true,
        adjustment: clip.isAdjustmentLayer(), media: clip.projectItem ? readMedia(clip.projectItem) : null,
    };
}
function readTracks(tracks, kind, selectedOnly, into) {
    for (var t = 0; t < tracks.numTracks; t++) {
        var clips = tracks[t].clips;
        for (var c = 0; c < clips.numItems; c++)
            if (!selectedOnly || clips[c].isSelected())
                into.push(readClip(clips[c], kind, t));
    }
}
function readItems(sequence, selectedOnly) {
    var found = [];
    readTracks(sequence.videoTracks, "video", selectedOnly, found);
    readTracks(sequence.audioTracks, "audio", selectedOnly, found);
    return found;
}
function collectMedia(bin, into) {
    for (var i = 0; i < bin.children.numItems; i++) {
        var child = bin.children[i];
        if (child.type === BIN_TYPE)
            collectMedia(child, into);
        else {
            var path = mediaPath(child);
            if (path !== "")
                into.push({ id: child.nodeId, name: child.name, path: path });
        }
    }
}
