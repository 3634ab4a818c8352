using System.ComponentModel;
using System.Text;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Speech;

/// <summary>Finds and runs the programs that speak.</summary>
internal static class SpeechProgram
{
    private const int MostBytes = 256 << 20;

    private static readonly TimeSpan _stallLimit = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The program in the first absolute folder of <c>PATH</c> or of the given places that holds it, or null. The current folder is never
    /// searched, so that a program beside a clip is never run.
    /// </summary>
    /// <param name="name">The program without its ending.</param>
    /// <param name="places">Where installers put it besides.</param>
    public static string? Find(string name, params IEnumerable<string> places)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Concat(OperatingSystem.IsWindows() ? [] : ["/usr/local/bin", "/usr/bin", "/opt/homebrew/bin", "/opt/local/bin", "/snap/bin"])
            .Concat(places)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Absolute path.</param>
    /// <param name="arguments">Its arguments, one entry each.</param>
    /// <param name="input">What it reads from us in UTF-8, or null for nothing.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>Its standard output.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.SpeechMissing"/>, <see cref="ErrorCode.SpeechFailed"/>.</exception>
    public static async Task<byte[]> RunAsync(
        string program, IReadOnlyList<string> arguments, string? input, CancellationToken cancellationToken)
    {
        var child = Start(new ChildProcessSpec(program, arguments) { WritesInput = input is not null, OutputPipeBytes = 1 << 16 });
        await using (child.ConfigureAwait(false))
        {
            using var watch = new StallWatch(child.Kill, _stallLimit, TimeProvider.System);
            using var registration = cancellationToken.Register(child.Kill);
            var writing = WriteAsync(child, input);
            var output = await ReadAsync(child, watch, program, cancellationToken).ConfigureAwait(false);
            await writing.ConfigureAwait(false);
            watch.Wait();
            var exit = await child.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            watch.Progress();
            cancellationToken.ThrowIfCancellationRequested();
            return watch.Fired ? throw Failed(program, $"was silent for {watch.Limit.TotalSeconds:0} seconds and was stopped")
                : exit == 0 ? output
                : throw Failed(program, $"ended with code {exit}: {Tail(child)}");
        }
    }

    private static ChildProcess Start(ChildProcessSpec spec)
    {
        try
        {
            return ChildProcess.Start(spec);
        }
        catch (Win32Exception e)
        {
            throw new HeyGemException(
                ErrorCode.SpeechMissing, $"{spec.FileName} could not be started: {(e.InnerException ?? e).Message}.", e);
        }
    }

    private static async Task WriteAsync(ChildProcess child, string? input)
    {
        if (input is null)
        {
            return;
        }

        try
        {
            await child.WriteAsync(Encoding.UTF8.GetBytes(input), CancellationToken.None).ConfigureAwait(false);
            await child.EndInputAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code tells why.
        }
    }

    private static async Task<byte[]> ReadAsync(ChildProcess child, StallWatch watch, string program, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (true)
        {
            watch.Wait();
            var read = await child.StandardOutput.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false);
            watch.Progress();
            cancellationToken.ThrowIfCancellationRequested();
            if (read == 0)
            {
                return output.ToArray();
            }

            output.Write(buffer, 0, read);
            if (output.Length > MostBytes)
            {
                throw Failed(program, $"gave more than {MostBytes >> 20} MB for one text");
            }
        }
    }

    private static string Tail(ChildProcess child) => child.ErrorTail is { Count: > 0 } lines
        ? string.Join(" | ", lines.TakeLast(3)) : "it said nothing";

    private static HeyGemException Failed(string program, string how) =>
        new(ErrorCode.SpeechFailed, $"{Path.GetFileNameWithoutExtension(program)} {how}.");
}
