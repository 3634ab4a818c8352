import vm from "node:vm";
import { fakeExtendScript } from "../../tests/fakes/premiere/extendscript";
import type { FakeProject } from "../../tests/fakes/premiere/project";

/** The built `host.jsx` in a Premiere over a project in memory. Evaluates further text in it. */
export function bareEngine(project: FakeProject, script: string): (code: string) => string {
  return engineOver(fakeExtendScript(project), script);
}

/** The built `host.jsx` in an engine of its own with these globals, and with everything that ES3 does not have taken away. */
export function engineOver(globals: Record<string, unknown>, script: string): (code: string) => string {
  const context = vm.createContext(globals);
  vm.runInContext(
    `JSON = undefined; Map = Set = Promise = Symbol = undefined;
     function strip(from, names) { for (var i = 0; i < names.length; i++) delete from[names[i]]; }
     strip(Array.prototype, ["map", "forEach", "filter", "indexOf", "some", "every", "reduce", "find", "includes"]);
     strip(String.prototype, ["trim", "padStart", "includes", "startsWith", "endsWith", "repeat"]);
     strip(Object, ["keys", "entries", "values", "assign"]);
     strip(Function.prototype, ["bind"]); strip(Array, ["isArray"]);`,
    context,
  );
  vm.runInContext(script, context);
  return (code) => String(vm.runInContext(code, context));
}
