using System.CommandLine;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem models</c>: what is installed and whether it is whole, and bringing more.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists the models that a render uses, those that can be installed, and their licences.");
        list.SetAction(_ => List());
        var verify = new Command("verify", "Reads every model and compares its sum; exit 0 only if all are whole.");
        verify.SetAction((_, cancellationToken) => VerifyAsync(cancellationToken));
        return new Command("models", "Lists, installs and verifies the models.") { list, InstallCommand.Create(), verify };
    }

    private static int List()
    {
        Shipped();
        var store = ModelStore.In(DataFolder.Current());
        foreach (var model in store.Catalog)
        {
            var installed = store.Find(model.Name)?.Path;
            Console.Out.WriteLine($"{model.Name,-12} {(installed is null ? "can be installed" : $"installed  {installed}")}");
            Console.Out.WriteLine($"{string.Empty,-12} {model.Summary}");
            var accepted = !model.Licence.MustBeAccepted ? string.Empty
                : store.HasAccepted(model) ? " (accepted)" : " (to be accepted with --accept-licence)";
            Console.Out.WriteLine($"{string.Empty,-12} licence: {model.Licence.Name}. {model.Licence.Terms}{accepted}");
            if (model.Address is { } address)
            {
                Console.Out.WriteLine($"{string.Empty,-12} source:  {address}");
            }
        }

        return ExitCode.Done;
    }

    private static async Task<int> VerifyAsync(CancellationToken cancellationToken)
    {
        var whole = Shipped();
        var store = ModelStore.In(DataFolder.Current());
        foreach (var model in store.Catalog)
        {
            if (store.Find(model.Name) is { } installed)
            {
                whole &= await RowAsync(
                    model.Name, async () => $"{installed.Path}  sha256 {await installed.VerifiedSumAsync(cancellationToken)}");
            }
        }

        return whole ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static bool Shipped() =>
        Row("face-mesh", () => FaceModelFiles.Find(DataFolder.Current()).Verified().Folder)
        & Row("mandarin", () => ReadingsFile.Find(DataFolder.Current()).Verified().FilePath)
        & Row("voice-mouth", () => ShippedModel.Load("voice-mouth", ShippedModel.Folder).Path);

    private static bool Row(string name, Func<string> locate) => RowAsync(name, () => Task.FromResult(locate())).GetAwaiter().GetResult();

    private static async Task<bool> RowAsync(string name, Func<Task<string>> locate)
    {
        try
        {
            Console.Out.WriteLine($"{name,-12} whole    {await locate()}");
            return true;
        }
        catch (HeyGemException e)
        {
            Console.Out.WriteLine($"{name,-12} {e.Code.WireName()}  {e.Message} {e.Hint}");
            return false;
        }
    }
}
