import type { FakeFile } from "../premiere/project";
import { CompItem, FolderItem, FootageItem, type Item, type Shape } from "./items";
import { AVLayer } from "./layers";

const TICKS = 254_016_000_000;

/** A project of After Effects in memory, and how this After Effects behaves where its documents are silent. */
export class AfterEffectsState {
  /** What floating point adds to every time that is read, seconds. */
  noise = 2e-8;
  /** Whether setting an in point takes the out point along. */
  inTakesOut = true;
  /** Whether a start time is moved onto a frame of the composition. */
  snapStart = false;
  /** Whether a duplicate comes to lie on top of all layers. */
  copiesOnTop = false;
  /** Whether layers cannot be deleted, and whether sources cannot be replaced. */
  keepLayers = false;
  refuseSource = false;
  /** How many undo groups are open; edits outside one are steps of their own. */
  groups = 0;
  /** How often dialogs are kept back at the moment. */
  quiet = 0;
  /** One entry an undo step. */
  readonly undo: string[] = [];
  readonly played: string[] = [];
  path: string | null = "/film/Shot 12.aep";
  documentId: string | null = "xmp.did:1f2e";
  /** Files the disk holds, and those that are there and cannot be imported. */
  readonly disk = new Map<string, FakeFile>();
  readonly broken = new Set<string>();
  activeItem: Item | null = null;
  private ids = 0;
  private stepped = false;
  readonly root = new FolderItem(this, "Root");

  nextId(): number {
    this.ids += 1;
    return this.ids;
  }

  edited(words: string): void {
    if (this.groups === 0) this.undo.push(words);
    else this.stepped = true;
  }

  openGroup(): void {
    this.groups += 1;
    this.stepped = false;
  }

  closeGroup(words: string): void {
    if (this.groups === 0) throw new Error("Undo group mismatch");
    this.groups -= 1;
    if (this.stepped) this.undo.push(words);
  }

  all(folder = this.root): Item[] {
    return folder.inside.flatMap((one) => (one instanceof FolderItem ? [one, ...this.all(one)] : [one]));
  }

  /** A composition with the number of a project's other things before it. */
  addComp(name: string, rate: number, seconds: number): CompItem {
    const comp = new CompItem(this, name, rate, seconds).put(this.root);
    this.activeItem ??= comp;
    return comp;
  }

  addFootage(path: string, shape: Shape): FootageItem {
    return new FootageItem(this, path.split("/").pop() ?? path, shape, path).put(this.root);
  }

  /** A layer on top of all others. */
  addLayer(comp: CompItem, source: Item | null, name = source?.name ?? "Text"): AVLayer {
    const layer = new AVLayer(this, comp, name, source);
    comp.stack.unshift(layer);
    return layer.lay(0, 0, source instanceof FootageItem ? source.duration : comp.duration);
  }

  /** Brings a file of the disk into the project, as the host does. */
  importFile(path: string): FootageItem {
    const file = this.disk.get(path);
    if (!file || this.broken.has(path)) throw new Error(`${path} is damaged or of a kind that is not supported`);
    const rate = TICKS / Number(file.frame);
    const made = this.addFootage(path, { rate, seconds: Number(file.duration) / TICKS, video: file.video, audio: file.audio });
    this.edited(`Import ${made.name}`);
    return made;
  }
}
