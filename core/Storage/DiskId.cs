namespace HeyGem.Core.Storage;

/// <summary>A disk, as it is known again after it was away.</summary>
/// <param name="Mount">Where it is mounted.</param>
/// <param name="Own">What is its own in whichever socket it is: the file system's UUID, a volume's serial number, a share's kind and
/// address; null where the system does not say.</param>
public sealed record DiskId(string Mount, string? Own)
{
    private const char UnitSeparator = '\u001f';

    /// <summary>Reads what <see cref="ToString"/> wrote, or a mount point alone.</summary>
    public static DiskId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(UnitSeparator, 2) is [var mount, var own] ? new DiskId(mount, own) : new DiskId(text, null);
    }

    /// <summary>Whether what is at its mount point now can be it.</summary>
    public bool Is(string? own) => Own is null || own is null || Own == own;

    /// <inheritdoc/>
    public override string ToString() => Own is null ? Mount : $"{Mount}{UnitSeparator}{Own}";
}
