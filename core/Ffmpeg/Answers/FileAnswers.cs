namespace HeyGem.Core.Ffmpeg.Answers;

/// <summary>What is known of one file while it is asked about; for one caller. Disposing lets the next one ask.</summary>
internal sealed class FileAnswers : IDisposable
{
    /// <summary>Lines of one file that are kept: 16 MB of a list of packets, four hours of a clip.</summary>
    private const int MostLines = 400_000;

    private readonly FileState? _state;
    private readonly Dictionary<string, Answer> _answers;
    private int _asked;

    /// <summary>Begins with what was kept.</summary>
    public FileAnswers(string path, string? contentKey, FileState? state, IReadOnlyDictionary<string, Answer> kept)
    {
        (Path, ContentKey, _state) = (path, contentKey, state);
        _answers = new Dictionary<string, Answer>(kept, StringComparer.Ordinal);
    }

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; }

    /// <summary>Names what is inside the file, as <see cref="Storage.ContentKey"/> does; null where nobody asked.</summary>
    public string? ContentKey { get; private set; }

    /// <summary>Takes all answers, where something was asked.</summary>
    public Action<IReadOnlyDictionary<string, Answer>>? Store { get; init; }

    /// <summary>Called at the end.</summary>
    public Action? Done { get; init; }

    /// <summary>A file of which nothing is known and nothing is kept.</summary>
    public static FileAnswers Unknown(string path) => new(path, null, null, new Dictionary<string, Answer>());

    /// <summary>What a program said of the file before, or null.</summary>
    public Answer? Find(string program, IReadOnlyList<string> arguments) =>
        ContentKey is null ? null : _answers.GetValueOrDefault(QuestionOf(program, arguments));

    /// <summary>Takes what a program says now.</summary>
    public void Add(string program, IReadOnlyList<string> arguments, Answer answer)
    {
        if (ContentKey is not null)
        {
            _answers[QuestionOf(program, arguments)] = answer;
            _asked++;
        }
    }

    /// <summary>Ends the asking. A file that was written to meanwhile has no name any more, and nothing of it is kept.</summary>
    /// <param name="isKept">Whether what was said is kept.</param>
    public void End(bool isKept)
    {
        if (_asked > 0 && !IsUnchanged())
        {
            ContentKey = null;
        }
        else if (_asked > 0 && isKept && _answers.Values.Sum(answer => answer.Lines.Count) <= MostLines)
        {
            Store!(_answers);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Done?.Invoke();

    private bool IsUnchanged()
    {
        try
        {
            return FileState.Of(Path) == _state;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The program and its arguments without where the file lies: it may be moved.</summary>
    private string QuestionOf(string program, IReadOnlyList<string> arguments) => Storage.ContentKey.Of(
        [System.IO.Path.GetFileName(program), .. arguments.Select(argument => argument == "file:" + Path ? "file:" : argument)]);
}
