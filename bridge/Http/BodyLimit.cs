using Microsoft.AspNetCore.Http.Metadata;

namespace HeyGem.Bridge.Http;

/// <summary>How large a route's request body may be, where that is not what all routes take.</summary>
/// <param name="MaxRequestBodySize">Bytes.</param>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
