import type { AfterEffectsState } from "./state";
import { Marks } from "./marks";
import type { Layer } from "./layers";

/** The classes that a script finds in After Effects, over a project in memory. Times in seconds, numbers from 1. */
export class Item {
  dead = false;
  readonly id: number;
  private folder: FolderItem | null = null;
  private shownName: string;
  private colour = 0;

  constructor(
    readonly state: AfterEffectsState,
    name: string,
  ) {
    this.shownName = name;
    this.id = state.nextId();
  }

  get name(): string {
    return this.shownName;
  }
  set name(value: string) {
    this.shownName = value;
    this.state.edited(`Rename ${value}`);
  }

  get label(): number {
    return this.colour;
  }
  set label(value: number) {
    if (!Number.isInteger(value) || value < 0 || value > 16) throw new Error("Value is out of range");
    this.colour = value;
    this.state.edited("Label");
  }

  get parentFolder(): FolderItem | null {
    return this.folder;
  }
  set parentFolder(value: FolderItem | null) {
    if (!(value instanceof FolderItem)) throw new Error("not a folder");
    this.put(value);
    this.state.edited("Move to folder");
  }

  put(folder: FolderItem): this {
    const from = this.folder?.inside;
    if (from) from.splice(from.indexOf(this), 1);
    folder.inside.push(this);
    this.folder = folder;
    return this;
  }

  remove(): void {
    this.folder?.inside.splice(this.folder.inside.indexOf(this), 1);
    this.dead = true;
    this.state.edited(`Delete ${this.name}`);
  }
}

export class FolderItem extends Item {
  readonly inside: Item[] = [];

  get numItems(): number {
    return this.inside.length;
  }

  item(index: number): Item {
    return numbered(this.inside, index);
  }
}

export class FootageSource {
  isStill = false;
  loop = 1;
  hasAlpha = false;
  alphaMode = 5412;
  constructor(protected readonly owner: { rate: number }) {}

  get conformFrameRate(): number {
    return this.owner.rate;
  }
  set conformFrameRate(value: number) {
    if (!(value >= 0 && value <= 99)) throw new Error("Value is out of range");
    this.owner.rate = value;
  }
}

export class SolidSource extends FootageSource {}
export class PlaceholderSource extends FootageSource {}

export class FileSource extends FootageSource {
  missing = false;
  constructor(
    owner: { rate: number },
    private readonly path: string,
  ) {
    super(owner);
  }

  get file(): { readonly fsName: string } | null {
    return this.missing ? null : { fsName: this.path };
  }
  get missingFootagePath(): string {
    return this.missing ? this.path : "";
  }
}

/** What a file is, in the host's own terms. */
export interface Shape {
  readonly rate: number;
  readonly seconds: number;
  readonly video: boolean;
  readonly audio: boolean;
  readonly width?: number;
  readonly height?: number;
}

export class FootageItem extends Item {
  pixelAspect = 1;
  shown = 0;
  readonly width: number;
  readonly height: number;
  mainSource: FootageSource;
  rate: number;
  private readonly frames: number;

  constructor(
    state: AfterEffectsState,
    name: string,
    private readonly shape: Shape,
    source: string | "solid" | "placeholder",
  ) {
    super(state, name);
    this.rate = shape.video ? shape.rate : 0;
    this.frames = shape.seconds * shape.rate;
    [this.width, this.height] = [shape.width ?? 1920, shape.height ?? 1080];
    this.mainSource = source === "solid" ? new SolidSource(this) : source === "placeholder" ? new PlaceholderSource(this) : new FileSource(this, source);
  }

  get hasVideo(): boolean {
    return this.shape.video;
  }
  get hasAudio(): boolean {
    return this.shape.audio;
  }
  get footageMissing(): boolean {
    return this.mainSource instanceof FileSource && this.mainSource.missing;
  }
  get frameRate(): number {
    return this.rate;
  }
  get frameDuration(): number {
    return this.rate === 0 ? 0 : 1 / this.rate;
  }
  /** As long as it plays: at the rate that the editor set, as often as it loops. */
  get duration(): number {
    return (this.rate === 0 ? this.shape.seconds : this.frames / this.rate) * this.mainSource.loop;
  }

  openInViewer(): object {
    this.shown += 1;
    return {};
  }
}

export class CompItem extends Item {
  dropFrame = false;
  displayStartTime = 0;
  time = 0;
  readonly stack: Layer[] = [];
  readonly markerProperty: Marks;

  constructor(
    state: AfterEffectsState,
    name: string,
    readonly frameRate: number,
    readonly duration: number,
  ) {
    super(state, name);
    this.markerProperty = new Marks(state);
  }

  get frameDuration(): number {
    return 1 / this.frameRate;
  }
  get numLayers(): number {
    return this.stack.length;
  }
  get selectedLayers(): Layer[] {
    return this.stack.filter((one) => one.selected);
  }

  layer(index: number): Layer {
    return numbered(this.stack, index);
  }

  duplicate(): CompItem {
    const copy = new CompItem(this.state, `${this.name} 2`, this.frameRate, this.duration);
    copy.put(this.parentFolder ?? this.state.root);
    for (const layer of this.stack) copy.stack.push(layer.copyInto(copy));
    this.state.edited("Duplicate composition");
    return copy;
  }
}

export function numbered<T>(list: readonly T[], index: number): T {
  const found = Number.isInteger(index) ? list[index - 1] : undefined;
  if (!found) throw new Error(`value ${index} is out of range 1..${list.length}`);
  return found;
}
