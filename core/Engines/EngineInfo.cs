using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Engines;

/// <summary>What there is to know of an engine before it is loaded.</summary>
/// <param name="Name">The word that selects it, lower case, such as <c>mesh</c>; also its name in the report.</param>
/// <param name="Summary">What it does, for a list of engines: a few words without a full stop.</param>
/// <param name="Licence">Under which licence its models may be used, or that it has none.</param>
public sealed record EngineInfo(string Name, string Summary, string Licence)
{
    /// <summary>What a frame costs about, or null where it depends on a model that was never measured.</summary>
    public EngineCost? Cost { get; init; }

    /// <summary>
    /// The kinds of installed models it draws with, the one it cannot do without first; empty for an engine without models.
    /// </summary>
    public IReadOnlyList<ModelKind> Models { get; init; } = [];

    /// <summary>What can be set beside what every engine knows (intensity, offset, style).</summary>
    public IReadOnlyList<EngineKnob> Knobs { get; init; } = [];
}

/// <summary>What a frame costs about, to tell an hour from a minute before a render begins.</summary>
/// <param name="ProcessorMilliseconds">Processor time a frame for planning and drawing on one core, without decoding and encoding.</param>
/// <param name="MeasuredOn">What was measured.</param>
public sealed record EngineCost(double ProcessorMilliseconds, string MeasuredOn);

/// <summary>A number that an engine lets the user set.</summary>
/// <param name="Name">Its name in camel case, such as <c>windowOffset</c>.</param>
/// <param name="Least">The least value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="Natural">The value where nothing is asked for.</param>
/// <param name="Whole">Whether it takes whole numbers only.</param>
/// <param name="Summary">What it does and its unit.</param>
public sealed record EngineKnob(string Name, double Least, double Most, double Natural, bool Whole, string Summary)
{
    /// <summary>The values it takes, such as <c>-5 to 5</c>.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"{Least} to {Most}");

    /// <summary>Whether it takes a value.</summary>
    public bool Takes(double value) => value >= Least && value <= Most && (!Whole || value == Math.Truncate(value));

    /// <summary>Refuses a value that is outside its range.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>.</exception>
    public void Check(double value)
    {
        if (!Takes(value))
        {
            var takes = Whole ? $"whole numbers from {Range}" : Range;
            throw new HeyGemException(
                ErrorCode.ArgumentInvalid, string.Create(CultureInfo.InvariantCulture, $"{Name} is {value}: it takes {takes}."));
        }
    }
}
