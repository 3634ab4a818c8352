using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using HeyGem.Benchmarks.Bridge;
using HeyGem.Benchmarks.Drawing;
using HeyGem.Benchmarks.Floor;
using HeyGem.Benchmarks.Render;
using HeyGem.Benchmarks.Voice;
using HeyGem.Benchmarks.Wav2Lip;
using HeyGem.Benchmarks.Words;
using HeyGem.Core.Speech;
using HeyGem.Testing.Graphs;

// This program is its own child where a library is asked for phones.
if (args is [EspeakVoices.PhonesVerb])
{
    Environment.Exit(EspeakLibrary.Serve(Console.In, Console.Out) ? 0 : 1);
}

if (args is [EspeakWords.Verb])
{
    Environment.Exit(EspeakLibrary.ServeWords(Console.In, Console.Out) ? 0 : 1);
}

if (args is ["words", var asked, .. var rest])
{
    await WordsBenchmark.PrintAsync(asked, rest, CancellationToken.None);
    return;
}

if (args is ["throughput", var clip, var voice])
{
    await Throughput.PrintAsync(clip, voice, CancellationToken.None);
    return;
}

if (args is ["floor", var copied, var spokenOver, .. var compared])
{
    await FloorBenchmark.PrintAsync(FloorOptions.Parse(copied, spokenOver, compared), CancellationToken.None);
    return;
}

if (args is ["batch", var published, var newVoice, .. var known])
{
    await FloorBatch.PrintAsync(Path.GetFullPath(published), newVoice, [.. known.Select(Path.GetFullPath)], 3, CancellationToken.None);
    return;
}

if (args is ["segments", var looped, var told, var turns, .. var lanes])
{
    await SegmentCost.PrintAsync(
        looped, told, int.Parse(turns, CultureInfo.InvariantCulture),
        lanes is [var asideOf] ? int.Parse(asideOf, CultureInfo.InvariantCulture) : 1, CancellationToken.None);
    return;
}

if (args is ["memory", var shown, var heard, .. var lengths])
{
    var seconds = lengths.Length > 0 ? lengths : ["60", "1200"];
    await TreeMemory.PrintAsync(shown, heard, seconds.Select(s => int.Parse(s, CultureInfo.InvariantCulture)), CancellationToken.None);
    return;
}

if (args is ["voice-person", .. var people])
{
    await PersonFit.PrintAsync(people, CancellationToken.None);
    return;
}

if (args is ["voice-hour", .. var length])
{
    await VoiceHour.PrintAsync(length.Length > 0 ? int.Parse(length[0], System.Globalization.CultureInfo.InvariantCulture) : 3600,
        CancellationToken.None);
    return;
}

if (args is ["voice-lips", .. var clips])
{
    await LipAgreement.PrintAsync(clips, CancellationToken.None);
    return;
}

if (args is ["wav2lip-graph", var graph])
{
    Console.WriteLine(FormattableString.Invariant($"{Wav2LipGraph.Write(graph, -1)} weights"));
    return;
}

if (args is ["wav2lip", var face, var speech])
{
    await Wav2LipThroughput.PrintAsync(face, speech, CancellationToken.None);
    return;
}

if (args is ["wav2lip-render", var weights, var one, var spoken])
{
    await Wav2LipThroughput.PrintRenderAsync(weights, one, spoken, CancellationToken.None);
    return;
}

if (args is ["wav2lip-probe", var probe, var kind])
{
    new ProbeGraph { Batch = -1, Mirror = kind == "mirror" }.Write(probe);
    return;
}

if (args is ["wav2lip-session", var file, var batch, var threads])
{
    using var session = new BareSession(
        file, int.Parse(batch, CultureInfo.InvariantCulture), int.Parse(threads, CultureInfo.InvariantCulture));
    Console.WriteLine(FormattableString.Invariant($"{session.Measure(48):0.0} frames/s"));
    return;
}

if (args is ["curve", var drawn, var driver, var sound, var folder])
{
    await CurveFollowing.PrintAsync(drawn, driver, sound, folder, CancellationToken.None);
    return;
}

if (args is ["bridge", var what, .. var more])
{
    await BridgeLoad.PrintAsync(what, more is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 200,
        CancellationToken.None);
    return;
}

if (args is ["drawing"])
{
    DrawingKernels.Print();
    return;
}

// In this process: the machines this runs on have no feed from which a generated project could restore.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .WithOptions(ConfigOptions.DisableLogFile);
BenchmarkSwitcher.FromAssembly(typeof(VoiceBenchmarks).Assembly).Run(args, config);
