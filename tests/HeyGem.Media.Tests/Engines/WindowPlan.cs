using System.Collections.Concurrent;
using System.Globalization;
using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Onnx;

namespace HeyGem.Media.Tests.Engines;

/// <summary>What <see cref="WindowEngine"/> does to one clip. A frame that lies in two windows gets the mean of both.</summary>
internal sealed class WindowPlan : IMouthPlan, IReferenceMouths, IAsyncDisposable
{
    public const int Size = 5;
    public const int Overlap = 2;
    public const int Kept = 7;
    public const int Side = 48;

    private readonly OnnxModel _listen;
    private readonly OnnxRun _run;
    private readonly float[] _levels;
    private readonly ChildProcess _child;
    private readonly StreamReader _answers;
    private readonly ConcurrentDictionary<int, float> _shades = [];
    private readonly ConcurrentDictionary<int, bool> _painted = [];
    private readonly float[] _means = new float[2];

    public WindowPlan(OnnxModel listen, OnnxRun run, string draw, float[] levels)
    {
        (_listen, _run, _levels) = (listen, run, levels);
        var program = Path.ChangeExtension(typeof(WindowPlan).Assembly.Location, ".dll");
        string[] arguments = [$"{WindowChild.Variable}={draw}", Environment.ProcessPath!, program];
        _child = ChildProcess.Start(new ChildProcessSpec("/usr/bin/env", arguments) { WritesInput = true });
        _answers = new StreamReader(_child.StandardOutput, leaveOpen: true);
    }

    public string Kind => "window";

    public IReadOnlyList<int> ReferenceFrames => [2, 9];

    public BlockShape Block { get; } = new(Size, Overlap);

    public IReferenceMouths References => this;

    public IReadOnlyList<string> Warnings => ["The square is a test."];

    /// <summary>The windows as they came: the frames of the result, and how many the window before had, too.</summary>
    public List<(int[] Outputs, int Shared)> Windows { get; } = [];

    /// <summary>What went wrong with the order of calls.</summary>
    public ConcurrentBag<string> Faults { get; } = [];

    public int Added { get; private set; }

    public bool WasLoaded { get; private set; }

    public int? ExitCode { get; private set; }

    public FramePlan At(int output) =>
        output == Kept ? FramePlan.Keep(FrameOutcome.KeptOccluded) : new FramePlan(FrameOutcome.Rendered, MaskKind.LowerFace);

    public async ValueTask PrepareAsync(FrameBlock block, CancellationToken cancellationToken)
    {
        int[] outputs = [.. block.Frames.Select(f => f.Output)];
        Windows.Add((outputs, block.Shared));
        foreach (var late in outputs.Where(_painted.ContainsKey))
        {
            Faults.Add($"frame {late} was painted before its window");
        }

        for (var k = 0; k < Size; k++)
        {
            _run.Write(_listen.Inputs[0], k, [_levels[outputs[Math.Min(k, outputs.Length - 1)]]]);
        }

        _run.Run();
        var heard = new float[Size];
        _run.Read(_listen.Outputs[0], 0, heard);
        var line = string.Join(' ', heard.Select(h => h.ToString("R", CultureInfo.InvariantCulture))) + "\n";
        await _child.WriteAsync(System.Text.Encoding.ASCII.GetBytes(line), cancellationToken);
        var answer = await _answers.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException(string.Join('\n', _child.ErrorTail));
        var shades = answer.Split(' ').Select(s => float.Parse(s, CultureInfo.InvariantCulture)).ToArray();
        for (var k = 0; k < outputs.Length; k++)
        {
            _shades[outputs[k]] = k < block.Shared ? (_shades[outputs[k]] + shades[k]) / 2 : shades[k];
        }
    }

    public IFramePainter CreatePainter() => new Painter(this);

    public void AddReference(Frame frame, int index)
    {
        Added++;
        long sum = 0;
        foreach (var luma in frame.Plane(0))
        {
            sum += luma;
        }

        _means[index == 2 ? 0 : 1] = (float)sum / frame.Plane(0).Length;
    }

    public bool TryAddReference(FrameCrop crop, int index) => false;

    public void SaveReferences(Stream stream)
    {
        foreach (var mean in _means)
        {
            stream.Write(BitConverter.GetBytes(mean));
        }
    }

    public bool TryLoadReferences(Stream stream)
    {
        var bytes = new byte[8];
        WasLoaded = stream.ReadAtLeast(bytes, 8, throwOnEndOfStream: false) == 8;
        (_means[0], _means[1]) = (BitConverter.ToSingle(bytes), BitConverter.ToSingle(bytes, 4));
        return WasLoaded;
    }

    public void Complete(CancellationToken cancellationToken)
    {
        if (_means.Contains(0))
        {
            Faults.Add("a reference is missing");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _child.EndInputAsync();
        ExitCode = await _child.WaitAsync(CancellationToken.None);
        _answers.Dispose();
        await _child.DisposeAsync();
    }

    /// <summary>Owns the row that it copies into the picture.</summary>
    private sealed class Painter(WindowPlan plan) : IFramePainter
    {
        private readonly byte[] _row = new byte[Side];

        public FrameOutcome Paint(MouthFrame frame)
        {
            plan._painted[frame.Output] = true;
            Array.Fill(_row, (byte)(16 + (200 * plan._shades[frame.Output])));
            var (width, height) = (frame.Frame.Width, frame.Frame.Height);
            for (var y = (height - Side) / 2; y < (height + Side) / 2; y++)
            {
                _row.CopyTo(frame.Frame.Plane(0)[((y * width) + ((width - Side) / 2))..]);
            }

            return FrameOutcome.Rendered;
        }

        public void Dispose()
        {
            // The row is memory only.
        }
    }
}
