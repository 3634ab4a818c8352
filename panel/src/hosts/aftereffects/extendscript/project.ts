/** Finds or makes the folders along `path` below the root; answers the last one's id and whether any was made. */
function makeFolders(path: string[]): object {
  var at = app.project.rootFolder;
  var made = false;
  for (var depth = 0; depth < path.length; depth++) {
    var there = folderIn(at, path[depth]);
    if (!there) {
      there = app.project.items.addFolder(path[depth]);
      there.parentFolder = at;
      made = true;
    }
    at = there;
  }
  return { id: idOf(at), made: made };
}

function findFolder(path: string[]): FolderItem | null {
  var at: FolderItem | null = app.project.rootFolder;
  for (var depth = 0; at && depth < path.length; depth++) at = folderIn(at, path[depth]);
  return at;
}

function collectFootage(folder: FolderItem, into: object[]): void {
  for (var i = 1; i <= folder.numItems; i++) {
    var item = folder.item(i);
    if (item instanceof FolderItem) collectFootage(item, into);
    else if (pathOf(item as AVItem) !== "") into.push({ id: idOf(item), name: item.name, path: pathOf(item as AVItem) });
  }
}

/** Imports all files into a folder, or none of them. Answers false where one is not there, is no footage, or is refused. */
function importInto(paths: string[], folder: FolderItem): boolean {
  var orders: ImportOptions[] = [];
  for (var i = 0; i < paths.length; i++) {
    var file = new File(paths[i]);
    if (!file.exists) return false;
    var order = new ImportOptions(file);
    if (!order.canImportAs(ImportAsType.FOOTAGE)) return false;
    order.importAs = ImportAsType.FOOTAGE;
    order.sequence = false;
    orders.push(order);
  }
  var made: Item[] = [];
  app.beginSuppressDialogs();
  try {
    for (var n = 0; n < orders.length; n++) {
      made.push(app.project.importFile(orders[n]));
      made[n].parentFolder = folder;
    }
  } catch (e) {
    for (var m = 0; m < made.length; m++) made[m].remove();
    return false;
  } finally {
    surely(function () { app.endSuppressDialogs(false); });
  }
  return true;
}

interface FootageChange {
  readonly id: string;
  readonly name?: string;
  readonly label?: number;
}

function changeFootage(changes: FootageChange[]): void {
  for (var i = 0; i < changes.length; i++) {
    var item = footageOf(changes[i].id);
    var name = changes[i].name;
    var label = changes[i].label;
    if (name !== undefined) item.name = name;
    if (label !== undefined) item.label = label;
  }
}

/** Shows a file in the Footage panel where the project has it, else in the system's own player. */
function showFile(path: string): void {
  for (var i = 1; i <= app.project.numItems; i++) {
    var item = app.project.item(i);
    if (item instanceof FootageItem && samePathText(pathOf(item), path)) {
      item.openInViewer();
      return;
    }
  }
  if (!new File(path).execute()) throw new Error("no player opens it");
}
