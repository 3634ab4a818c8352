import type { ScriptingRoot } from "../../hosts/resolve/scripting";
import type { WorkflowIntegration } from "./electron";

/** As in the plugin's manifest. */
export const PLUGIN_ID = "com.heygem.bridge.resolve";
const MODULE = "WorkflowIntegration.node";
const CALL_SECONDS = 20;

/** The part of Node's file module that the search needs. */
export interface Files {
  existsSync(path: string): boolean;
  readdirSync(path: string): readonly string[];
}

/** Where Blackmagic's module may lie, best first: beside the plugin, else with the samples that Resolve installs. */
export function modulePlaces(files: Files, platform: string, folder: string, programData: string): readonly string[] {
  const separator = platform.startsWith("win") ? "\\" : "/";
  const join = (...parts: readonly string[]): string => parts.join(separator);
  const developer = platform.startsWith("win")
    ? join(programData, "Blackmagic Design", "DaVinci Resolve", "Support", "Developer", "Workflow Integrations")
    : "/Library/Application Support/Blackmagic Design/DaVinci Resolve/Developer/Workflow Integrations";
  const places = [join(folder, MODULE)];
  for (const below of [developer, join(developer, "Examples")]) {
    const names = files.existsSync(below) ? [...files.readdirSync(below)].sort() : [];
    places.push(...names.map((name) => join(below, name, MODULE)));
  }
  return places.filter((path) => files.existsSync(path));
}

/** Resolve, once it lets the plugin in. */
export interface Connected {
  readonly root: ScriptingRoot;
  readonly close: () => void;
}

/** Connects to the Resolve that started the plugin. Rejects with what to do where that cannot be. */
export async function connectTo(load: (path: string) => unknown, places: readonly string[]): Promise<Connected> {
  if (places.length === 0) throw new Error(`${MODULE} was not found. Copy it from Resolve's folder Developer/Workflow Integrations into the plugin's own folder and start Resolve again.`);
  const words: string[] = [];
  for (const path of places) {
    try {
      const module = load(path) as WorkflowIntegration;
      if (!(await module.InitializePromise(PLUGIN_ID))) throw new Error("Resolve did not let the plugin in");
      module.SetAPITimeout?.(CALL_SECONDS);
      const root = await module.GetResolvePromise();
      if (!root) throw new Error("Resolve gave no scripting object: it has to be DaVinci Resolve Studio");
      return { root: root as ScriptingRoot, close: () => void module.CleanUp() };
    } catch (thrown) {
      words.push(`${path}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  }
  throw new Error(words.join("; "));
}
