import { describe, test } from "vitest";
import { failing, Fault } from "../../tests/fakes/premiere/failing";
import { fakePremiere } from "../../tests/fakes/premiere/premierepro";
import { PremiereUxp } from "../src/hosts/premiere-uxp/adapter";
import { scene, SCENARIOS, sweep, type Scene } from "./failing-scene";

/** Of the calls, which are some hundred a scenario, every third is tried; `NIGHTLY=1` tries all. */
const EVERY = process.env.NIGHTLY ? 1 : 3;

const own = (made: Scene): string => made.project.snapshot(made.sequence).replaceAll('"disabled":true', '"disabled":false');
const make = (at: number): Scene =>
  scene(new Fault(at), (project, fault) => new PremiereUxp(failing(fakePremiere(project), fault), { label: "Premiere", chooseFile: async () => null, readDiscovery: async () => null }));

describe.each(SCENARIOS)("every call to the host failing once: %s", (name, play) => {
  test("never a hang, never a lost batch, never a wrong \"placed\", and the editor's own clips as they were", async () => {
    await sweep(name, play, make, own, { wanted: (_call, at) => at % EVERY === 0 });
  }, 900_000);
});
