/**
 * The open project. After Effects gives it no id of its own: its metadata has one that "Save As" and "Increment and Save" keep; where
 * they have none it is where the file lies.
 */
function projectId(): string {
  var found = /xmpMM:OriginalDocumentID(?:="|>)([^"<]+)/.exec(app.project.xmpPacket) || /xmpMM:DocumentID(?:="|>)([^"<]+)/.exec(app.project.xmpPacket);
  if (found) return encodeURIComponent(found[1]);
  return app.project.file ? encodeURIComponent(app.project.file.fsName) : "unsaved";
}

/** Ids as the panel keeps them: the project's own, a slash, and the item's number in it. */
function idOf(item: { readonly id: number }): string {
  return projectId() + "/" + item.id;
}

function isOpenProject(id: string): boolean {
  return id.split("/")[0] === projectId();
}

/** The item with this id; null where it is gone. Throws where its project is not the open one. */
function itemOf(id: string): _ItemClasses | null {
  if (!isOpenProject(id)) throw new Error("its project is not open");
  return app.project.itemByID(Number(id.split("/")[1])) || null;
}

function compOf(id: string): CompItem {
  var item = itemOf(id);
  if (!(item instanceof CompItem)) throw new Error("the composition is gone");
  return item;
}

function footageOf(id: string): FootageItem {
  var item = itemOf(id);
  if (!(item instanceof FootageItem)) throw new Error("the footage is gone");
  return item;
}

/** Layers are known by their ids: names are not unique, and numbers shift as layers come and go. */
function layerOf(comp: CompItem, id: number): AVLayer | null {
  for (var i = 1; i <= comp.numLayers; i++) {
    var layer = comp.layer(i);
    if (layer.id === id) return layer as AVLayer;
  }
  return null;
}

/** Where a footage item's file lies, or lay before it went missing; empty for all that has no file. */
function pathOf(source: AVItem | null): string {
  if (!(source instanceof FootageItem) || !(source.mainSource instanceof FileSource)) return "";
  return source.footageMissing ? source.mainSource.missingFootagePath : source.mainSource.file.fsName;
}

function samePathText(a: string, b: string): boolean {
  return a.replace(/\\/g, "/").toLowerCase() === b.replace(/\\/g, "/").toLowerCase();
}

/** The folder named so directly inside another; null where there is none. */
function folderIn(parent: FolderItem, name: string): FolderItem | null {
  for (var i = 1; i <= parent.numItems; i++) {
    var item = parent.item(i);
    if (item instanceof FolderItem && item.name === name) return item;
  }
  return null;
}

/** What two times may differ by and still be the same, seconds: a fiftieth of the shortest frame. */
var NEAR = 0.0004;

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= NEAR;
}

/** One undo step. A group that is not closed makes After Effects complain at the editor's next edit. */
function asStep(name: string, work: () => unknown): unknown {
  app.beginUndoGroup("HeyGem: " + name);
  try {
    return work();
  } finally {
    surely(function () { app.endUndoGroup(); });
  }
}

/** Does what must not stay undone, a second time where the first fails. */
function surely(work: () => void): void {
  try {
    work();
  } catch (e) {
    work();
  }
}
