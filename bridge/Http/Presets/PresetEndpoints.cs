using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Presets;
using HeyGem.Core.Render.Spec;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Presets;

/// <summary>Named settings, the same that the command line has.</summary>
internal static class PresetEndpoints
{
    public static void MapPresets(this RouteGroupBuilder api)
    {
        api.MapGet("/presets", List).For(AccessRule.Token)
            .WithName("listPresets").WithSummary("The presets by name, each with the settings that it holds.");
        api.MapPut("/presets/{name}", Save).For(AccessRule.Token)
            .WithName("putPreset").WithSummary("Keeps settings under a name, in place of those that have it.");
        api.MapDelete("/presets/{name}", Remove).For(AccessRule.Token)
            .WithName("deletePreset").WithSummary("Forgets a preset; one that is not there is none as well.");
    }

    private static Ok<PresetsReply> List(PresetStore store) =>
        TypedResults.Ok(new PresetsReply([.. store.All().Select(one => new PresetView(one.Key, one.Value))]));

    private static Ok<PresetView> Save(string name, Preset settings, PresetStore store)
    {
        JobRequestReader.Require(PresetStore.IsName(name), "name", $"has 1 to {PresetStore.MostCharacters} characters, no blank at an end");
        try
        {
            settings.Over(new RenderSpec { ClipPath = "clip", VoicePath = "voice", OutputFolder = "out" }).Check();
        }
        catch (HeyGemException e)
        {
            throw new HeyGemException(ErrorCode.RequestInvalid, e.Message, e);
        }

        store.Save(name, settings);
        return TypedResults.Ok(new PresetView(name, settings));
    }

    private static NoContent Remove(string name, PresetStore store)
    {
        store.Remove(name);
        return TypedResults.NoContent();
    }
}

/// <summary>The presets.</summary>
internal sealed record PresetsReply(IReadOnlyList<PresetView> Presets);

/// <summary>A preset and what it holds; what it says nothing of is left out.</summary>
internal sealed record PresetView(string Name, Preset Settings);
