using System.CommandLine;
using System.Text.Json;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Presets;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli.Presets;

/// <summary><c>heygem presets</c>: lists, saves and removes named settings.</summary>
internal static class PresetsCommand
{
    public static Command Create() => new("presets", "Named settings for render and watch, which the page and the panel share.")
    {
        ListCommand(), SaveCommand(), RemoveCommand(),
    };

    private static Command ListCommand()
    {
        var command = new Command("list", "Lists the presets with what they hold.");
        command.SetAction(_ => Told(store =>
        {
            foreach (var (name, preset) in store.All())
            {
                Console.Out.WriteLine($"{name}  {JsonSerializer.Serialize(preset, JsonRenderView.Json)}");
            }
        }));
        return command;
    }

    private static Command SaveCommand()
    {
        var name = new Argument<string>("name") { Description = "What it is called; one of that name is replaced." };
        var (options, command) = (new RenderOptions(), new Command("save", "Keeps the settings that are given under a name.") { name });
        options.AddSettingsTo(command);
        command.SetAction(parsed => Told(store => store.Save(parsed.GetRequiredValue(name), options.SettingsOf(parsed))));
        return command;
    }

    private static Command RemoveCommand()
    {
        var name = new Argument<string>("name");
        var command = new Command("remove", "Forgets a preset.") { name };
        command.SetAction(parsed => Told(store =>
        {
            store.Find(parsed.GetRequiredValue(name));
            store.Remove(parsed.GetRequiredValue(name));
        }));
        return command;
    }

    private static int Told(Action<PresetStore> action)
    {
        try
        {
            action(new PresetStore(DataFolder.Current().Presets));
            return ExitCode.Done;
        }
        catch (HeyGemException e)
        {
            using var view = RenderView.For(json: false);
            view.Failed(null, e);
            return e.Code == ErrorCode.ArgumentInvalid ? ExitCode.BadArguments : ExitCode.SomeFailed;
        }
    }
}
