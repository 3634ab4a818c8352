namespace HeyGem.Bridge.Auth;

/// <summary>Who may use a route. Every route carries one; one without is closed to all and fails a test.</summary>
internal enum AccessRule
{
    /// <summary>Anybody who reaches the bridge: nothing private in it and nothing changes.</summary>
    Open,

    /// <summary>Anybody on this machine, nobody over the LAN address.</summary>
    Local,

    /// <summary>Only with a token in the Authorization header.</summary>
    Token,

    /// <summary>Only with the key of a worker of a farm, and with nothing else.</summary>
    Worker,

    /// <summary>With a token, or with a ticket for exactly this address, for elements of a page that cannot send headers.</summary>
    TokenOrTicket,
}

/// <summary>The rule as route metadata.</summary>
internal sealed record Access(AccessRule Rule);

/// <summary>How routes state their rule.</summary>
internal static class AccessExtensions
{
    public static TBuilder For<TBuilder>(this TBuilder builder, AccessRule rule)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new Access(rule));
        return builder;
    }
}
