using System.Text.Json.Serialization;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Http.Carried;
using HeyGem.Bridge.Http.Health;
using HeyGem.Bridge.Http.Items;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Http.Presets;
using HeyGem.Bridge.Http.Previews;
using HeyGem.Bridge.Http.Setup;
using HeyGem.Bridge.Http.Speech;
using HeyGem.Bridge.Http.Timelines;
using HeyGem.Bridge.Http.Turns;
using HeyGem.Bridge.Http.Uploads;
using HeyGem.Core.Render.Presets;
using HeyGem.Core.Render.Report;

namespace HeyGem.Bridge.Http;

/// <summary>What requests and answers hold, worked out when the program is built instead of at each start.</summary>
[JsonSerializable(typeof(CapabilitiesReply))]
[JsonSerializable(typeof(CaptionsReadRequest))]
[JsonSerializable(typeof(CaptionsReply))]
[JsonSerializable(typeof(CarriedReply))]
[JsonSerializable(typeof(CodeRequest))]
[JsonSerializable(typeof(CorrectionRequest))]
[JsonSerializable(typeof(HealthReply))]
[JsonSerializable(typeof(ItemOriginView))]
[JsonSerializable(typeof(ItemView))]
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(LaunchCodeReply))]
[JsonSerializable(typeof(LogReply))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(MediaReply))]
[JsonSerializable(typeof(PairingCodeReply))]
[JsonSerializable(typeof(Preset))]
[JsonSerializable(typeof(PresetsReply))]
[JsonSerializable(typeof(PreviewRequest))]
[JsonSerializable(typeof(PreviewView))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(RenderReport))]
[JsonSerializable(typeof(RunningReply))]
[JsonSerializable(typeof(SettingsReply))]
[JsonSerializable(typeof(SettingsRequest))]
[JsonSerializable(typeof(ShownReply))]
[JsonSerializable(typeof(SpeakerSearchRequest))]
[JsonSerializable(typeof(SpeakerSearchView))]
[JsonSerializable(typeof(SpeechRequest))]
[JsonSerializable(typeof(StopReply))]
[JsonSerializable(typeof(TicketReply))]
[JsonSerializable(typeof(TicketRequest))]
[JsonSerializable(typeof(TimelineRenderRequest))]
[JsonSerializable(typeof(TimelineReply))]
[JsonSerializable(typeof(TimelineRequest))]
[JsonSerializable(typeof(TokenReply))]
[JsonSerializable(typeof(UploadReply))]
[JsonSerializable(typeof(VoicesReply))]
internal sealed partial class BodyJson : JsonSerializerContext;
