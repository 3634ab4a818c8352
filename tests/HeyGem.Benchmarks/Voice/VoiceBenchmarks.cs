using BenchmarkDotNet.Attributes;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Benchmarks.Voice;

/// <summary>What a minute of voice costs. 600 ms for a minute would be a hundred times real time.</summary>
public class VoiceBenchmarks : IDisposable
{
    private const int Seconds = 60;
    private readonly float[] _samples = new float[Seconds * LogMel.SampleRateHz];
    private readonly TrainedMouthCurve _trained = new();
    private readonly BandMouthCurve _bands = new();
    private MouthCurve? _curve;

    [GlobalSetup]
    public void Speak()
    {
        // A buzz whose loudness and pitch wander; what it says does not matter to the time taken.
        for (var n = 0; n < _samples.Length; n++)
        {
            var t = (double)n / LogMel.SampleRateHz;
            var phase = 120 * (t + (0.02 * Math.Sin(4 * t)));
            _samples[n] = (float)(0.2 * (1 + Math.Sin(9 * t)) * ((phase - Math.Floor(phase)) - 0.5));
        }

        // Not awaited: this toolchain does not wait for a set-up.
        _curve = _trained.AnalyseAsync(Pieces(), CancellationToken.None).GetAwaiter().GetResult();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _trained.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public async Task<int> Spectrum() => (await VoiceFrames.ReadAsync(Pieces(), CancellationToken.None)).Count;

    [Benchmark(Baseline = true)]
    public Task<MouthCurve> TrainedCurve() => _trained.AnalyseAsync(Pieces(), CancellationToken.None);

    [Benchmark]
    public Task<MouthCurve> BandCurve() => _bands.AnalyseAsync(Pieces(), CancellationToken.None);

    [Benchmark]
    public Task<Wav2LipMel> Wav2LipSpectrogram() => Wav2LipMel.AnalyseAsync(Pieces(), CancellationToken.None);

    [Benchmark]
    public DrivingCurve DriveAt25() => VoiceDriver.Sample(_curve!, FrameRate.Of(25, 1), 25 * Seconds, new VoiceDriveOptions());

    private async IAsyncEnumerable<ReadOnlyMemory<float>> Pieces()
    {
        for (var at = 0; at < _samples.Length; at += LogMel.SampleRateHz)
        {
            await Task.CompletedTask;
            yield return _samples.AsMemory(at, LogMel.SampleRateHz);
        }
    }
}
