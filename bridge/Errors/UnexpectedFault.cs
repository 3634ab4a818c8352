using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Errors;

/// <summary>Gives an exception that nobody foresaw a code and a sentence, so that it ends one thing and not the program.</summary>
internal static class UnexpectedFault
{
    /// <summary>
    /// The coded error: <see cref="ErrorCode.EngineUnavailable"/> where a library of the system is missing or of another kind, else
    /// <see cref="ErrorCode.Internal"/>.
    /// </summary>
    /// <param name="what">What cannot be done now, the beginning of a sentence: "The models cannot be loaded".</param>
    /// <param name="e">What happened; a coded error stays as it is.</param>
    public static HeyGemException Of(string what, Exception e)
    {
        if (e is HeyGemException coded)
        {
            return coded;
        }

        // A static constructor that failed hides its reason behind itself.
        var cause = e.GetBaseException();
        var said = $"{what}: {DisplayText.Text(cause.Message.Split('\r', '\n')[0], 400)}";
        return cause is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
            ? new HeyGemException(ErrorCode.EngineUnavailable, said, e)
            {
                Hint = "Install the library that is named (on Windows often the Visual C++ runtime), or the program for this " +
                    "kind of machine.",
            }
            : new HeyGemException(ErrorCode.Internal, $"{said} ({cause.GetType().Name})", e);
    }
}
