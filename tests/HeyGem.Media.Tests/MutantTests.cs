using HeyGem.Core.Errors;

namespace HeyGem.Media.Tests;

/// <summary>
/// Files with a few bytes changed, cut out or zeroed, the same for each seed. What is read without a refusal and without a word of loss
/// must be what an untouched file gives.
/// </summary>
public sealed class MutantTests(MediaFixture media, ITestOutputHelper output)
{
    [Fact]
    public Task Nine_mutants_are_whole_refused_or_named() => JudgeAsync(9);

    [Fact(Explicit = true)]
    public Task Four_hundred_and_twenty_mutants_are_whole_refused_or_named() => JudgeAsync(420);

    [Fact(Explicit = true)]
    public Task Two_thousand_mutants_are_whole_refused_or_named() => JudgeAsync(2000);

    private async Task JudgeAsync(int mutants)
    {
        List<string> wrong = [];
        Dictionary<string, DamagedMedia.Reading> originals = [];
        var (refused, whole, named, changed) = (0, 0, 0, 0);
        for (var i = 0; i < mutants; i++)
        {
            var container = DamagedMedia.Containers[i % DamagedMedia.Containers.Length];
            var source = await DamagedMedia.WholeAsync(media, container);
            if (!originals.TryGetValue(container, out var original))
            {
                originals[container] = original = await DamagedMedia.ReadAsync(media, source);
            }

            var random = new Random(2024 + i);
            var path = await DamagedMedia.ChangedAsync(media, source, "mutant", bytes => Mutate(bytes, random));
            var reading = await DamagedMedia.ReadAsync(media, path);
            if (reading.Code is { } code)
            {
                refused++;
                if (code is ErrorCode.FfmpegDied or ErrorCode.FfmpegStalled or ErrorCode.Internal)
                {
                    wrong.Add($"{i} {container}: {code} {reading.Sentence}");
                }
            }
            else if (reading.Hashes.SequenceEqual(original.Hashes))
            {
                whole++;
            }
            else if (reading.Warnings.Except(original.Warnings).Any(w => w.Any(char.IsDigit)))
            {
                named++;
            }
            else if (reading.Hashes.Distinct().Count() < original.Hashes.Distinct().Count())
            {
                wrong.Add($"{i} {container}: {reading.Hashes.Distinct().Count()} pictures, not a word");
            }
            else
            {
                // Bits within a picture that decodes without a complaint: the full number of pictures, some of them other ones.
                changed++;
            }
        }

        var read = $"{whole} whole, {named} named, {changed} with other pictures in the full number";
        output.WriteLine($"{mutants} mutants: {refused} refused, {read}");
        Assert.Empty(wrong);
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        var length = random.Next(1, bytes.Length / 20);
        switch (random.Next(4))
        {
            case 0:
                return bytes[..Math.Max(1, at)];
            case 1:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + length)..]];
            case 2:
                return DamagedMedia.Hole(bytes, (double)at / bytes.Length * 0.95, (double)length / bytes.Length);
            default:
                var copy = (byte[])bytes.Clone();
                for (var i = 0; i < 20; i++)
                {
                    copy[random.Next(copy.Length)] ^= (byte)random.Next(1, 256);
                }

                return copy;
        }
    }
}
