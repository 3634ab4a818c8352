using HeyGem.Bridge.Errors;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli.Checks;

/// <summary>What <c>doctor</c> says of graphics cards and installed engines.</summary>
internal static class EngineCheck
{
    /// <summary>Tells; false where an installed model cannot be used.</summary>
    public static bool Tell(DataFolder data, Action<string, string> say, Func<string, HeyGemException, bool> problem)
    {
        say("graphics", GpuLibraries.Obstacle() is { } obstacle ? $"not used: {obstacle}" : "NVIDIA's libraries are here");
        var store = ModelStore.In(data);
        var healthy = true;
        foreach (var model in store.Installed(ModelKind.Wav2Lip))
        {
            try
            {
                using var engine = Wav2LipSession.Load(model.Path, null, ProviderSearch.Automatic);
                say("wav2lip", $"{model.Name}, {engine.Size} x {engine.Size}, on {engine.Provider}{Cards(engine)}");
                foreach (var passed in engine.PassedOver)
                {
                    say(string.Empty, $"not on {passed}");
                }
            }
#pragma warning disable CA1031 // As in DoctorCommand.
            catch (Exception e)
#pragma warning restore CA1031
            {
                healthy = problem(model.Name, UnexpectedFault.Of($"{model.Name} cannot be loaded", e));
            }
        }

        if (store.Installed(ModelKind.Wav2Lip).Count == 0)
        {
            say("wav2lip", "no model is installed; the built-in engine needs none");
        }

        return healthy;
    }

    private static string Cards(Wav2LipSession engine) =>
        engine.Cards switch { 0 => string.Empty, 1 => ", 1 card", var cards => $", {cards} cards" };
}
