using System.Globalization;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Testing;

// Writes what the browser tests render: a clip of the drawn performer and a made voice. Arguments: CLIP FRAMES VOICE SECONDS.
var (clip, frames) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
var (voice, seconds) = (args[2], double.Parse(args[3], CultureInfo.InvariantCulture));
var ffmpeg = await FfmpegLocator.LocateAsync(CancellationToken.None);
await PerformerClip.WriteAsync(ffmpeg, PerformerClip.Talker(480, 480), frames, clip, CancellationToken.None);
MadeVoice.Write(voice, MadeVoice.Samples(seconds));
