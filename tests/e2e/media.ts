import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const SHARED = fileURLToPath(new URL("../../../shared/media", import.meta.url));

/** Whether real clips lie beside the repository. Without them nothing can be rendered here, and the runner says so. */
export function mediaIsThere(): boolean {
  return existsSync(`${SHARED}/talk-bust-700x700-30.mp4`);
}

export interface TestMedia {
  readonly folder: string;
  /** A clip of a face, 25 frames a second, `frames` frames. */
  readonly clip: string;
  readonly frames: number;
  readonly voice: string;
  /** Bytes that are no film. */
  readonly corrupt: string;
}

/** Short pieces of the real clips, cut once, so that a whole flow takes seconds. */
export async function makeMedia(folder: string): Promise<TestMedia> {
  await mkdir(folder, { recursive: true });
  const media = { folder, clip: `${folder}/interview 采访.mp4`, frames: 50, voice: `${folder}/voice.wav`, corrupt: `${folder}/corrupt.mp4` };
  const quiet = ["-v", "error", "-y"];
  await run("ffmpeg", [...quiet, "-i", `${SHARED}/talk-bust-700x700-30.mp4`, "-vf", "scale=480:480,fps=25", "-frames:v", "50", "-an", "-c:v", "libx264", "-preset", "veryfast", "-crf", "16", media.clip]);
  await run("ffmpeg", [...quiet, "-i", `${SHARED}/speech-en-a-16k.wav`, "-t", "4", media.voice]);
  await writeFile(media.corrupt, "this is not a film".repeat(500));
  return media;
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
