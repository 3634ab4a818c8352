namespace HeyGem.Bridge.Http.Carried;

/// <summary>An answer in memory that may not pass a size: results and event streams are not for messages and files.</summary>
/// <param name="most">Bytes that it takes.</param>
/// <param name="passed">Called when more come, before they are refused.</param>
internal sealed class BoundedBody(int most, Action passed) : MemoryStream
{
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Length + count > most)
        {
            passed();
            throw new IOException("The answer is too large for this way.");
        }

        base.Write(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }
}
