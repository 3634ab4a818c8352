using System.Globalization;
using System.Security.Cryptography;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Segments;

/// <summary>
/// The folder that a render's segments lie in, each a file and a note. A segment counts when its note is on the disk; one whose note, key
/// or hash does not hold is removed and drawn again. For one render at a time.
/// </summary>
internal sealed class SegmentFolder : IDisposable
{
    private const string NoteEnding = ".note";
    private const string LockName = "lock";
    private const string BegunName = "begun";

    private readonly string _folder;
    private readonly string _key;
    private readonly IReadOnlyList<FrameRange> _plan;
    private readonly FileStream _lock;
    private readonly bool _stays;
    private readonly SegmentNote?[] _notes;

    private SegmentFolder(string folder, FileStream held, bool stays, string key, IReadOnlyList<FrameRange> plan)
    {
        _folder = folder;
        _lock = held;
        _stays = stays;
        _key = key;
        _plan = plan;
        _notes = new SegmentNote?[plan.Count];
    }

    /// <summary>The segments that are done, by their place in the plan; null where one is not.</summary>
    public IReadOnlyList<SegmentNote?> Notes => _notes;

    /// <summary>How many were kept from before.</summary>
    public int Reused { get; private set; }

    /// <summary>The first segment that is not done, or -1.</summary>
    public int FirstMissing => Array.IndexOf(_notes, null);

    /// <summary>Takes a folder, making it where there is none, and keeps what holds of what lies in it.</summary>
    /// <param name="place">The folder, and whether it stays when this is disposed of: its owner then removes it.</param>
    /// <param name="key">What the segments are drawn from.</param>
    /// <param name="plan">The segments.</param>
    /// <param name="cancellationToken">Stops the hashing.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>, <see cref="ErrorCode.DiskFull"/>.</exception>
    public static async Task<SegmentFolder> OpenAsync(
        (string Path, bool Stays) place, string key, IReadOnlyList<FrameRange> plan, CancellationToken cancellationToken)
    {
        var (path, held) = Guard(place.Path, () => Take(Path.GetFullPath(place.Path)));
        var folder = new SegmentFolder(path, held, place.Stays, key, plan);
        try
        {
            for (var i = 0; i < plan.Count; i++)
            {
                folder._notes[i] = await folder.TryReadAsync(i, cancellationToken);
            }

            Guard(path, folder.RemoveRest);
            folder.Reused = folder._notes.Count(note => note is not null);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Whether a folder holds a segment that is done.</summary>
    public static bool HasAny(string folder)
    {
        try
        {
            return Count(folder) > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Notes how many segments a folder holds, so that <see cref="HasGrown"/> can tell what an attempt achieved.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Begin(string folder)
    {
        if (Directory.Exists(folder))
        {
            DurableFile.Write(
                Path.Combine(folder, BegunName), System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($"{Count(folder)}")));
        }
    }

    /// <summary>Whether a folder holds more segments than at the last <see cref="Begin"/>.</summary>
    public static bool HasGrown(string folder)
    {
        try
        {
            var begun = Path.Combine(folder, BegunName);
            var before = File.Exists(begun) && int.TryParse(File.ReadAllText(begun), CultureInfo.InvariantCulture, out var n) ? n : 0;
            return Count(folder) > before;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Where a segment's file is written.</summary>
    public string PathOf(int index, string extension) => PathOf(Name(index) + extension);

    /// <summary>Where a file lies that is no segment, and goes when the folder is opened anew.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Makes a segment count; it survives a power cut from here on.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>, <see cref="ErrorCode.DiskFull"/>.</exception>
    public void Add(int index, SegmentNote note)
    {
        // By its name alone: a folder that was moved, or is seen through another path, still holds.
        var kept = note with { Key = _key, File = note.File with { Path = Path.GetFileName(note.File.Path) } };
        Guard(_folder, () =>
        {
            DurableFile.Write(Path.Combine(_folder, Name(index) + NoteEnding), kept.ToBytes());
            return true;
        });
        _notes[index] = InPlace(kept);
    }

    /// <summary>Removes a segment that is done, note and file.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>.</exception>
    public void Remove(int index)
    {
        var note = _notes[index] ?? throw new ArgumentOutOfRangeException(nameof(index));
        _notes[index] = null;
        Guard(_folder, () =>
        {
            File.Delete(Path.Combine(_folder, Name(index) + NoteEnding));
            File.Delete(note.File.Path);
            return true;
        });
    }

    /// <summary>Gives the folder back; it is removed unless its owner keeps it.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        if (_stays)
        {
            return;
        }

        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The drive went away or turned read-only; the folder is hidden by its name and takes no result's place.
        }
    }

    private static string Name(int index) => index.ToString("00000", CultureInfo.InvariantCulture);

    private static int Count(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + NoteEnding).Count() : 0;

    /// <summary>The folder with the lock that is held on it; another beside it where another render has it.</summary>
    private static (string Path, FileStream Lock) Take(string folder)
    {
        try
        {
            return (folder, Hold(folder));
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, LockName)))
        {
            var other = $"{folder}-{Guid.NewGuid().ToString("N")[..8]}";
            return (other, Hold(other));
        }
    }

    private static FileStream Hold(string folder)
    {
        Directory.CreateDirectory(folder);
        return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    private async Task<SegmentNote?> TryReadAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var path = Path.Combine(_folder, Name(index) + NoteEnding);
            var note = File.Exists(path) ? SegmentNote.TryRead(await File.ReadAllBytesAsync(path, cancellationToken)) : null;
            return note is not null && note.Key == _key && new FrameRange(note.Start, note.File.Frames) == _plan[index]
                && note.Outcomes.Length == note.File.Frames && note.File.Path == Path.GetFileName(note.File.Path)
                && await HoldsAsync(InPlace(note), cancellationToken)
                ? InPlace(note) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private SegmentNote InPlace(SegmentNote note) => note with { File = note.File with { Path = Path.Combine(_folder, note.File.Path) } };

    private static async Task<bool> HoldsAsync(SegmentNote note, CancellationToken cancellationToken)
    {
        var file = new FileInfo(note.File.Path);
        if (!file.Exists || file.Length != note.File.Bytes)
        {
            return false;
        }

        await using var stream = new FileStream(
            file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) == note.File.Sha256;
    }

    /// <summary>Removes every file that belongs to no segment that is kept.</summary>
    private bool RemoveRest()
    {
        var kept = _notes.SelectMany((note, i) => note is null ? [] : new[] { note.File.Path, Path.Combine(_folder, Name(i) + NoteEnding) })
            .Append(Path.Combine(_folder, LockName)).Append(Path.Combine(_folder, BegunName)).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(
            _folder, "*", new EnumerationOptions { AttributesToSkip = 0 }).Where(f => !kept.Contains(f)))
        {
            File.Delete(file);
        }

        return true;
    }

    private static T Guard<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFaults.Of(e) == DiskFault.Full
                ? new HeyGemException(ErrorCode.DiskFull, $"There is no room in '{folder}'.", e)
                : new HeyGemException(ErrorCode.OutputNotWritable, $"'{folder}' cannot be written: {e.Message}", e);
        }
    }
}
