using HeyGem.Bridge.Errors;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Http.Media;

/// <summary>
/// A media file held open while it is rendered. A path was allowed when the job came; the render may come hours later. So the file is
/// opened, and where the handle really leads must be the path that was allowed; after the render it must still be the same file,
/// unchanged. A link slipped in, a file swapped or still being copied ends the clip with a code, and nothing of it is published.
/// </summary>
internal sealed class VerifiedInput : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly (long Length, DateTime Written) _first;

    private VerifiedInput(string path)
    {
        _path = path;
        _file = OpenFile(path);
        _first = Now();
    }

    /// <summary>The path that was proved to lead to the file.</summary>
    public string Path => _path;

    /// <summary>The open file, to be read in place of its path; disposed with this.</summary>
    public FileStream File => _file;

    /// <summary>The same render, with every file that it reads held.</summary>
    public static RenderItem Guard(RenderItem render) => async (spec, progress, cancellationToken) =>
    {
        var held = new List<VerifiedInput>();
        try
        {
            held.AddRange(spec.SourcePaths().Select(Open));
            var result = await render(spec, progress, cancellationToken);
            held.ForEach(file => file.ThrowIfChanged(null));
            return result;
        }
        catch (HeyGemException e) when (e.Code != ErrorCode.InputChanged)
        {
            // What the decoder stumbled over is only the consequence of a file that changed under it.
            held.ForEach(file => file.ThrowIfChanged(e));
            throw;
        }
        finally
        {
            held.ForEach(file => file.Dispose());
        }
    };

    /// <summary>Opens a file that was allowed before, and proves that it is still reached without any link.</summary>
    /// <param name="path">A real path, as the check at submission gave it.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.InputChanged"/>, <see cref="ErrorCode.InputNotFound"/>,
    /// <see cref="ErrorCode.InputUnreadable"/>, <see cref="ErrorCode.InputNotRegularFile"/>.</exception>
    public static VerifiedInput Open(string path)
    {
        var held = new VerifiedInput(path);
        if (IsAt(held._file, path))
        {
            return held;
        }

        held.Dispose();
        throw new HeyGemException(ErrorCode.InputChanged, $"{NameOf(path)} was replaced by a link after the job was sent.")
        {
            Hint =
            "Send the clip again by the path of the file itself."
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new HeyGemException(ErrorCode.InputNotRegularFile, $"{NameOf(path)} is a folder now.");
        }

        try
        {
            return RegularFile.Open(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HeyGemException(ErrorCode.InputNotFound, $"{NameOf(path)} is no longer where it was.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.InputUnreadable, $"{NameOf(path)} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Linux tells where an open file lies now, deleted or moved included; elsewhere the path is walked again.</summary>
    private static bool IsAt(FileStream file, string path) => OperatingSystem.IsLinux()
        ? new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget == path
        : RealPath.Resolve(path) == path;

    /// <summary>Proves that the path still leads to the file that was opened, and that nobody has written to it.</summary>
    /// <param name="cause">What the reader of the file stumbled over, or null.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.InputChanged"/>.</exception>
    public void ThrowIfChanged(Exception? cause)
    {
        if (Now() != _first || !IsAt(_file, _path))
        {
            throw new HeyGemException(
                ErrorCode.InputChanged, $"{NameOf(_path)} was changed, replaced or disconnected while it was read.", cause);
        }
    }

    private (long Length, DateTime Written) Now()
    {
        try
        {
            return (RandomAccess.GetLength(_file.SafeFileHandle), System.IO.File.GetLastWriteTimeUtc(_file.SafeFileHandle));
        }
        catch (IOException)
        {
            return (-1, default);
        }
    }

    private static string NameOf(string path) => DisplayText.Text(System.IO.Path.GetFileName(path), 200);
}
