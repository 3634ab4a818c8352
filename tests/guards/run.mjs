// Turns off one guard after the other in a scratch build and names the tests that go red. A guard without a red test is a missing test.
//
//   node tests/guards/run.mjs [--built] [--from=N] [WORDS...]
//
// --built: with the last build; --from: from the Nth guard on; WORDS: only guards whose names contain all of them.
//
// All guards are built in at once, each behind a switch that an environment variable names, so that one build serves all. The tests of a
// guard run once with nothing turned off (they must be green) and once with the guard off (one must be red, or hang). Ends with 1 where not.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { guards } from "./guards.mjs";

const LIMIT_MS = 120_000; // without a guard against hanging its test hangs, which counts as red
const VARIABLE = "HEYGEM_GUARD_OFF";
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const scratch = join(root, "artifacts", "guards");
const isBuilt = process.argv.includes("--built");
const from = Number(process.argv.find((word) => word.startsWith("--from="))?.slice(7) ?? 1);
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const chosen = guards.slice(from - 1).filter((g) => words.every((word) => g.name.includes(word)));
const projects = [...new Set(guards.map((g) => g.project))].filter((p) => p !== "panel");

const run = (file, args, options = {}) => execFileSync(file, args, { cwd: scratch, stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 28, ...options });

/** A copy of what is committed and changed, with every guard behind its switch. */
function prepare() {
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, maxBuffer: 1 << 28 }).toString().split("\0").filter((f) => f && existsSync(join(root, f)));
  for (const folder of ["core", "bridge", "tests", "panel"]) rmSync(join(scratch, folder), { recursive: true, force: true });
  for (const file of files) {
    mkdirSync(dirname(join(scratch, file)), { recursive: true });
    cpSync(join(root, file), join(scratch, file), { verbatimSymlinks: true });
  }
  for (const built of ["bridge/wwwroot", "panel/node_modules", "models/convert/node_modules"]) {
    if (existsSync(join(root, built)) && !existsSync(join(scratch, built))) symlinkSync(join(root, built), join(scratch, built));
  }
  writeFileSync(join(scratch, "core/Guard.cs"), `#pragma warning disable CS1591
namespace HeyGem.Core;

public static class Guard
{
    private static readonly string? _off = Environment.GetEnvironmentVariable("${VARIABLE}");

    public static bool Off(string name) => _off == name;
}
`);
  for (const { name, file, on, off } of guards) {
    const path = join(scratch, file);
    const text = readFileSync(path, "utf8");
    if (text.split(on).length !== 2) throw new Error(`${name}: ${file} holds the guard ${text.split(on).length - 1} times instead of once`);
    const test = file.endsWith(".cs") ? `global::HeyGem.Core.Guard.Off(${JSON.stringify(name)})` : `(globalThis.process?.env.${VARIABLE} === ${JSON.stringify(name)})`;
    writeFileSync(path, closed(text.replace(on, () => off.replaceAll(/\bOFF\b/g, test)), off));
  }
}

/** Closes a bracket that a guard's text opens before a call whose end stands further on. */
function closed(text, off) {
  const open = "(OFF || CryptographicOperations.FixedTimeEquals(";
  return off.includes(open) ? text.replace("Encoding.UTF8.GetBytes(Sign(path, expires)));", "Encoding.UTF8.GetBytes(Sign(path, expires))));") : text;
}

/** Runs the tests of a guard: the names of those that failed, or null where none ran. */
function tests({ project, tests: filter }, off) {
  const isPanel = project === "panel";
  const [file, args, cwd] = isPanel
    ? ["npx", ["vitest", "run", filter], join(scratch, "panel")]
    : [join(scratch, `artifacts/bin/HeyGem.${project}.Tests/release/HeyGem.${project}.Tests`),
      filter.startsWith("class ") ? ["--filter-class", filter.slice(6)] : ["--filter-method", filter], scratch];
  return new Promise((resolve) => {
    const env = { ...process.env };
    delete env[VARIABLE];
    const child = spawn(file, args, { cwd, env: off ? { ...env, [VARIABLE]: off } : env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    let hung = false;
    child.stdout.on("data", (data) => (said += data));
    child.stderr.on("data", (data) => (said += data));
    const limit = setTimeout(() => { hung = true; process.kill(-child.pid, "SIGKILL"); }, LIMIT_MS);
    child.on("close", () => {
      clearTimeout(limit);
      const plain = said.replaceAll(/\x1b\[[0-9;]*m/g, "");
      const failed = isPanel
        ? [...plain.matchAll(/^ *(?:FAIL|×) +(.*)$/gm)].map((m) => m[1].trim())
        : [...plain.matchAll(/^failed ([\w.]+)/gm)].map((m) => m[1].split(".").slice(-2).join("."));
      const ran = isPanel ? /Tests +.*\d+ (passed|failed)/.test(plain) : Number(/^ *total: *(\d+)/m.exec(plain)?.[1] ?? 0) > Number(/^ *skipped: *(\d+)/m.exec(plain)?.[1] ?? 0);
      resolve(hung ? ["(hung)"] : ran ? [...new Set(failed)] : null);
    });
  });
}

if (!isBuilt) prepare();
for (const project of isBuilt ? [] : projects) {
  console.log(`building HeyGem.${project}.Tests with ${guards.length} switches`);
  run("dotnet", ["build", `tests/HeyGem.${project}.Tests`, "-c", "Release", "-v", "q", "-nologo", "-clp:NoSummary",
    "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false"], { stdio: ["ignore", "ignore", "inherit"] });
}

const green = new Map();
let bad = 0;
for (const guard of chosen) {
  const key = `${guard.project} ${guard.tests}`;
  if (!green.has(key)) green.set(key, await tests(guard, null));
  const [before, after] = [green.get(key), await tests(guard, guard.name)];
  const fine = before?.length === 0 && after?.length > 0;
  bad += fine ? 0 : 1;
  const why = before === null ? "NO TEST RAN" : before.length > 0 ? `red without it: ${before.join(", ")}` : after?.length ? after.join(", ") : "NO TEST GOES RED";
  console.log(`${fine ? "ok  " : "OPEN"} | ${guard.name} | ${why}`);
}
console.log(`${chosen.length - bad} of ${chosen.length} guards are held by a test`);
process.exit(bad === 0 ? 0 : 1);
