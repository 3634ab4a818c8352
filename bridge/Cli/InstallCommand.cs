using System.CommandLine;
using System.Globalization;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem models install NAME</c>: the only way a model comes in, and only when a person asks for it.</summary>
internal static class InstallCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "A name that `heygem models list` shows." };
        var from = new Option<string?>("--from") { Description = "A file or an http address instead of the catalogue's own." };
        var accept = new Option<bool>("--accept-licence") { Description = "Say yes to the model's licence; asked once." };
        var command = new Command("install", "Installs a model from its address or from a file; goes on where a download stopped.") { name,
            from, accept };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(name), parsed.GetValue(from), parsed.GetValue(accept), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string name, string? from, bool accept, CancellationToken cancellationToken)
    {
        try
        {
            var store = ModelStore.In(DataFolder.Current());
            var model = store.Catalog.FirstOrDefault(m => m.Name == name)
                ?? throw new HeyGemException(ErrorCode.ArgumentInvalid,
                    $"The catalogue has no model {name}; it has {string.Join(", ", store.Catalog.Select(m => m.Name))}.");
            Console.Out.WriteLine(
                $"{model.Name}: {model.Summary}\nlicence: {model.Licence.Name}. {model.Licence.Terms} {model.Licence.Address}");
            using var handler = new SocketsHttpHandler();
            using var bar = new InstallBar();
            var installer = new ModelInstaller(store, handler, TimeProvider.System);
            var installed = await installer.InstallAsync(
                model, from, accept, path => ModelTrial.Open(model.Kind, path), bar, cancellationToken);
            bar.End();
            Console.Out.WriteLine($"installed {installed.Path}\nsha256 {installed.Sha256}");
            return ExitCode.Done;
        }
        catch (HeyGemException e)
        {
            Console.Error.WriteLine($"heygem: {e.Message} [{e.Code.WireName()}]\n{e.Hint}");
            return e.Code == ErrorCode.ArgumentInvalid ? ExitCode.BadArguments : ExitCode.SomeFailed;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("stopped  the same command goes on from here");
            return ExitCode.Interrupted;
        }
    }

    /// <summary>A line that grows on a terminal; nothing in a pipe but the end.</summary>
    private sealed class InstallBar : IProgress<InstallProgress>, IDisposable
    {
        private readonly bool _terminal = !Console.IsErrorRedirected;
        private long _shown = -1;

        public void Report(InstallProgress value)
        {
            if (_terminal && value.Done >> 20 != _shown)
            {
                _shown = value.Done >> 20;
                var share = value.Total is { } total and > 0
                    ? string.Create(CultureInfo.InvariantCulture, $" of {total / 1e6:0.0} MB, {(double)value.Done / total:P0}") : " MB";
                Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value.Done / 1e6:0.0}{share}   "));
            }
        }

        public void End()
        {
            if (_terminal && _shown >= 0)
            {
                Console.Error.WriteLine();
                _shown = -1;
            }
        }

        public void Dispose() => End();
    }
}
