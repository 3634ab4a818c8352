using System.CommandLine;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem models</c>: what is installed and whether it is whole.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists the models that a render uses, and where they are.");
        list.SetAction(_ => Show(strict: false));
        var verify = new Command("verify", "Reads every model and compares its sum; exit 0 only if all are whole.");
        verify.SetAction(_ => Show(strict: true));
        return new Command("models", "Lists and verifies the models.") { list, verify };
    }

    private static int Show(bool strict)
    {
        var whole = Row("face-mesh", () => FaceModelFiles.In(DataFolder.Current()).Verified().Folder)
            & Row("voice-mouth", () => ShippedModel.Load("voice-mouth", ShippedModel.Folder).Path);
        return whole || !strict ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static bool Row(string name, Func<string> locate)
    {
        try
        {
            Console.Out.WriteLine($"{name,-12} whole    {locate()}");
            return true;
        }
        catch (HeyGemException e)
        {
            Console.Out.WriteLine($"{name,-12} {e.Code.WireName()}  {e.Message} {e.Hint}");
            return false;
        }
    }
}
