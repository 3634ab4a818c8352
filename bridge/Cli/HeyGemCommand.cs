using System.CommandLine;
using System.CommandLine.Help;
using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Bridge.Cli.Dialogue;
using HeyGem.Bridge.Cli.Farm;
using HeyGem.Bridge.Cli.Presets;
using HeyGem.Bridge.Cli.Texts;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Bridge.Cli.Watch;
using HeyGem.Bridge.Errors;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Cli;

/// <summary>The command line: one root command whose subcommands are the program's verbs.</summary>
internal static class HeyGemCommand
{
    /// <summary>What people type.</summary>
    public const string Name = "heygem";

    /// <summary>
    /// Parses and runs <paramref name="args"/>; the result is the process's exit code: 0 all done, 1 some clip failed, 2 bad
    /// arguments, 130 interrupted.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // By the name that people type, whatever file runs: help says what can be copied.
        var root = new Command(Name, "Lip-sync for editors: renders clips whose mouths speak a given voice.")
        {
            new HelpOption(),
            new VersionOption(),
            StartCommand.Create(),
            StopCommand.Create(),
            ServeCommand.Create(),
            WorkCommand.Create(),
            FarmCommand.Create(),
            RenderCommand.Create(),
            TimelineCommand.Create(),
            DubCommand.Create(),
            CorrectCommand.Create(),
            WatchCommand.Create(),
            PresetsCommand.Create(),
            AlignCommand.Create(),
            SpeakersCommand.Create(),
            VoicesCommand.Create(),
            PhonesCommand.Create(),
            PhonesCommand.CreateForWords(),
            DoctorCommand.Create(),
            ModelsCommand.Create(),
            CleanCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (args.Length == 0)
        {
            await root.Parse("--help").InvokeAsync();
            return ExitCode.BadArguments;
        }

        if (parsed.Errors.Count > 0)
        {
            using var view = RenderView.For(json: args.Contains("--json"));
            foreach (var fault in WrongWords.Of(parsed))
            {
                view.Failed(null, fault);
            }

            return ExitCode.BadArguments;
        }

        // Ctrl+C cancels the token; ten seconds are far more than a render needs to stop its children and remove its files.
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (OperationCanceledException e) when (e.InnerException is not TimeoutException)
        {
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // The last line of the program: a sentence and a code that scripts can read, never a crash.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var fault = UnexpectedFault.Of("The program cannot go on", e);
            await Console.Error.WriteLineAsync($"heygem: {fault.Message} [{fault.Code.WireName()}]\n{fault.Hint}");
            return ExitCode.SomeFailed;
        }
    }
}
