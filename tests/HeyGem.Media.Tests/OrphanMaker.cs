using System.Runtime.CompilerServices;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Media.Tests;

/// <summary>Turns this test program, started again with a variable set, into a parent that only has a child and waits to be killed.</summary>
internal static class OrphanMaker
{
    public const string Variable = "HEYGEM_TEST_PARENT";

    [ModuleInitializer]
    public static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            return;
        }

        var child = ChildProcess.Start(new ChildProcessSpec("/bin/sleep", ["1000"]));
        Console.WriteLine(child.Id);
        Thread.Sleep(Timeout.Infinite);
    }
}
