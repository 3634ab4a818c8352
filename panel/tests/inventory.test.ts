import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { notices, sbom } from "../../deploy/inventory/documents";
import { importedBy, type Known, type LockFile, packagesOf, type Part, unknownParts } from "../../deploy/inventory/inventory";

const top = fileURLToPath(new URL("../..", import.meta.url));
const json = <T>(path: string): T => JSON.parse(readFileSync(join(top, path), "utf8")) as T;
const known = json<Known>("deploy/inventory/parts.json");

test("every package and model that any release ships has a licence on record", () => {
  const packages = readdirSync(join(top, "deploy/locks")).flatMap((file) => [...packagesOf(json<LockFile>(`deploy/locks/${file}`)).keys()]);
  const sources = (readdirSync(join(top, "panel/src"), { recursive: true }) as string[]).filter((file) => /\.tsx?$/.test(file));
  const bundled = importedBy(sources.map((file) => readFileSync(join(top, "panel/src", file), "utf8")));
  const core = readFileSync(join(top, "core/HeyGem.Core.csproj"), "utf8");
  const shipped = [...new Set([...core.matchAll(/models\/([\w-]+\.onnx)"/g)].map((found) => found[1] ?? ""))];
  const weights = ["FaceModelFiles.cs", "ReadingsFile.cs"].map((file) => readFileSync(join(top, "core/Weights", file), "utf8")).join("");
  const faces = [...weights.matchAll(/"([\w-]+\.(?:onnx|tsv))"/g)].map((found) => found[1] ?? "");

  expect(packages.length).toBeGreaterThan(100);
  expect(bundled).toContain("preact");
  expect([...shipped, ...faces]).toHaveLength(8);
  expect(unknownParts(known, packages, bundled, [...shipped, ...faces])).toEqual([]);
});

test("the release's lock files name what the ordinary build's do", () => {
  const ordinary = packagesOf(json<LockFile>("bridge/packages.linux.lock.json"));
  const released = packagesOf(json<LockFile>("deploy/locks/HeyGem.Bridge.linux-x64-cuda.lock.json"));

  expect(Object.fromEntries([...released].map(([name, { version }]) => [name, version]))).toEqual(
    Object.fromEntries([...ordinary].map(([name, { version }]) => [name, version])),
  );
});

test("a package or model without a licence is named", () => {
  expect(unknownParts(known, ["Dapper", "Left.Pad"], ["preact", "leftpad"], ["voice-mouth.onnx", "other.onnx"])).toEqual(["nuget Left.Pad", "npm leftpad", "model other.onnx"]);
});

test("notices carry each licence's words once, and the SBOM each part with its hash", () => {
  const part = (name: string, text: string): Part => ({ kind: "nuget", name, version: "1.0", licence: "MIT", by: "A. Nobody", hash: Buffer.from([1, 255]).toString("base64"), text });
  const parts = [part("One", "the words"), part("Two", "the words"), part("Three", "")];
  const text = notices(parts);
  const read = JSON.parse(sbom({ name: "x", version: "1", date: "2026-01-01T00:00:00.000Z" }, parts)) as { readonly components: { readonly hashes: unknown }[]; readonly serialNumber: string };

  expect(text.match(/the words/g)).toHaveLength(1);
  expect(text).toContain("One 1.0, Two 1.0\n\nthe words");
  expect(text).toContain("Three (A. Nobody)\n\nPermission is hereby granted");
  expect(read.components).toHaveLength(3);
  expect(read.components[0]?.hashes).toEqual([{ alg: "SHA-512", content: "01ff" }]);
  expect(read.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
});
