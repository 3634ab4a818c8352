using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Voice.Words;

public sealed class SoundClassesTests : IDisposable
{
    private readonly TrainedMouthCurve _model = new();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData("p", "p")]
    [InlineData("aɪ", "a ih")]
    [InlineData("oːɹ", "o r")]
    [InlineData("ts", "s")]
    [InlineData("dʒʲ", "sh")]
    [InlineData("tɕh", "sh")]
    [InlineData("kh", "k")]
    [InlineData("s.", "sh")]
    [InlineData("ç", "j")]
    [InlineData("œ̃", "oe")]
    [InlineData("pf", "p f")]
    [InlineData("onɡ", "o k")]
    [InlineData("(en)", "")]
    [InlineData("ː", "")]
    public void A_phone_goes_through_the_classes_that_the_network_learned(string phone, string classes) =>
        Assert.Equal(classes, string.Join(' ', _model.Classes.OfPhone(phone).Select(c => _model.Classes.Names[c])));
}
