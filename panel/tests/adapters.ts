import vm from "node:vm";
import { buildExtendScript } from "../scripts/extendscript";
import { FakeHost } from "../src/hosts/fake";
import { fakeExtendScript } from "../src/hosts/fake/extendscript";
import { fakePremiere } from "../src/hosts/fake/premierepro";
import type { FakeProject } from "../src/hosts/fake/project";
import type { HostAdapter } from "../src/hosts/host";
import { PremiereCep } from "../src/hosts/premiere-cep";
import { PremiereUxp } from "../src/hosts/premiere-uxp";

const script = buildExtendScript();

export const ADAPTERS: readonly (readonly [string, (project: FakeProject) => HostAdapter])[] = [
  ["fake", (project) => new FakeHost(project)],
  ["premiere-uxp", (project) => new PremiereUxp(fakePremiere(project), { label: "Premiere", chooseFile: async () => null, readDiscovery: async () => null })],
  ["premiere-cep", (project) => new PremiereCep(cepPlatform(project))],
];

/** The built script in an engine of its own, with everything that ES3 does not have taken away. */
export function cepPlatform(project: FakeProject): ConstructorParameters<typeof PremiereCep>[0] {
  const context = vm.createContext(fakeExtendScript(project));
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
  const store = new Map<string, string>();
  return {
    label: "Premiere 24",
    evalScript: async (code) => String(vm.runInContext(code, context)),
    readDiscovery: async () => null,
    storage: { getItem: (key) => store.get(key) ?? null, setItem: (key, value) => void store.set(key, value) },
  };
}
