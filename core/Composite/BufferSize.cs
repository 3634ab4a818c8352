namespace HeyGem.Core.Composite;

/// <summary>How large a buffer is made.</summary>
internal static class BufferSize
{
    /// <summary>
    /// What is needed; when a buffer turned out too small, an eighth more, because a face that slowly comes nearer needs a little more with
    /// every frame and must not get new buffers each time.
    /// </summary>
    /// <param name="count">Elements needed now.</param>
    /// <param name="had">Elements that were too few; 0 for the first time.</param>
    public static int Grow(int count, int had) => had == 0 ? count : count + (count >> 3);
}
