/** ExtendScript has no JSON, and only strings cross to the panel. */
function quoteText(text: string): string {
  var out = '"';
  for (var i = 0; i < text.length; i++) {
    var code = text.charCodeAt(i);
    var c = text.charAt(i);
    if (c === '"' || c === "\\") out += "\\" + c;
    else if (code < 32 || code > 126) out += "\\u" + ("0000" + code.toString(16)).slice(-4);
    else out += c;
  }
  return out + '"';
}

function toJson(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return quoteText(value);
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  var parts: string[] = [];
  if (value instanceof Array) {
    for (var i = 0; i < value.length; i++) parts.push(toJson(value[i]));
    return "[" + parts.join(",") + "]";
  }
  var fields = value as { [name: string]: unknown };
  for (var name in fields) if (fields.hasOwnProperty(name)) parts.push(quoteText(name) + ":" + toJson(fields[name]));
  return "{" + parts.join(",") + "}";
}

/** Runs a call of the panel's and answers one JSON text, `{"ok":true,"value":...}` or `{"ok":false,"error":...}`. */
function answer(work: () => unknown): string {
  try {
    return toJson({ ok: true, value: work() });
  } catch (e) {
    return toJson({ ok: false, error: String(e) });
  }
}
