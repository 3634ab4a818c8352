using System.Text;
using HeyGem.Core.Errors;
using HeyGem.Core.Timelines.Files;

namespace HeyGem.Core.Tests.Timelines;

/// <summary>Files that do not come from an editor.</summary>
public sealed class TimelineLimitTests(TimelineFixture fixture) : IClassFixture<TimelineFixture>
{
    private const string Bomb = """
        <?xml version="1.0"?>
        <!DOCTYPE xmeml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <xmeml version="4"><sequence><name>&b;</name></sequence></xmeml>
        """;

    public static TheoryData<string, ErrorCode> Refused() => new()
    {
        { Bomb, ErrorCode.TimelineRefused },
        { "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xmeml>&e;</xmeml>", ErrorCode.TimelineRefused },
        { "<!DOCTYPE x [<!ENTITY % e SYSTEM \"http://192.0.2.1/x.dtd\">%e;]><xmeml/>", ErrorCode.TimelineRefused },
        { string.Concat(Enumerable.Repeat("<a>", 5000)), ErrorCode.TimelineRefused },
        { $"<xmeml>{string.Concat(Enumerable.Repeat("<a>", 300))}", ErrorCode.TimelineRefused },
        { "", ErrorCode.TimelineUnreadable },
        { "\0\0\0", ErrorCode.TimelineUnreadable },
        { "<svg/>", ErrorCode.TimelineUnreadable },
        { "<xmeml version=\"4\"/>", ErrorCode.TimelineUnreadable },
        { "<xmeml><sequence><media/></sequence></xmeml>", ErrorCode.TimelineUnreadable },
        { "<xmeml><sequence><rate><timebase>0</timebase></rate><media/></sequence></xmeml>", ErrorCode.TimelineUnreadable },
        { "<xmeml><sequence>", ErrorCode.TimelineUnreadable },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_file_that_no_editor_wrote_is_refused_with_a_code(string text, ErrorCode code)
    {
        var refusal = Assert.Throws<HeyGemException>(() => fixture.Parse(text));

        Assert.Equal(code, refusal.Code);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_type_that_lies_elsewhere_is_not_looked_for_and_stays()
    {
        const string Text = "<!DOCTYPE xmeml SYSTEM \"http://192.0.2.1/xmeml.dtd\">" +
            "<xmeml version=\"4\"><sequence><rate><timebase>25</timebase></rate><media></media></sequence></xmeml>";

        Assert.Equal(Text, Encoding.UTF8.GetString(TimelineFixture.Written(fixture.Parse(Text))));
    }

    [Fact]
    public void A_file_of_100_MB_is_not_read()
    {
        var path = Path.Combine(fixture.Media, "large.xml");
        using (var stream = File.Create(path))
        {
            stream.SetLength(100 << 20);
        }

        Assert.Equal(ErrorCode.TimelineTooLarge, Assert.Throws<HeyGemException>(() => TimelineFiles.Open(path, [])).Code);
        Assert.Equal(ErrorCode.InputNotFound, Assert.Throws<HeyGemException>(() => TimelineFiles.Open(path + "x", [])).Code);
        Assert.Equal(ErrorCode.InputNotRegularFile, Assert.Throws<HeyGemException>(() => TimelineFiles.Open(fixture.Media, [])).Code);
    }

    [Fact]
    public void Damaged_files_end_in_a_code_or_are_read() => Damage(150);

    [Fact(Explicit = true)]
    public void A_thousand_damaged_files_end_in_a_code_or_are_read() => Damage(1000);

    /// <summary>Changes files at random places, the same at every run: what is still a timeline takes its renders, all else has a
    /// code.</summary>
    private void Damage(int count)
    {
        var random = new Random(21);
        var names = TimelineFixture.Names().Select(n => n.Data).ToList();
        string[] numbers = ["-1", "-99999999999", "9223372036854775807", "99999999999999999999", "", "x", "0", "1e9", "7000000"];
        var (read, refused) = (0, 0);
        for (var turn = 0; turn < count; turn++)
        {
            var text = Encoding.UTF8.GetString(TimelineFixture.Bytes(names[turn % names.Count]));
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Length);
                var digits = text.IndexOfAny([.. "0123456789"], at);
                text = random.Next(6) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 200), text.Length - at)),
                    1 => text.Insert(at, text.Substring(random.Next(at), random.Next(Math.Min(200, text.Length - at)) / 2)),
                    _ when digits >= 0 => Replace(text, digits, numbers[random.Next(numbers.Length)]),
                    _ => text,
                };
            }

            try
            {
                var file = fixture.Parse(text);
                foreach (var clip in TimelineFixture.Select(file, handles: 7).Clips)
                {
                    file.Add(fixture.Render(clip));
                }

                _ = TimelineFixture.Written(file);
                read++;
            }
            catch (HeyGemException e) when (e.Code.WireName().StartsWith("timeline.", StringComparison.Ordinal))
            {
                refused++;
            }
        }

        Assert.True(read > count / 5 && refused > count / 10, $"{read} read, {refused} refused");
    }

    private static string Replace(string text, int from, string number)
    {
        var to = from;
        while (to < text.Length && char.IsAsciiDigit(text[to]))
        {
            to++;
        }

        return text[..from] + number + text[to..];
    }
}
