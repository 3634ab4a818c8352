import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** One thing of others that a release carries. */
export interface Part {
  readonly kind: "nuget" | "npm" | "model" | "runtime";
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly by: string;
  /** SHA-256 of a model's file, or SHA-512 of a package as its registry states it (base64). */
  readonly hash: string;
  /** The licence's own words where the package carries them. */
  readonly text: string;
}

/** What parts.json says. */
export interface Known {
  readonly nuget: Readonly<Record<string, string>>;
  readonly buildOnly: readonly string[];
  readonly npm: Readonly<Record<string, string>>;
  readonly npmTypesOnly: readonly string[];
  readonly models: Readonly<Record<string, { readonly licence: string; readonly from: string }>>;
}

/** A NuGet lock file, as far as it is read here. */
export interface LockFile {
  readonly dependencies: Readonly<Record<string, Readonly<Record<string, { readonly type: string; readonly resolved?: string; readonly contentHash?: string }>>>>;
}

/** What ships and is not known, each as "nuget Name"; empty when the record is whole. */
export function unknownParts(known: Known, packages: readonly string[], bundled: readonly string[], models: readonly string[]): string[] {
  const none = (table: Readonly<Record<string, unknown>>, other: readonly string[]) => (name: string): boolean => !(name in table) && !other.includes(name);
  return [
    ...packages.filter(none(known.nuget, known.buildOnly)).map((name) => `nuget ${name}`),
    ...bundled.filter(none(known.npm, known.npmTypesOnly)).map((name) => `npm ${name}`),
    ...models.filter(none(known.models, [])).map((name) => `model ${name}`),
  ];
}

/** The packages that a lock file names, name to version and hash; projects of our own are left out. */
export function packagesOf(lock: LockFile): Map<string, { readonly version: string; readonly hash: string }> {
  const found = new Map<string, { readonly version: string; readonly hash: string }>();
  for (const table of Object.values(lock.dependencies)) {
    for (const [name, entry] of Object.entries(table)) {
      if (entry.type !== "Project") found.set(name, { version: entry.resolved ?? "", hash: entry.contentHash ?? "" });
    }
  }
  return found;
}

/** The npm packages that the sources of page and panels import, and so carry. */
export function importedBy(sources: readonly string[]): string[] {
  const names = sources.flatMap((text) => [...text.matchAll(/\bfrom "((?:@[\w-]+\/)?[\w.-]+)(?:\/[^"]*)?"/g)].map((match) => match[1] ?? ""));
  return [...new Set(names.filter((name) => !name.startsWith(".") && !name.startsWith("node:")))].sort();
}

/** A NuGet package's part, read from where it was restored to; throws when it states another licence than the record does. */
export function nugetPart(root: string, name: string, version: string, hash: string, licence: string): Part {
  const folder = join(root, name.toLowerCase(), version);
  const nuspec = readFileSync(join(folder, `${name.toLowerCase()}.nuspec`), "utf8");
  const stated = /<license type="expression">([^<]+)/.exec(nuspec)?.[1];
  if (stated !== undefined && stated !== licence) throw new Error(`${name} ${version} states ${stated}; parts.json says ${licence}`);
  const by = /<copyright>([^<]+)/.exec(nuspec)?.[1] ?? /<authors>([^<]+)/.exec(nuspec)?.[1] ?? "";
  const words = readdirSync(folder).filter((file) => /^(licen[cs]e|third-?party-?notices)(\.(txt|md))?$/i.test(file)).sort();
  const text = words.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
  return { kind: "nuget", name, version, licence, by, hash, text };
}

/** A bundled npm package's part. */
export function npmPart(modules: string, name: string, licence: string, integrity: string): Part {
  const folder = join(modules, name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { readonly version: string; readonly license?: string };
  if (license !== licence) throw new Error(`${name} ${version} states ${license ?? "nothing"}; parts.json says ${licence}`);
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return { kind: "npm", name, version, licence, by: "", hash: integrity.replace(/^sha512-/, ""), text: file ? readFileSync(join(folder, file), "utf8").trim() : "" };
}

/** Every model file under a folder. */
export function modelFiles(folder: string): string[] {
  return existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]).filter((file) => /\.(onnx|tflite|bin|pt|tsv)$/.test(file)).sort().map((file) => join(folder, file)) : [];
}

/** A model's part. */
export function modelPart(path: string, known: Known): Part {
  const name = basename(path);
  const entry = known.models[name];
  if (!entry) throw new Error(`${name} has no licence in parts.json`);
  return { kind: "model", name, version: "", licence: entry.licence, by: entry.from, hash: createHash("sha256").update(readFileSync(path)).digest("hex"), text: "" };
}
