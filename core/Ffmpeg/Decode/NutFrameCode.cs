namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>What a NUT frame's header holds beside its code.</summary>
[Flags]
internal enum NutFlags
{
    None = 0,
    CodedPts = 1 << 3,
    StreamId = 1 << 4,
    SizeHigh = 1 << 5,
    CheckSum = 1 << 6,
    Reserved = 1 << 7,
    HeaderIndex = 1 << 10,
    MatchTime = 1 << 11,
    Coded = 1 << 12,
    Invalid = 1 << 13,
}

/// <summary>One of the 256 frame codes that a NUT stream's main header defines.</summary>
/// <param name="Flags">What follows the code.</param>
/// <param name="PtsDelta">Time since the frame before, where none is coded.</param>
/// <param name="Stream">The frame's stream, where none is coded.</param>
/// <param name="SizeStep">Bytes of one unit of the coded part of the size.</param>
/// <param name="SizeLow">The rest of the size, bytes.</param>
/// <param name="Reserved">Numbers to pass over.</param>
/// <param name="Header">Which common first bytes are left out, 0 for none.</param>
internal readonly record struct NutFrameCode(
    NutFlags Flags, long PtsDelta, long Stream, long SizeStep, long SizeLow, long Reserved, long Header)
{
    /// <summary>Reads the table.</summary>
    /// <exception cref="InvalidDataException">The table has not 256 entries.</exception>
    public static NutFrameCode[] Table(NutFields fields)
    {
        var table = new NutFrameCode[256];
        var (delta, step, stream, header) = (0L, 1L, 0L, 0L);
        for (var i = 0; i < table.Length;)
        {
            var flags = (NutFlags)fields.Variable();
            var count = fields.Variable();
            delta = count > 0 ? fields.Signed() : delta;
            step = count > 1 ? fields.Variable() : step;
            stream = count > 2 ? fields.Variable() : stream;
            var low = count > 3 ? fields.Variable() : 0;
            var reserved = count > 4 ? fields.Variable() : 0;
            var entries = count > 5 ? fields.Variable() : step - low;
            if (count > 6)
            {
                fields.Signed();
            }

            header = count > 7 ? fields.Variable() : header;
            for (var more = 8L; more < count; more++)
            {
                fields.Variable();
            }

            if (entries < 1)
            {
                throw new InvalidDataException("A NUT stream's table of frame codes does not go on.");
            }

            // The code of the letter that start codes begin with is left out.
            for (var j = 0L; j < entries && i < table.Length; i++)
            {
                table[i] = i == 'N'
                    ? new NutFrameCode(NutFlags.Invalid, 0, 0, 0, 0, 0, 0)
                    : new NutFrameCode(flags, delta, stream, step, low + j++, reserved, header);
            }
        }

        return table;
    }
}
