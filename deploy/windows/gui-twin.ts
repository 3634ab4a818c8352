import { readFileSync, writeFileSync } from "node:fs";

// gui-twin.ts FROM TO: copies a Windows program as one that opens no console window.
const [from = "", to = ""] = process.argv.slice(2);
const program = readFileSync(from);
const head = program.readUInt32LE(0x3c);
const subsystem = head + 4 + 20 + 68;
if (program.toString("latin1", head, head + 4) !== "PE\0\0" || program.readUInt16LE(subsystem) !== 3) throw new Error(`${from} is not a Windows console program`);
program.writeUInt16LE(2, subsystem);
writeFileSync(to, program);
