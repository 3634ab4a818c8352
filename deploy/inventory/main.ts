import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { notices, sbom } from "./documents";
import { importedBy, type Known, type LockFile, modelFiles, modelPart, npmPart, nugetPart, packagesOf, type Part, unknownParts } from "./inventory";

// main.ts NAME STAGE RUNTIME-VERSION: writes THIRD-PARTY-NOTICES.txt and sbom.cdx.json into the stage of one release, such as win-x64-cuda.
const [name = "", stage = "", runtime = ""] = process.argv.slice(2);
const top = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const json = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8")) as T;
const known = json<Known>(join(top, "deploy/inventory/parts.json"));
const packages = packagesOf(json<LockFile>(join(top, `deploy/locks/HeyGem.Bridge.${name}.lock.json`)));
const source = join(top, "panel/src");
const bundled = importedBy((readdirSync(source, { recursive: true }) as string[]).filter((file) => /\.tsx?$/.test(file)).map((file) => readFileSync(join(source, file), "utf8")));
const models = modelFiles(join(stage, "models"));

const missing = unknownParts(known, [...packages.keys()], bundled, models.map((path) => path.split(/[\\/]/).pop() ?? ""));
if (missing.length > 0) throw new Error(`No licence is recorded in deploy/inventory/parts.json for: ${missing.join(", ")}`);

const feed = process.env["NUGET_PACKAGES"] ?? join(process.env["HOME"] ?? "", ".nuget/packages");
const locked = json<{ readonly packages: Record<string, { readonly integrity?: string }> }>(join(top, "panel/package-lock.json")).packages;
const sdk = dirname(process.env["DOTNET_PATH"] ?? "/usr/share/dotnet/dotnet");
const words = ["LICENSE.txt", "ThirdPartyNotices.txt"].map((file) => join(sdk, file)).filter((file) => existsSync(file)).map((file) => readFileSync(file, "utf8").trim());
const parts: Part[] = [
  { kind: "runtime", name: ".NET and ASP.NET Core runtime", version: runtime, licence: "MIT", by: "The .NET Foundation and contributors", hash: "", text: words.join("\n\n") },
  ...[...packages].filter(([one]) => !known.buildOnly.includes(one)).map(([one, { version, hash }]) => nugetPart(feed, one, version, hash, known.nuget[one] ?? "")),
  ...bundled.filter((one) => !known.npmTypesOnly.includes(one)).map((one) => npmPart(join(top, "panel/node_modules"), one, known.npm[one] ?? "", locked[`node_modules/${one}`]?.integrity ?? "")),
  ...models.map((path) => modelPart(path, known)),
];
const version = json<{ readonly version: string }>(join(top, "panel/package.json")).version;
const date = new Date(Number(process.env["SOURCE_DATE_EPOCH"] ?? "0") * 1000).toISOString();
writeFileSync(join(stage, "THIRD-PARTY-NOTICES.txt"), notices(parts));
writeFileSync(join(stage, "sbom.cdx.json"), sbom({ name: "heygem-bridge", version, date }, parts));
