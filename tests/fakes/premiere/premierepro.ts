import type { PremiereModule } from "../../../panel/src/hosts/premiere-uxp/module";
import { ClipProjectItem, FolderItem, ProjectItem, tick, TickTime, VideoClipTrackItem, type Host } from "./premierepro-items";
import { Selection, Sequence, SequenceEditor } from "./premierepro-sequence";
import type { FakeMarker, FakeProject, FakeSequence } from "./project";
import { FakeTransactions, type FakeAction } from "./transaction";

/**
 * A stand-in for `require("premierepro")` over projects in memory. It has the calls that the panel makes and the ways in which the
 * real module refuses them; nothing else.
 */
export function fakePremiere(...projects: readonly FakeProject[]): PremiereModule {
  const views = projects.map(projectView);
  const transactions = new WeakMap<FakeProject, FakeTransactions>(views.map((one) => [one.host.project, one.host.transactions]));
  const of = (owner: Sequence): FakeTransactions => transactions.get(owner.host.project) ?? owner.host.transactions;
  const opened = () => views.filter((one) => one.host.project.open);
  const listeners = new Map<() => void, (() => void)[]>();
  const module = {
    Project: {
      /** The first project that is open is the one in front. */
      getActiveProject: async () => opened()[0]?.view ?? null,
      getProject: (guid: { toString(): string }) => {
        const found = opened().find((one) => one.host.project.guid === guid.toString());
        if (!found) throw new Error("Invalid parameter");
        return found.view;
      },
    },
    Guid: { fromString: (text: string) => ({ toString: () => text }) },
    ProjectItem,
    ClipProjectItem,
    FolderItem,
    SequenceEditor,
    TickTime,
    VideoClipTrackItem,
    VideoFilterFactory: {
      getMatchNames: async () => projects.flatMap((project) => [...project.filters.keys()]),
      createComponent: async (name: string) => ({ effect: projects.flatMap((project) => project.filters.get(name) ?? [])[0] }),
    },
    TrackItemSelection: {
      createEmptySelection: (callback: (selection: Selection) => void): boolean => {
        callback(new Selection());
        return true;
      },
    },
    Markers: { getMarkers: async (owner: Sequence) => new Markers(of(owner), owner.inner) },
    Properties: { getProperties: async (owner: Sequence) => new Properties(of(owner), owner.inner) },
    EventManager: {
      addGlobalEventListener: (name: unknown, callback: () => void): void => {
        if (name === Constants.SequenceEvent.SELECTION_CHANGED) listeners.set(callback, projects.map((project) => project.onSelection(callback)));
      },
      removeGlobalEventListener: (_name: unknown, callback: () => void): void => {
        for (const stop of listeners.get(callback) ?? []) stop();
        listeners.delete(callback);
      },
    },
    // Before 25.6 there is none.
    ...(projects.some((project) => project.noTranscripts) ? {} : { Transcript: {
      hasTranscript: ({ media }: ClipProjectItem) => media.transcript !== undefined,
      exportToJSON: async ({ media }: ClipProjectItem) => {
        if (media.transcript === undefined) throw new Error("no transcript");
        return media.transcript;
      },
    } }),
    SourceMonitor: { openFilePath: async (path: string) => projects.some((project) => project.disk.has(path)) },
    Constants,
  };
  return module as unknown as PremiereModule; // The fake answers the calls it has; the typings list hundreds more.
}

function projectView(project: FakeProject) {
  const transactions = new FakeTransactions(project);
  const host: Host = { project, transactions };
  const sequence = (inner: FakeSequence | null) => (inner ? new Sequence(host, inner) : null);
  const view = {
    name: project.name,
    path: project.path,
    guid: { toString: (): string => project.guid },
    getActiveSequence: async () => sequence(project.active),
    getSequences: async () => project.sequences.map((inner) => new Sequence(host, inner)),
    deleteSequence: async (one: Sequence): Promise<boolean> => {
      const at = project.sequences.indexOf(one.inner);
      if (at < 0 || project.keepSequences) return false;
      project.sequences.splice(at, 1);
      return true;
    },
    getRootItem: async () => new FolderItem(host, project.root),
    importFiles: async (...args: readonly unknown[]): Promise<boolean> => importFiles(project, args),
    lockedAccess: (callback: () => void) => transactions.lockedAccess(callback),
    executeTransaction: (callback: Parameters<FakeTransactions["execute"]>[0], label = "") => transactions.execute(callback, label),
  };
  return { host, view };
}

const Constants = {
  TrackItemType: { EMPTY: 0, CLIP: 1, TRANSITION: 2 },
  MediaType: { ANY: 0, DATA: 1, VIDEO: 2, AUDIO: 3 },
  PropertyType: { PERSISTENT: 0, NON_PERSISTENT: 1 },
  SequenceEvent: { ACTIVATED: "activated", CLOSED: "closed", SELECTION_CHANGED: "selection" },
};

async function importFiles(project: FakeProject, args: readonly unknown[]): Promise<boolean> {
  const [paths, , target] = args;
  if (!Array.isArray(paths) || (args.length > 2 && !(target instanceof ProjectItem))) throw new Error("Illegal Parameter type");
  const bin = target instanceof ProjectItem && "bins" in target.inner ? target.inner : project.root;
  return project.importFiles(paths.map(String), bin);
}

class Markers {
  constructor(
    private readonly transactions: FakeTransactions,
    private readonly sequence: FakeSequence,
  ) {}

  createAddMarkerAction(name: string, _type: string, start: TickTime, duration: TickTime, comments: string): FakeAction {
    return this.transactions.action(() => {
      this.sequence.markers.push({ name, comments, start: BigInt(start.ticks), duration: BigInt(duration.ticks), color: 0 });
    });
  }

  createRemoveMarkerAction({ marker }: { readonly marker: FakeMarker }): FakeAction {
    return this.transactions.action(() => {
      this.sequence.markers = this.sequence.markers.filter((one) => one !== marker);
    });
  }

  getMarkers() {
    return this.sequence.markers.map((marker: FakeMarker) => ({
      marker,
      getName: () => marker.name,
      getComments: () => marker.comments,
      getStart: () => tick(marker.start),
      createSetColorByIndexAction: (index: number) =>
        this.transactions.action(() => {
          marker.color = index;
        }),
    }));
  }
}

class Properties {
  constructor(
    private readonly transactions: FakeTransactions,
    private readonly sequence: FakeSequence,
  ) {}

  hasValue(name: string): boolean {
    return this.sequence.properties.has(name);
  }
  getValue(name: string): string {
    return this.sequence.properties.get(name) ?? "";
  }
  createSetValueAction(name: string, value: string): FakeAction {
    return this.transactions.action(() => {
      this.sequence.properties.set(name, String(value));
    });
  }
}
