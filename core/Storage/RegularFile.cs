using System.Runtime.InteropServices;
using HeyGem.Core.Errors;
using Microsoft.Win32.SafeHandles;

namespace HeyGem.Core.Storage;

/// <summary>Opens files that may turn out to be pipes or devices, without waiting for whoever may write to them.</summary>
public static partial class RegularFile
{
    private const int NoEntry = 2;
    private const int NotDirectory = 20;
    private const int AccessDenied = 13;

    // O_RDONLY | O_NONBLOCK | O_CLOEXEC; an ordinary open of a named pipe waits for a writer for ever.
    private static readonly int OpenFlags = OperatingSystem.IsMacOS() ? 0x4 | 0x1000000 : 0x800 | 0x80000;

    /// <summary>Opens for reading; others may go on to write, rename and delete the file.</summary>
    /// <param name="path">Path of the file, not of a folder.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.InputNotRegularFile"/>: a pipe or a device.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FileStream Open(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        }

#pragma warning disable CA2000 // The stream below owns the handle; the refusals before it dispose it.
        var handle = open(path, OpenFlags, 0);
#pragma warning restore CA2000
        if (handle.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            handle.Dispose();
            throw error switch
            {
                NoEntry or NotDirectory => new FileNotFoundException("No such file.", path),
                AccessDenied => new UnauthorizedAccessException("Permission denied."),
                _ => new IOException(Marshal.GetPInvokeErrorMessage(error)),
            };
        }

        var stream = new FileStream(handle, FileAccess.Read, 1);
        if (!stream.CanSeek || path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            stream.Dispose();
            throw new HeyGemException(ErrorCode.InputNotRegularFile, $"{MediaName.Of(path)} is a pipe or a device.");
        }

        return stream;
    }

    /// <summary>The whole of a small file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="mostBytes">How large it may be.</param>
    /// <param name="tooLarge">What is thrown of a larger one; gets its bytes.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.InputNotRegularFile"/>, <see cref="ErrorCode.InputNotFound"/>,
    /// <see cref="ErrorCode.InputUnreadable"/>.</exception>
    internal static byte[] ReadAll(string path, long mostBytes, Func<long, HeyGemException> tooLarge)
    {
        if (Directory.Exists(path))
        {
            throw new HeyGemException(ErrorCode.InputNotRegularFile, $"{MediaName.Of(path)} is a folder.");
        }

        try
        {
            using var stream = Open(path);
            if (stream.Length > mostBytes)
            {
                throw tooLarge(stream.Length);
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HeyGemException(ErrorCode.InputNotFound, $"{MediaName.Of(path)} does not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.InputUnreadable, $"{MediaName.Of(path)} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Bytes in a file; of a symbolic link, in what it points to.</summary>
    public static long Length(string path)
    {
        using var stream = Open(path);
        return stream.Length;
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags, int mode);
}
