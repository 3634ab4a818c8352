using HeyGem.Core.Speech.Mandarin;
using HeyGem.Core.Voice;
using HeyGem.ModelConvert;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Speech.Mandarin;

/// <summary>The readings as set-up makes them.</summary>
public sealed class PinyinSyllableTests
{
    private static MandarinReadings Readings
    {
        get
        {
            using var file = File.OpenText(ReadingsForTests.Shared.FilePath);
            return new MandarinReadings(file);
        }
    }

    [Theory]
    [InlineData("bang4", "p ɑ ŋ", "p a k")]
    [InlineData("feng1", "f ə ŋ", "f ax k")]
    [InlineData("mu3", "m u", "p u")]
    [InlineData("ju2", "tɕ y", "sh y")]
    [InlineData("yuan2", "yæ n", "y ae t")]
    [InlineData("you3", "j iou", "j i o u")]
    [InlineData("wen4", "w uə n", "w u ax t")]
    [InlineData("lv4", "l y", "l y")]
    [InlineData("shi4", "ʂ ɨ", "sh ih")]
    [InlineData("si4", "s i", "s i")]
    [InlineData("me5", "m ə", "p ax")]
    [InlineData("er2", "ər", "ax l")]
    [InlineData("ng2", "n ŋ", "t k")]
    [InlineData("xyz1", "", "")]
    public void A_syllable_has_the_phones_that_the_network_was_trained_with(string syllable, string phones, string classes)
    {
        using var model = new TrainedMouthCurve();
        var found = PinyinSyllable.Phones(syllable);

        Assert.Equal(phones, string.Join(' ', found));
        Assert.Equal(classes, string.Join(' ', found.SelectMany(model.Classes.OfPhone).Select(c => model.Classes.Names[c])));
    }

    [Theory]
    [InlineData("银行行长重庆音乐睡觉了解", "yin2 hang2 hang2 zhang3 chong2 qing4 yin1 yue4 shui4 jiao4 liao3 jie3")]
    [InlineData("我们的中国很大", "wo3 men5 de5 zhong1 guo2 hen3 da4")]
    public void The_readings_tell_what_a_character_is_in_its_word(string text, string syllables) =>
        Assert.Equal(syllables, string.Join(' ', Readings.Of([.. text.EnumerateRunes()])));

    [Fact]
    public void Every_reading_of_the_table_has_phones_and_each_character_has_one_syllable()
    {
        var lines = File.ReadAllLines(ReadingsForTests.Shared.FilePath);
        var wrong = lines.Where(line => !IsWhole(line.Split('\t')[0].Split(' '), line.Split('\t')[1].Split(' ')));

        // The package misspells one word.
        Assert.Equal(["zh5 da4 yu2 ben3\t枝大于本"], wrong);
        Assert.InRange(lines.Sum(line => line.Split('\t')[1].Split(' ').Length), 20_000, 100_000);
        Assert.Equal(File.ReadAllText(ReadingsForTests.Shared.FilePath), ReadingsConversion.Table(ReadingsForTests.PackageFolder));
    }

    private static bool IsWhole(string[] syllables, string[] texts) =>
        syllables.All(s => PinyinSyllable.Phones(s).Count > 0) && texts.All(t => t.EnumerateRunes().Count() == syllables.Length);
}
