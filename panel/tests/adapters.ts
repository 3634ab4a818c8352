import { buildExtendScript } from "../scripts/extendscript";
import { FakeHost } from "../../tests/fakes/premiere/host";
import { fakeResolve } from "../../tests/fakes/resolve/resolve";
import { ResolveState } from "../../tests/fakes/resolve/traps";
import { fakePremiere } from "../../tests/fakes/premiere/premierepro";
import type { FakeProject } from "../../tests/fakes/premiere/project";
import type { HostAdapter } from "../src/hosts/host";
import { PremiereCep } from "../src/hosts/premiere-cep";
import { PremiereUxp } from "../src/hosts/premiere-uxp/adapter";
import { RemoteHost, serveHost } from "../src/hosts/remote";
import { Resolve, type ResolvePlatform } from "../src/hosts/resolve/adapter";
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

/** Resolve without takes lays renders on tracks as Premiere does: what holds there of places holds here. */
export const ALL: readonly (readonly [string, (project: FakeProject) => HostAdapter])[] = [...ADAPTERS, ["resolve", (project) => resolveHost(project, Object.assign(new ResolveState(), { refuseTakes: true }))]];

/** As the panel has it: a window that asks the plugin's process, which holds Resolve's objects. */
export function resolveHost(project: FakeProject, state = new ResolveState()): HostAdapter {
  return new RemoteHost("DaVinci Resolve Studio 21", serveHost(new Resolve(fakeResolve([project], state), resolvePlatform())));
}

export function resolvePlatform(): ResolvePlatform {
  const store = new Map<string, string>();
  return {
    label: "DaVinci Resolve Studio 21", readDiscovery: async () => null, chooseFile: async () => null, open: async () => undefined,
    storage: { get: async (key) => store.get(key) ?? null, set: async (key, text) => void store.set(key, text) },
  };
}
