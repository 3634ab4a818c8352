import { FootageItem, numbered, type CompItem, type Item } from "./items";
import type { AfterEffectsState } from "./state";

/** A layer of any kind. Its ends are kept from its start, so that the start takes them along. */
export class Layer {
  dead = false;
  selected = false;
  isLocked = false;
  readonly id: number;
  name: string;
  stretch = 100;
  private eye = true;
  protected begin = 0;
  protected head = 0;
  protected tail = 10;

  constructor(
    readonly state: AfterEffectsState,
    readonly containingComp: CompItem,
    name: string,
  ) {
    this.id = state.nextId();
    this.name = name;
  }

  get index(): number {
    return this.containingComp.stack.indexOf(this) + 1;
  }
  get hasVideo(): boolean {
    return false;
  }

  get enabled(): boolean {
    return this.eye;
  }
  set enabled(value: boolean) {
    this.change("Eye");
    this.eye = value;
  }

  get locked(): boolean {
    return this.isLocked;
  }
  set locked(value: boolean) {
    this.isLocked = value;
    this.state.edited("Lock");
  }

  get startTime(): number {
    return this.begin + this.state.noise;
  }
  set startTime(value: number) {
    this.change("Start time");
    this.begin = this.state.snapStart ? Math.round(value / this.containingComp.frameDuration) * this.containingComp.frameDuration : value;
  }

  get inPoint(): number {
    return this.begin + this.head + this.state.noise;
  }
  set inPoint(value: number) {
    this.change("In point");
    const before = this.head;
    this.head = this.within(value - this.begin);
    if (this.state.inTakesOut) this.tail = this.within(this.tail + this.head - before);
  }

  get outPoint(): number {
    return this.begin + this.tail + this.state.noise;
  }
  set outPoint(value: number) {
    this.change("Out point");
    this.tail = this.within(value - this.begin);
  }

  /** Puts the layer as an editor would have, in seconds of the composition. */
  lay(start: number, inPoint: number, outPoint: number): this {
    this.begin = start;
    this.head = inPoint - start;
    this.tail = outPoint - start;
    return this;
  }

  moveBefore(layer: Layer): void {
    const { stack } = this.containingComp;
    stack.splice(stack.indexOf(this), 1);
    stack.splice(stack.indexOf(layer), 0, this);
    this.state.edited("Move layer");
  }

  /** Directly above, or at the top where this version does so; the selection stays. */
  duplicate(): Layer {
    const copy = this.copyInto(this.containingComp);
    const { stack } = this.containingComp;
    stack.splice(this.state.copiesOnTop ? 0 : stack.indexOf(this), 0, copy);
    this.state.edited(`Duplicate ${this.name}`);
    return copy;
  }

  remove(): void {
    if (this.state.keepLayers) throw new Error("the layer cannot be deleted");
    if (this.isLocked) throw new Error("the layer is locked");
    this.containingComp.stack.splice(this.index - 1, 1);
    this.dead = true;
    this.state.edited(`Delete ${this.name}`);
  }

  copyInto(comp: CompItem): Layer {
    return this.fill(new Layer(this.state, comp, this.name));
  }

  protected fill<T extends Layer>(copy: T): T {
    copy.lay(this.begin, this.begin + this.head, this.begin + this.tail);
    copy.stretch = this.stretch;
    copy.isLocked = this.isLocked;
    (copy as Layer).eye = this.eye;
    return copy;
  }

  protected within(offset: number): number {
    return offset;
  }

  private change(words: string): void {
    if (this.isLocked) throw new Error("the layer is locked");
    this.state.edited(words);
  }
}

/** A camera. What it has not, After Effects answers with `undefined`. */
export class CameraLayer extends Layer {
  readonly source = undefined;
  readonly hasAudio = undefined;
  readonly audioEnabled = undefined;
  readonly adjustmentLayer = undefined;
  readonly timeRemapEnabled = undefined;
}

/** Properties by name, counted from 1. */
class PropertyGroup {
  constructor(private readonly names: () => readonly string[]) {}

  get numProperties(): number {
    return this.names().length;
  }

  property(index: number): { readonly name: string } {
    return { name: numbered(this.names(), index) };
  }
}

/** Footage, solids, text and precompositions. */
export class AVLayer extends Layer {
  audioEnabled = true;
  adjustmentLayer = false;
  timeRemapEnabled = false;
  blendingMode = 5212;
  hasTrackMatte = false;
  /** What the editor put on it, by name. */
  effects: string[] = [];
  readonly mask = new PropertyGroup(() => []);
  readonly effect = new PropertyGroup(() => this.effects);
  readonly transform = { opacity: { numKeys: 0, value: 100 } };

  constructor(
    state: AfterEffectsState,
    comp: CompItem,
    name: string,
    public source: Item | null,
  ) {
    super(state, comp, name);
  }

  override get hasVideo(): boolean {
    return !(this.source instanceof FootageItem) || this.source.hasVideo;
  }
  get hasAudio(): boolean {
    return this.source instanceof FootageItem && this.source.hasAudio;
  }

  replaceSource(source: Item, fixExpressions: boolean): void {
    if (!(source instanceof FootageItem) || typeof fixExpressions !== "boolean") throw new Error("not a source");
    if (this.isLocked) throw new Error("the layer is locked");
    if (this.state.refuseSource) throw new Error("the source cannot be replaced");
    this.source = source;
    [this.head, this.tail] = [this.within(this.head), this.within(this.tail)];
    this.state.edited("Replace source");
  }

  override copyInto(comp: CompItem): AVLayer {
    const copy = this.fill(new AVLayer(this.state, comp, this.name, this.source));
    copy.audioEnabled = this.audioEnabled;
    copy.adjustmentLayer = this.adjustmentLayer;
    copy.timeRemapEnabled = this.timeRemapEnabled;
    copy.effects = [...this.effects];
    copy.blendingMode = this.blendingMode;
    return copy;
  }

  /** Footage is not seen before its first frame, nor after its last. */
  protected override within(offset: number): number {
    const { source } = this;
    if (!(source instanceof FootageItem) || this.timeRemapEnabled) return offset;
    return Math.min(Math.max(0, offset), source.duration);
  }
}
