using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace HeyGem.Core.Speech;

/// <summary>
/// Asks the library of espeak-ng for the times of phones, which its program does not tell. Only a child process of ours does so (see
/// <see cref="Serve"/>): a text that trips the library costs the times, not the program.
/// </summary>
public static unsafe class EspeakLibrary
{
    private const int Synchronous = 2;
    private const int PhonemeEventsInIpa = 3;
    private const int WordEvent = 1;
    private const int PhonemeEvent = 7;
    private const int RateParameter = 1;
    private const uint Utf8AndPhones = 0x101;

    // Words a minute: the phones are the same at any pace, and there is less sound to make.
    private const string Fastest = "350";

    private static readonly string[] _names = OperatingSystem.IsWindows()
        ? [Path.Join(Environment.GetEnvironmentVariable("ProgramFiles"), "eSpeak NG", "libespeak-ng.dll")]
        : OperatingSystem.IsMacOS() ? ["/opt/homebrew/lib/libespeak-ng.1.dylib", "/usr/local/lib/libespeak-ng.1.dylib"]
        : ["libespeak-ng.so.1"];

    private static readonly StringBuilder _answer = new();
    private static int _samples;
    private static bool _tellsWords;

    /// <summary>
    /// Answers one order, a line <c>voice TAB words a minute TAB text</c>, with one line: <c>rate samples</c>, then
    /// <c>first_sample:phone</c> for each phone. A second text in the same process would have other times than the program gives it.
    /// </summary>
    /// <returns>Whether it could be answered.</returns>
    public static bool Serve(TextReader order, TextWriter answer)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(answer);
        var (library, rate) = Open();
        if (rate <= 0 || order.ReadLine()?.Split('\t') is not [var voice, var words, var text] || !Speak(library, voice, words, text))
        {
            return false;
        }

        answer.Write(string.Create(CultureInfo.InvariantCulture, $"{rate} {_samples}{_answer}\n"));
        answer.Flush();
        return true;
    }

    /// <summary>
    /// Tells how texts are spoken. The order is a line <c>voice</c>, then a line for each text; each is answered with a line
    /// <c>|place phone phone |place phone ...</c>, a place for each spoken word: the character of the text, from 1, at which it begins.
    /// A number may be several words, and two words that are spoken as one have one place.
    /// </summary>
    /// <returns>Whether all could be answered.</returns>
    public static bool ServeWords(TextReader order, TextWriter answer)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(answer);
        var (library, rate) = Open();
        var voice = order.ReadLine();
        if (rate <= 0 || voice is null)
        {
            return false;
        }

        _tellsWords = true;
        while (order.ReadLine() is { } text)
        {
            _answer.Clear();
            if (!Speak(library, voice, Fastest, text))
            {
                return false;
            }

            answer.Write(_answer.Append('\n'));
            answer.Flush();
        }

        return true;
    }

    private static (nint Library, int Rate) Open()
    {
        nint library = 0;
        if (!_names.Any(name => NativeLibrary.TryLoad(name, out library)))
        {
            return (0, 0);
        }

        var initialize = (delegate* unmanaged<int, int, byte*, int, int>)NativeLibrary.GetExport(library, "espeak_Initialize");
        var setCallback = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "espeak_SetSynthCallback");
        var rate = initialize(Synchronous, 0, null, PhonemeEventsInIpa);
        setCallback((nint)(delegate* unmanaged<short*, int, Event*, int>)&Heard);
        return (library, rate);
    }

    private static bool Speak(nint library, string voice, string words, string text)
    {
        var byName = (delegate* unmanaged<byte*, int>)NativeLibrary.GetExport(library, "espeak_SetVoiceByName");
        var byLanguage = (delegate* unmanaged<Voice*, int>)NativeLibrary.GetExport(library, "espeak_SetVoiceByProperties");
        var setParameter = (delegate* unmanaged<int, int, int, int>)NativeLibrary.GetExport(library, "espeak_SetParameter");
        var synth = (delegate* unmanaged<byte*, nuint, uint, int, uint, uint, uint*, void*, int>)NativeLibrary.GetExport(
            library, "espeak_Synth");
        var (name, bytes) = (Encoding.UTF8.GetBytes(voice + '\0'), Encoding.UTF8.GetBytes(text + '\0'));
        fixed (byte* namePointer = name, textPointer = bytes)
        {
            // As the program does: a name that is no voice's is a language.
            var wanted = new Voice { Languages = namePointer };
            return int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var pace)
                && (byName(namePointer) == 0 || byLanguage(&wanted) == 0)
                && setParameter(RateParameter, pace, 0) == 0
                && synth(textPointer, (nuint)bytes.Length, 0, 1, 0, Utf8AndPhones, null, null) == 0;
        }
    }

    [UnmanagedCallersOnly]
    private static int Heard(short* wave, int count, Event* events)
    {
        for (; events->Type != 0; events++)
        {
            if (events->Type == PhonemeEvent)
            {
                var bytes = new ReadOnlySpan<byte>(events->Name, 8);
                var end = bytes.IndexOf((byte)0);
                var name = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
                _answer.Append(' ')
                    .Append(_tellsWords ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{events->Sample}:"))
                    .Append(name.Any(char.IsWhiteSpace) || name.Length == 0 ? "_" : name);
            }
            else if (events->Type == WordEvent && _tellsWords)
            {
                _answer.Append(CultureInfo.InvariantCulture, $" |{events->TextPosition}");
            }
        }

        _samples += wave is null ? 0 : count;
        return 0;
    }

    /// <summary><c>espeak_VOICE</c> of speak_lib.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Voice
    {
        public byte* Name;
        public byte* Languages;
        public byte* Identifier;
        public byte Gender;
        public byte Age;
        public byte Variant;
        public byte Reserved;
        public int Score;
        public void* Spare;
    }

    /// <summary><c>espeak_EVENT</c> of speak_lib.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Event
    {
        public int Type;
        public uint Identifier;
        public int TextPosition;
        public int Length;
        public int AudioPositionMs;
        public int Sample;
        public void* User;
        public fixed byte Name[8];
    }
}
