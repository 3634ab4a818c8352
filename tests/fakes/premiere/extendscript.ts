import { secondsOf, ticksFromSeconds } from "../../../panel/src/timeline/ticks";
import { place, trimItem } from "./placing";
import type { FakeBin, FakeItem, FakeMarker, FakeMedia, FakeProject, FakeSequence, FakeTrack } from "./project";

/** Globals that `host.jsx` finds in Premiere, over a project in memory. For running the built ES3 script outside Premiere. */
export function fakeExtendScript(project: FakeProject): Record<string, unknown> {
  class Time {
    ticks = "0";
    get seconds(): number {
      return secondsOf(BigInt(this.ticks));
    }
  }
  const time = (ticks: bigint): Time => Object.assign(new Time(), { ticks: ticks.toString() });
  const media = new WeakMap<object, FakeMedia>();

  const collection = <T>(items: readonly T[], count: "numItems" | "numTracks" | "numSequences"): Record<string, unknown> => ({
    ...Object.fromEntries(items.map((item, index) => [index, item])),
    [count]: items.length,
  });

  const projectItem = (inner: FakeMedia | FakeBin): object => {
    const isBin = "bins" in inner;
    const view = {
      nodeId: inner.id,
      type: isBin ? 2 : 1,
      get name() {
        return inner.name;
      },
      set name(value: string) {
        inner.name = value;
        project.edited("Rename");
      },
      get children() {
        project.settle();
        return collection(isBin ? [...inner.bins, ...inner.media].map(projectItem) : [], "numItems");
      },
      findItemsMatchingMediaPath: (path: string, ignoreSubclips = 0) => project.matching(path, ignoreSubclips !== 0).map(projectItem),
      createBin: (name: string) => {
        if (!isBin) throw new Error("not a bin");
        const made: FakeBin = { id: project.nextId("bin-"), name, bins: [], media: [] };
        inner.bins.push(made);
        project.edited("New bin");
        return projectItem(made);
      },
      ...(isBin ? {} : clipCalls(inner)),
    };
    if (!isBin) media.set(view, inner);
    return view;
  };

  const snap = (inner: FakeMedia, at: Time): bigint => (inner.file ? project.snapMark(BigInt(at.ticks), inner.file) : BigInt(at.ticks));

  const clipCalls = (inner: FakeMedia) => ({
    getMediaPath: () => inner.path ?? "",
    isOffline: () => inner.offline,
    isSequence: () => inner.nested,
    isMulticamClip: () => inner.multicam,
    isMergedClip: () => inner.merged,
    getOutPoint: () => time(inner.marks?.end ?? inner.file?.duration ?? 0n),
    getFootageInterpretation: () => ({ frameRate: inner.file ? 254_016_000_000 / Number(inner.file.frame) : 0 }),
    setColorLabel: (label: number) => {
      inner.label = label;
      project.edited("Label");
    },
    setInPoint: (at: Time) => {
      inner.marks = { start: snap(inner, at), end: inner.marks?.end ?? inner.file?.duration ?? 0n };
      project.edited("In");
    },
    setOutPoint: (at: Time) => {
      inner.marks = { start: inner.marks?.start ?? 0n, end: snap(inner, at) };
      project.edited("Out");
    },
  });

  const clip = (track: FakeTrack, item: FakeItem, kind = "Video", index = 0): object => ({
    name: item.name, nodeId: item.id, mediaType: kind, parentTrackIndex: index,
    get start() {
      return time(item.start);
    },
    set start(value: Time) {
      trimItem(item, BigInt(value.ticks), item.end);
      project.edited("Trim start");
    },
    get end() {
      return time(item.end);
    },
    set end(value: Time) {
      trimItem(item, item.start, BigInt(value.ticks));
      project.edited("Trim end");
    },
    inPoint: time(item.inPoint), outPoint: time(item.outPoint),
    projectItem: projectItem(item.media),
    components: collection(item.effects.map((one) => ({ matchName: one.matchName, displayName: one.displayName })), "numItems"),
    getSpeed: () => item.speed,
    isSpeedReversed: () => (item.reversed ? 1 : 0),
    isAdjustmentLayer: () => item.adjustment,
    isSelected: () => item.selected,
    remove: () => {
      track.items = track.items.filter((one) => one.id !== item.id);
      project.edited("Remove");
    },
    get disabled() {
      return item.disabled;
    },
    set disabled(value: boolean) {
      item.disabled = value;
      project.edited("Disable");
    },
  });

  const track = (sequence: FakeSequence, inner: FakeTrack, index: number): object => ({
    get clips() {
      return collection(inner.items.map((item) => clip(inner, item)), "numItems");
    },
    transitions: collection((inner.transitions ?? []).map((span) => ({ start: time(span.start), end: time(span.end) })), "numItems"),
    get name() {
      return inner.name;
    },
    set name(value: string) {
      inner.name = value;
      project.edited("Name track");
    },
    overwriteClip: (item: object, at: Time) => {
      const found = media.get(item);
      if (!found) throw new Error("Invalid parameter");
      place(project, sequence, { media: found, at: BigInt(at.ticks), videoTrack: index, audioTrack: 0, insert: false, limitShift: true, marks: found.marks });
      project.edited("Overwrite");
    },
  });

  const sequence = (inner: FakeSequence): object => ({
    sequenceID: inner.id.split("/")[1], name: inner.name, timebase: inner.frame.toString(), videoDisplayFormat: inner.dropFrame ? 102 : 110, zeroPoint: inner.zeroPoint.toString(),
    get videoTracks() {
      return collection(inner.video.map((one, index) => track(inner, one, index)), "numTracks");
    },
    get audioTracks() {
      return collection(inner.audio.map((one, index) => track(inner, one, index)), "numTracks");
    },
    getSelection: () => {
      const picked = (tracks: readonly FakeTrack[], kind: string) =>
        tracks.flatMap((one, index) => one.items.filter((item) => item.selected).map((item) => clip(one, item, kind, index)));
      return [...picked(inner.video, "Video"), ...picked(inner.audio, "Audio")];
    },
    markers: markers(project, inner),
  });

  // Premiere's own events and the way of a message to the panel.
  const bound = new Map<string, () => void>();
  project.onSelection(() => bound.get("onActiveSequenceSelectionChanged")?.());
  let messengerLoaded = false;
  class ExternalObject {
    constructor(name: string) {
      if (name !== "lib:PlugPlugExternalObject" || project.noEvents) throw new Error("cannot load " + name);
      messengerLoaded = true;
    }
  }
  class CSXSEvent {
    type = "";
    data = "";
    dispatch(): void {
      if (!messengerLoaded) throw new Error("CSXSEvent is not a constructor");
      project.onMessage(this.type);
    }
  }
  const app = {
    bind: (name: string, call: () => void) => void bound.set(name, call),
    version: "24.6.0",
    enableQE: () => undefined,
    sourceMonitor: { openFilePath: (path: string) => project.disk.has(path) },
    project: {
      name: project.name,
      path: project.path,
      documentID: project.guid,
      get rootItem() {
        return projectItem(project.root);
      },
      get activeSequence() {
        return project.active ? sequence(project.active) : null;
      },
      get sequences() {
        return collection(project.sequences.map(sequence), "numSequences");
      },
      openSequence: () => true,
      importFiles: (given: ArrayLike<string>, _quiet: boolean, bin: { nodeId: string }) => {
        const paths = Array.from(given); // It comes from an engine whose arrays have no methods.
        const target = project.bins().find((one) => one.id === bin.nodeId);
        if (!target || project.refuseImports || paths.some((path) => !project.disk.has(path))) return false;
        void project.importFiles(paths, target);
        return true;
      },
    },
  };
  return { BridgeTalk: { appName: "premierepro" }, app, Time, ExternalObject, CSXSEvent, qe: { project: { getActiveSequence: () => qeSequence(project) } } };
}

/** QE's track call: with the full list of arguments it adds where asked; with a short one it pushes every track up, as seen live. */
function qeSequence(project: FakeProject): object {
  return {
    addTracks: (...args: readonly number[]) => {
      const [count = 0, after = 0] = args;
      const tracks = project.active?.video;
      for (let i = 0; tracks && i < count; i++) tracks.splice(args.length < 7 ? 0 : after, 0, { id: 0, name: "V", items: [] });
      project.edited("Add track");
    },
  };
}

/** A marker collection that is walked from one to the next, as Premiere's is. */
function markers(project: FakeProject, sequence: FakeSequence): object {
  const known = new Map<FakeMarker, object>();
  const at = (ticks: bigint) => ({ ticks: ticks.toString() });
  const view = (marker: FakeMarker | undefined): object | undefined => {
    if (!marker) return undefined;
    const made = known.get(marker) ?? {
      get name() { return marker.name; },
      set name(value: string) { marker.name = value; },
      get comments() { return marker.comments; },
      set comments(value: string) { marker.comments = value; },
      get start() { return at(marker.start); },
      set end(seconds: number) {
        if (typeof seconds !== "number") throw new Error("Illegal Parameter type");
        marker.duration = ticksFromSeconds(seconds) - marker.start;
      },
      setColorByIndex: (index: number) => { marker.color = index; },
    };
    known.set(marker, made);
    return made;
  };
  const inner = (given: object): FakeMarker | undefined => [...known].find(([, shown]) => shown === given)?.[0];
  return {
    get numMarkers() { return sequence.markers.length; },
    getFirstMarker: () => view(sequence.markers[0]),
    getNextMarker: (given: object) => view(sequence.markers[sequence.markers.findIndex((one) => one === inner(given)) + 1]),
    createMarker: (start: number, name: string, duration: number, comments: string) => {
      const made = { name, comments, start: ticksFromSeconds(start), duration: ticksFromSeconds(duration), color: 0 };
      sequence.markers.push(made);
      project.edited("Marker");
      return view(made);
    },
    deleteMarker: (given: object) => {
      sequence.markers = sequence.markers.filter((one) => one !== inner(given));
      project.edited("Delete marker");
    },
  };
}
