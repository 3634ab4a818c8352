using HeyGem.Core.Captions;

namespace HeyGem.Core.Tests.Captions;

public sealed class CueTextTests
{
    [Theory]
    [InlineData("Anna: Hello.", "Hello.", "Anna")]
    [InlineData("ANNA: Hello.", "Hello.", "ANNA")]
    [InlineData("- Dr. House: Hello.", "Hello.", "Dr. House")]
    [InlineData(">> Speaker 2: Hello.", "Hello.", "Speaker 2")]
    [InlineData("[Anna] Hello.", "Hello.", "Anna")]
    [InlineData("[Anna]: Hello.", "Hello.", "Anna")]
    [InlineData("<v Anna>Hello.</v>", "Hello.", "Anna")]
    [InlineData("安娜：你好。", "你好。", "安娜")]
    [InlineData("<i>Anna:</i> Hello.", "Hello.", "Anna")]
    public void A_speaker_is_told_from_the_text(string line, string text, string speaker) =>
        Assert.Equal((text, speaker), CueText.Of([line]));

    [Theory]
    [InlineData("At 10:30 we leave.")]
    [InlineData("See http://example.org")]
    [InlineData("he said: no")]
    [InlineData("他说：我不来。")]
    [InlineData("3 < 5 and 7 > 6")]
    [InlineData("Please, come: now")]
    public void What_only_looks_like_a_speaker_or_a_tag_is_said(string line) => Assert.Equal((line, null), CueText.Of([line]));

    [Theory]
    [InlineData("{\\an8}<font color=\"red\">Two</font>", "Two")]
    [InlineData("♪ la la ♪", "la la")]
    [InlineData("Wait. [door slams] Go!", "Wait. Go!")]
    [InlineData("A&nbsp;&lt;b&gt;\u200Ec", "A <b> c")]
    public void Markup_and_names_of_sounds_are_not_said(string line, string text) => Assert.Equal((text, null), CueText.Of([line]));

    [Theory]
    [InlineData("<i>Hello</i>, world<b>!</b>", "Hello, world!")]
    [InlineData("L'<i>Express</i> is un<b>believ</b>able.", "L'Express is unbelievable.")]
    [InlineData("{\\i1}Good{\\i0}, he said.", "Good, he said.")]
    [InlineData("un<00:00:01.500><c.yellow>likely</c>", "unlikely")]
    [InlineData("One<br>two<br/>three", "One two three")]
    [InlineData("<v Anna>Hello.</v><v Anna>Bye.</v>", "Hello. Bye.")]
    public void Markup_inside_a_word_leaves_it_whole(string line, string text) => Assert.Equal(text, CueText.Of([line]).Text);

    [Theory]
    [InlineData("[music]")]
    [InlineData("[Door slams]")]
    [InlineData("♪♪")]
    [InlineData("(laughs)")]
    [InlineData("<i></i>")]
    public void A_cue_of_sounds_alone_says_nothing(string line) => Assert.Equal((string.Empty, null), CueText.Of([line]));

    [Fact]
    public void Lines_become_one() => Assert.Equal(("Hello there. Go on.", "Anna"), CueText.Of(["Anna: Hello", " there.", "- Go on."]));
}
