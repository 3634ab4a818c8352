import { buildExtendScript } from "../scripts/extendscript";
import { FakeHost } from "../../tests/fakes/premiere/host";
import { fakePremiere } from "../../tests/fakes/premiere/premierepro";
import type { FakeProject } from "../../tests/fakes/premiere/project";
import type { HostAdapter } from "../src/hosts/host";
import { PremiereCep } from "../src/hosts/premiere-cep";
import { PremiereUxp } from "../src/hosts/premiere-uxp/adapter";
import { bareEngine } from "./bare-engine";

const script = buildExtendScript();

export const ADAPTERS: readonly (readonly [string, (project: FakeProject) => HostAdapter])[] = [
  ["fake", (project) => new FakeHost(project)],
  ["premiere-uxp", (project) => new PremiereUxp(fakePremiere(project), { label: "Premiere", chooseFile: async () => null, readDiscovery: async () => null })],
  ["premiere-cep", (project) => new PremiereCep(cepPlatform(project))],
];

export function cepPlatform(project: FakeProject): ConstructorParameters<typeof PremiereCep>[0] {
  const evaluate = bareEngine(project, script);
  const store = new Map<string, string>();
  return {
    label: "Premiere 24",
    evalScript: async (code) => evaluate(code),
    readDiscovery: async () => null,
    onEvent: (type, listener) => {
      project.onMessage = (told) => void (told === type && listener());
    },
    storage: { getItem: (key) => store.get(key) ?? null, setItem: (key, value) => void store.set(key, value) },
  };
}
