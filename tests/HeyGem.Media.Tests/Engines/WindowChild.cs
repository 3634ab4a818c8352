using System.Globalization;
using System.Runtime.CompilerServices;
using HeyGem.Core.Onnx;

namespace HeyGem.Media.Tests.Engines;

/// <summary>
/// Turns this test program, started again with a variable set, into the process that runs the second model of <see cref="WindowEngine"/>.
/// </summary>
internal static class WindowChild
{
    public const string Variable = "HEYGEM_TEST_WINDOW_MODEL";

    [ModuleInitializer]
    public static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } path)
        {
            return;
        }

        using (var model = OnnxModel.Load(path, new OnnxOptions { ExternalWeights = true }))
        using (var run = model.Bind())
        {
            while (Console.ReadLine() is { } line)
            {
                float[] heard = [.. line.Split(' ').Select(s => float.Parse(s, CultureInfo.InvariantCulture))];
                run.Write(model.Inputs[0], 0, heard);
                run.Run();
                run.Read(model.Outputs[0], 0, heard);
                Console.WriteLine(string.Join(' ', heard.Select(h => h.ToString("R", CultureInfo.InvariantCulture))));
            }
        }

        Environment.Exit(0);
    }
}
