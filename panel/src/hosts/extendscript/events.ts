var selectionEvent = "";
var messenger: ExternalObject | null = null;

/** Tells the panel that the selection or the sequence in front has changed; it asks for the rest. */
function tellSelection(): void {
  var event = new CSXSEvent();
  event.type = selectionEvent;
  event.data = "";
  event.dispatch();
}

/** Lets Premiere call when the selection changes. Throws where this version has no such events. */
function watchSelection(type: string): boolean {
  selectionEvent = type;
  if (!messenger) messenger = new ExternalObject("lib:PlugPlugExternalObject");
  app.bind("onActiveSequenceSelectionChanged", tellSelection);
  app.bind("onActiveSequenceChanged", tellSelection);
  return true;
}
