using System.ComponentModel;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Turns;

namespace HeyGem.Bridge.Http.Turns;

/// <summary>A search for who speaks when, as clients see it.</summary>
internal sealed record SpeakerSearchView
{
    public required string Id { get; init; }

    [Description("A cancelled search is forgotten, so this is never cancelled.")]
    public required ItemState State { get; init; }

    [Description("Grows with every change, progress included; to give back as since.")]
    public required long Version { get; init; }

    [Description("While faces are followed.")]
    public required ProgressView? Progress { get; init; }

    [Description("Who speaks when, once it is completed. A turn that is not sure is to be looked at before it is used.")]
    public required SpeakerProposal? Proposal { get; init; }

    [Description("Why it failed.")]
    public required ErrorView? Error { get; init; }

    public static SpeakerSearchView From(SpeakerSearch search) => new()
    {
        Id = search.Id,
        State = search.State,
        Version = search.Version,
        Progress = ProgressView.From(search.Progress),
        Proposal = search.Proposal,
        Error = ErrorView.From(search.Error),
    };
}
