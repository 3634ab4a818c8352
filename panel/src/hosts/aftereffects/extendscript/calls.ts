/** The calls that the panel makes of After Effects. */
var heygem = {
  version: function () {
    return answer(function () { return app.version; });
  },
  activeComp: function () {
    return answer(function () {
      var item = app.project.activeItem;
      return item instanceof CompItem ? readComp(item) : null;
    });
  },
  comp: function (id: string) {
    return answer(function () { return readComp(compOf(id)); });
  },
  isOpen: function (id: string) {
    return answer(function () { return isOpenProject(id); });
  },
  selection: function () {
    return answer(function () {
      var item = app.project.activeItem;
      return item instanceof CompItem ? readSelection(item) : [];
    });
  },
  layers: function (id: string) {
    return answer(function () { return readLayers(compOf(id)); });
  },
  layer: function (id: string, layerId: number) {
    return answer(function () {
      var found: object[] = [];
      var layer = layerOf(compOf(id), layerId);
      if (!layer) throw new Error("the layer is gone");
      readLayer(compOf(id), layer, found);
      return found;
    });
  },
  looks: function (id: string, names: LayerName[]) {
    return answer(function () { return readLooks(compOf(id), names); });
  },
  playhead: function () {
    return answer(function () {
      var item = app.project.activeItem;
      if (!(item instanceof CompItem)) throw new Error("no composition is open");
      return item.time;
    });
  },
  makeFolders: function (id: string, path: string[]) {
    return answer(function () {
      compOf(id);
      return asStep("folder", function () { return makeFolders(path); });
    });
  },
  footageUnder: function (id: string, path: string[]) {
    return answer(function () {
      compOf(id);
      var found: object[] = [];
      var folder = findFolder(path);
      if (folder) collectFootage(folder, found);
      return found;
    });
  },
  importFiles: function (paths: string[], folderId: string) {
    return answer(function () {
      var folder = itemOf(folderId);
      if (!(folder instanceof FolderItem)) throw new Error("the folder is gone");
      return asStep("import", function () { return importInto(paths, folder as FolderItem); });
    });
  },
  changeFootage: function (changes: FootageChange[]) {
    return answer(function () { return asStep("name", function () { changeFootage(changes); }); });
  },
  copyLayers: function (id: string, orders: CopyOrder[]) {
    return answer(function () {
      var comp = compOf(id);
      return asStep("place renders", function () { return copyLayers(comp, orders); });
    });
  },
  removeLayers: function (id: string, names: LayerName[]) {
    return answer(function () {
      var comp = compOf(id);
      return asStep("remove renders", function () { return removeLayers(comp, names); });
    });
  },
  switchLayers: function (id: string, names: LayerName[], disabled: boolean) {
    return answer(function () {
      var comp = compOf(id);
      return asStep("switch layers", function () { switchLayers(comp, names, disabled); });
    });
  },
  addMarks: function (id: string, marks: MarkText[]) {
    return answer(function () {
      var comp = compOf(id);
      return asStep("markers", function () { addMarks(comp, marks); });
    });
  },
  removeMarks: function (id: string, marks: MarkText[]) {
    return answer(function () {
      var comp = compOf(id);
      return asStep("markers", function () { return removeMarks(comp, marks); });
    });
  },
  selfTest: function () {
    return answer(selfTest);
  },
  preview: function (path: string) {
    return answer(function () { showFile(path); });
  },
  chooseFile: function () {
    return answer(function () {
      var file = File.openDialog("HeyGem");
      return file ? (file as File).fsName : null;
    });
  }
};
