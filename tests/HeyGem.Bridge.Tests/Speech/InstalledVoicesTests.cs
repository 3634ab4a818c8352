using HeyGem.Core.Errors;
using HeyGem.Core.Speech;

namespace HeyGem.Bridge.Tests.Speech;

/// <summary>The synthesizers of this machine: what they say of their phones against the sound that they make.</summary>
public sealed class InstalledVoicesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_phones_of_espeak_lie_where_its_sound_has_them()
    {
        var program = OperatingSystem.IsWindows() ? "HeyGem.Bridge.exe" : "HeyGem.Bridge";
        var espeak = new EspeakVoices(Path.Combine(AppContext.BaseDirectory, program));
        Assert.SkipUnless((await espeak.VoicesAsync(Token)).Count > 0, "espeak-ng is not installed.");
        var slow = new SpeechOrder("en-us", "Papa -f may pack a [[ paper ]] cup; pop a pepper up.", 0.9);
        var quick = slow with { Voice = "fr-fr+f2", Text = "Papa parle peu, Paul prépare la pomme.", Speed = 1.2 };
        var sounds = new[] { await espeak.SpeakAsync(slow, Token), await espeak.SpeakAsync(quick, Token) };

        var phones = await espeak.PhonesAsync([(slow, sounds[0].Samples.Length), (quick, sounds[1].Samples.Length)], Token);

        Assert.Equal([true, true], phones.Select(p => p.Count(phone => phone.Contact == LipContact.Lips) >= 4));
        Assert.All(phones.Zip(sounds), told => AssertStopsAreQuiet(told.First, told.Second));
    }

    [Fact]
    public async Task The_phones_of_flite_lie_where_its_sound_has_them()
    {
        var flite = new FliteVoices();
        Assert.SkipUnless((await flite.VoicesAsync(Token)).Count > 0, "flite is not installed.");

        var sound = await flite.SpeakAsync(new SpeechOrder("slt", "Papa may pack a paper cup; pop a pepper up.", 1.1), Token);

        Assert.Equal(sound.Seconds, sound.Phones[^1].End, 0.05);
        AssertStopsAreQuiet(sound.Phones, sound);
    }

    [Fact]
    public async Task A_voice_that_does_not_exist_is_told_with_a_code()
    {
        var espeak = new EspeakVoices(null);
        Assert.SkipUnless((await espeak.VoicesAsync(Token)).Count > 0, "espeak-ng is not installed.");

        var error = await Assert.ThrowsAsync<HeyGemException>(() => espeak.SpeakAsync(new SpeechOrder("nobody", "a", 1), Token));

        Assert.Equal(ErrorCode.SpeechFailed, error.Code);
    }

    /// <summary>Before a p bursts the lips are shut: one half of it is far quieter than the vowels about it.</summary>
    private static void AssertStopsAreQuiet(IReadOnlyList<SpokenPhone> phones, SpokenText sound)
    {
        double Rms(double from, double to) => Math.Sqrt(sound.Samples[(int)(from * sound.SampleRateHz)..(int)(to * sound.SampleRateHz)]
            .Average(s => (double)s * s));
        var stops = phones.Where(p => p.Name == "p" && p.Start > 0.1).ToList();
        var vowels = phones.Where(p => p.Contact == LipContact.None && p.End - p.Start > 0.08 && p.Name is not ("_" or "pau"));

        Assert.NotEmpty(stops);
        var quiet = stops.Average(p => Math.Min(Rms(p.Start, (p.Start + p.End) / 2), Rms((p.Start + p.End) / 2, p.End)));
        Assert.InRange(quiet, 0, 0.3 * vowels.Average(p => Rms(p.Start, p.End)));
    }
}
