import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TOOL = `${ROOT}artifacts/bin/HeyGem.TestClips/release/HeyGem.TestClips.dll`;
const SHARED = `${ROOT}../shared/media`;

export interface TestMedia {
  readonly folder: string;
  /** A clip of the drawn performer, 25 frames a second, `frames` frames; its name is long and in two scripts. */
  readonly clip: string;
  readonly frames: number;
  readonly voice: string;
  /** The first second of the voice: half as long as the clip. */
  readonly shortVoice: string;
  /** Bytes that are no film. */
  readonly corrupt: string;
  /** A recorded person and a recorded voice, where they lie beside the repository. */
  readonly real: { readonly clip: string; readonly voice: string } | null;
}

/** The performer and a made voice, so that a face can be rendered on any machine; short, so that a whole flow takes seconds. */
export async function makeMedia(folder: string): Promise<TestMedia> {
  await mkdir(folder, { recursive: true });
  const clip = `${folder}/interview 采访.mp4`;
  const voice = `${folder}/voice.wav`;
  const corrupt = `${folder}/corrupt.mp4`;
  const frames = 50;
  if (!existsSync(TOOL)) await run("dotnet", ["build", `${ROOT}tests/HeyGem.TestClips/HeyGem.TestClips.csproj`, "-c", "Release", "-v", "quiet", "-nologo"]);
  await run("dotnet", [TOOL, clip, String(frames), voice, "4"]);
  await writeFile(corrupt, "this is not a film".repeat(500));
  const shortVoice = `${folder}/short voice.wav`;
  await run("ffmpeg", ["-v", "error", "-y", "-i", voice, "-t", "1", shortVoice]);
  return { folder, clip, frames, voice, shortVoice, corrupt, real: await cutReal(folder) };
}

async function cutReal(folder: string): Promise<TestMedia["real"]> {
  if (!existsSync(`${SHARED}/talk-bust-700x700-30.mp4`)) return null;
  const real = { clip: `${folder}/real.mp4`, voice: `${folder}/real.wav` };
  const quiet = ["-v", "error", "-y"];
  await run("ffmpeg", [...quiet, "-i", `${SHARED}/talk-bust-700x700-30.mp4`, "-vf", "scale=480:480,fps=25", "-frames:v", "50", "-an", "-c:v", "libx264", "-preset", "veryfast", "-crf", "16", real.clip]);
  await run("ffmpeg", [...quiet, "-i", `${SHARED}/speech-en-a-16k.wav`, "-t", "4", real.voice]);
  return real;
}

/** Frames, ticks a frame and sound of a file, counted. */
export async function probe(path: string): Promise<{ frames: string; frame: string; audio: boolean } | null> {
  try {
    const { stdout } = await run("ffprobe", ["-v", "error", "-count_packets", "-show_entries", "stream=codec_type,nb_read_packets,r_frame_rate", "-of", "json", path]);
    const { streams } = JSON.parse(stdout) as { streams: { codec_type: string; nb_read_packets: string; r_frame_rate: string }[] };
    const video = streams.find((one) => one.codec_type === "video");
    if (!video) return null;
    const [num = 1, den = 1] = video.r_frame_rate.split("/").map(Number);
    return { frames: video.nb_read_packets, frame: ((254_016_000_000n * BigInt(den)) / BigInt(num)).toString(), audio: streams.some((one) => one.codec_type === "audio") };
  } catch {
    return null;
  }
}
