using System.Globalization;
using System.Text;

namespace HeyGem.Core.Captions;

/// <summary>Writes captions as SubRip, UTF-8 without a mark and with CRLF, which every editor reads.</summary>
public static class SrtWriter
{
    /// <summary>Writes; the stream stays open. A speaker goes before the text as <c>Anna: </c>.</summary>
    public static void Write(IEnumerable<Cue> cues, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(cues);
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
        {
            NewLine = "\r\n",
        };
        var number = 0;
        foreach (var cue in cues)
        {
            number++;
            writer.WriteLine(number.ToString(CultureInfo.InvariantCulture));
            writer.WriteLine($"{CaptionTime.Write(cue.Start)} --> {CaptionTime.Write(cue.End)}");
            writer.WriteLine(cue.Speaker is { } speaker ? $"{speaker}: {cue.Text}" : cue.Text);
            writer.WriteLine();
        }
    }
}
