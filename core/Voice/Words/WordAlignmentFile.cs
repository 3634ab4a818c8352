namespace HeyGem.Core.Voice.Words;

/// <summary>A <see cref="WordAlignment"/> as the cache keeps it.</summary>
internal static class WordAlignmentFile
{
    private const int Mark = 0x32574C48; // "HLW2"

    /// <summary>Writes one; the stream stays open.</summary>
    public static void Save(WordAlignment alignment, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write(alignment.Words.Count);
        foreach (var word in alignment.Words)
        {
            writer.Write(word.Text);
            writer.Write(word.Start);
            writer.Write(word.End);
            writer.Write((byte)word.Fit);
            writer.Write(word.StartSure);
            writer.Write(word.EndSure);
            writer.Write(word.Sounds.Count);
            foreach (var sound in word.Sounds)
            {
                writer.Write(sound.Class);
                writer.Write(sound.Start);
                writer.Write(sound.End);
            }
        }

        writer.Write(alignment.Extra.Count);
        foreach (var (start, end) in alignment.Extra)
        {
            writer.Write(start);
            writer.Write(end);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, or null when the stream holds something else.</summary>
    public static WordAlignment? TryLoad(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        try
        {
            if (reader.ReadInt32() != Mark)
            {
                return null;
            }

            List<AlignedWord> words = [];
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                words.Add(Word(reader));
            }

            List<(double Start, double End)> extra = [];
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                extra.Add((reader.ReadDouble(), reader.ReadDouble()));
            }

            return new WordAlignment(words, extra);
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static AlignedWord Word(BinaryReader reader)
    {
        var word = new AlignedWord(reader.ReadString(), reader.ReadDouble(), reader.ReadDouble(), (WordFit)reader.ReadByte())
        {
            StartSure = reader.ReadBoolean(),
            EndSure = reader.ReadBoolean(),
        };
        List<AlignedSound> sounds = [];
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            sounds.Add(new AlignedSound(reader.ReadByte(), reader.ReadDouble(), reader.ReadDouble()));
        }

        return word with { Sounds = sounds };
    }
}
