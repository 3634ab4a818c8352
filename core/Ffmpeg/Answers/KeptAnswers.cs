using System.Collections.Concurrent;
using System.Text;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Ffmpeg.Answers;

/// <summary>
/// What ffprobe said of whole files, in memory and in the cache: to start it costs more than to read a short clip. An entry holds for what
/// is inside a file, the ending of its name, by which containers are told apart, and one build of ffprobe. Losing one costs a question,
/// never a result. Thread-safe.
/// </summary>
/// <param name="cache">Where they are kept.</param>
/// <param name="build">Names the build of ffprobe.</param>
internal sealed class KeptAnswers(AnalysisCache cache, string build)
{
    private const string Kind = "probe", Form = "probe-1";

    /// <summary>Files that are remembered in memory, and how many lines of one: a minute of a clip, about 100 bytes a line.</summary>
    private const int MostFiles = 32, MostLines = 2000;

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, Answer>> _memory = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _asking = new(StringComparer.Ordinal);

    /// <summary>What is known of a file; whoever asks about the same at the same time waits until that is disposed.</summary>
    /// <param name="path">Absolute path of a file.</param>
    /// <param name="cancellationToken">Stops the hashing and the waiting.</param>
    public async Task<FileAnswers> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var state = FileState.Of(path);
            var content = await ContentKey.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
            var key = ContentKey.Of(Form, build, content, Path.GetExtension(path).ToUpperInvariant());
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            while (_asking.GetOrAdd(key, done.Task) is var asking && asking != done.Task)
            {
                await asking.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            try
            {
                return new FileAnswers(path, content, state, _memory.GetValueOrDefault(key) ?? Load(key))
                {
                    Store = answers => Store(key, answers),
                    Done = () => LetNextAsk(key, done),
                };
            }
            catch
            {
                LetNextAsk(key, done);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it next says so in their own words.
            return FileAnswers.Unknown(path);
        }
    }

    private void LetNextAsk(string key, TaskCompletionSource done)
    {
        _asking.TryRemove(key, out _);
        done.SetResult();
    }

    private Dictionary<string, Answer> Load(string key)
    {
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        using var stream = cache.TryOpen(key, Kind);
        if (stream is null)
        {
            return answers;
        }

        try
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                answers[reader.ReadString()] = new Answer(Lines(reader), Lines(reader));
            }

            Remember(key, answers);
            return answers;
        }
        catch (Exception e) when (e is IOException or FormatException or OverflowException)
        {
            return new Dictionary<string, Answer>(StringComparer.Ordinal);
        }
    }

    private void Store(string key, IReadOnlyDictionary<string, Answer> answers)
    {
        Remember(key, answers);
        cache.TryStore(key, Kind, stream =>
        {
            using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
            writer.Write(answers.Count);
            foreach (var (question, answer) in answers)
            {
                writer.Write(question);
                Write(writer, answer.Lines);
                Write(writer, answer.ErrorTail);
            }
        });
    }

    private void Remember(string key, IReadOnlyDictionary<string, Answer> answers)
    {
        if (answers.Values.Sum(answer => answer.Lines.Count) <= MostLines)
        {
            if (_memory.Count >= MostFiles)
            {
                _memory.Clear();
            }

            _memory[key] = answers;
        }
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<string> lines)
    {
        writer.Write(lines.Count);
        foreach (var line in lines)
        {
            writer.Write(line);
        }
    }

    private static string[] Lines(BinaryReader reader)
    {
        var lines = new string[reader.ReadInt32()];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = reader.ReadString();
        }

        return lines;
    }
}
