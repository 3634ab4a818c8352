using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>Checks the voices of an item and turns them into speakers.</summary>
/// <param name="readFile">Finds a file by its path or upload; told the field.</param>
/// <param name="readPieces">Reads the pieces of a voice; told the field.</param>
internal sealed class SpeakersReader(Func<string?, string?, string, string> readFile, Func<VoiceRequest, string, VoicePieces> readPieces)
{
    /// <summary>The speakers; none where the item has one voice.</summary>
    /// <param name="item">The item.</param>
    /// <param name="fit">What the job says of lengths.</param>
    /// <param name="at">The item's field.</param>
    /// <exception cref="HeyGemException">The field that is wrong, and why.</exception>
    public Speakers Read(ItemRequest item, FitPolicy fit, string at)
    {
        if (item.Voices is not { } asked)
        {
            JobRequestReader.Require(item.Audio is not null, $"{at}.audio", "is given, or voices");
            return Speakers.None;
        }

        at += ".voices";
        JobRequestReader.Require(item is { Audio: null, Face: null, Person: null }, at, "stands alone, without audio, face and person");
        JobRequestReader.Require(
            asked.Count is >= 2 and <= Speakers.Most || asked is [{ Face: "auto" }], at,
            $"has 2 to {Speakers.Most} voices, or one with the face auto");
        JobRequestReader.Require(fit == FitPolicy.Cut, at, "goes with the fit \"cut\", as the result is as long as the clip");
        var speakers = new Speakers([.. asked.Select((voice, i) => Read(voice, $"{at}[{i}]"))]);
        JobRequestReader.Require(
            speakers.All(s => !s.IsAuto) || speakers.All(s => s is { IsAuto: true, Pieces.Count: 0 }), at,
            "has the face auto for all voices or for none, and then neither pieces nor ranges");
        return speakers;
    }

    private Speaker Read(SpokenVoiceRequest? voice, string at)
    {
        JobRequestReader.Require(voice is not null, at, "is given");
        var audio = voice!.Audio;
        JobRequestReader.Require(
            audio is { In: null, Out: null, Stream: null, Channel: null, Captions: null }, $"{at}.audio",
            "has path, uploadId or pieces only");
        JobRequestReader.Require((voice.Face is null) != (voice.Person is null), at, "has either face or person");
        var face = FaceChoice.Auto;
        JobRequestReader.Require(
            voice.Face is null || (voice.Face.Length is > 0 and < 40 && FaceChoice.TryParse(voice.Face, out face)), $"{at}.face",
            "is auto, left, right, largest or X,Y");
        var pieces = readPieces(audio, $"{at}.audio");
        var path = pieces.Count > 0 ? pieces[0].Path : readFile(audio.Path, audio.UploadId, $"{at}.audio");
        return new Speaker(path)
        {
            Pieces = voice.Ranges is { } ranges ? ReadRanges(ranges, path, audio, at) : pieces,
            Face = face,
            PersonPath = voice.Person is { } person ? readFile(person.Path, person.UploadId, $"{at}.person") : null,
        };
    }

    /// <summary>A whole file lies under the clip from its in point on: a range is the same stretch of both.</summary>
    private static VoicePieces ReadRanges(IReadOnlyList<VoiceSpanRequest> ranges, string path, VoiceRequest audio, string at)
    {
        at += ".ranges";
        JobRequestReader.Require(audio.Pieces is null, at, "goes with a whole file");
        JobRequestReader.Require(ranges.Count is >= 1 and <= VoicePieces.Most, at, $"has 1 to {VoicePieces.Most} stretches");
        var pieces = new VoicePieces(ranges.Select((range, i) =>
        {
            JobRequestReader.Require(range is not null, $"{at}[{i}]", "is given");
            var from = JobRequestReader.ReadTime(range!.From, $"{at}[{i}].from");
            return new VoicePiece(path, from, JobRequestReader.ReadTime(range.To, $"{at}[{i}].to"), from);
        }));
        if (pieces.Fault() is var (index, field, _))
        {
            JobRequestReader.Require(false, $"{at}[{index}].{(field == "out" ? "to" : "from")}", "lies after what is before it");
        }

        return pieces;
    }
}
