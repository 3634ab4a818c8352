namespace HeyGem.Bridge.Auth;

/// <summary>
/// Marks a request that came inside something else: a message of a WebSocket or a file of the mailbox. No route is open to it without a
/// token.
/// </summary>
internal sealed record CarriedRequest;
