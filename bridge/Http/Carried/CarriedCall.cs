namespace HeyGem.Bridge.Http.Carried;

/// <summary>A request as a message or a file carries it.</summary>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Path">Path and query, from / on.</param>
/// <param name="Body">JSON, or null for none.</param>
internal sealed record CarriedCall(string Method, string Path, string? Body = null);

/// <summary>Its answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers that a client reads, by their names.</param>
/// <param name="Text">The body.</param>
internal sealed record CarriedReply(int Status, IReadOnlyDictionary<string, string> Headers, string Text);
