import { Fault } from "../premiere/failing";
import { CompItem, FileSource, FolderItem, FootageItem, numbered, PlaceholderSource, SolidSource } from "./items";
import { AVLayer } from "./layers";
import { MarkerValue } from "./marks";
import type { AfterEffectsState } from "./state";
import { Strict } from "./strict";

const FOOTAGE = 3813;

/** Globals that `host.jsx` finds in After Effects, over a project in memory. */
export function afterEffectsGlobals(state: AfterEffectsState, fault = new Fault(-1)): Record<string, unknown> {
  const strict = new Strict(fault);
  class File {
    constructor(readonly fsName: string) {}
    get exists(): boolean {
      return state.disk.has(this.fsName);
    }
    execute(): boolean {
      state.played.push(this.fsName);
      return state.disk.has(this.fsName);
    }
    static openDialog(): File | null {
      return new File("/media/chosen.wav");
    }
  }
  class ImportOptions {
    importAs = 0;
    sequence = true; // As the last import of the editor's left it.
    constructor(readonly file: File) {
      if (!(file instanceof File)) throw new Error("not a file");
    }
    canImportAs(type: number): boolean {
      return type === FOOTAGE && state.disk.get(this.file.fsName)?.video === true;
    }
  }
  class Project {
    readonly items = new ItemCollection();
    get rootFolder(): FolderItem {
      return state.root;
    }
    get file(): File | null {
      return state.path === null ? null : new File(state.path);
    }
    get xmpPacket(): string {
      return state.documentId === null ? "<x:xmpmeta/>" : `<x:xmpmeta><xmpMM:DocumentID>xmp.did:other</xmpMM:DocumentID><xmpMM:OriginalDocumentID>${state.documentId}</xmpMM:OriginalDocumentID></x:xmpmeta>`;
    }
    get activeItem(): unknown {
      return state.activeItem;
    }
    get numItems(): number {
      return state.all().length;
    }
    item(index: number): unknown {
      return numbered(state.all(), index);
    }
    itemByID(id: number): unknown {
      if (!Number.isInteger(id)) throw new Error("Illegal Parameter type");
      return state.all().find((one) => one.id === id) ?? null;
    }
    importFile(options: ImportOptions): unknown {
      if (options.importAs !== FOOTAGE || options.sequence) throw new Error("a dialog asks how to import it");
      if (state.quiet === 0) throw new Error("a dialog stands in the way");
      return state.importFile(options.file.fsName);
    }
  }
  class ItemCollection {
    addFolder(name: string): FolderItem {
      const made = new FolderItem(state, name).put(state.root);
      state.edited(`New folder ${name}`);
      return made;
    }
  }
  let words = "";
  class Application {
    readonly version = "25.2x26";
    readonly project = new Project();
    beginUndoGroup(name: string): void {
      words = name;
      state.openGroup();
    }
    endUndoGroup(): void {
      state.closeGroup(words);
    }
    beginSuppressDialogs(): void {
      state.quiet += 1;
    }
    endSuppressDialogs(alert: boolean): void {
      if (alert) throw new Error("a dialog would open");
      state.quiet -= 1;
    }
  }
  return {
    app: strict.show(new Application()), CompItem, FolderItem, FootageItem, FileSource, SolidSource, PlaceholderSource, AVLayer, File, ImportOptions, MarkerValue,
    ImportAsType: { FOOTAGE }, BlendingMode: { NORMAL: 5212 }, BridgeTalk: { appName: "aftereffects" },
  };
}
