using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Api;

/// <summary>Makes requests from an OpenAPI document: mostly of the right shape, each with a chance of a wrong value anywhere.</summary>
internal sealed class RequestGenerator
{
    private static readonly string[] _strings =
    [
        "", " ", "a", "12345678", "auto", "口播", "\u202Eevil", "\0", "../../etc/passwd", "%2e%2e", "'; DROP TABLE jobs;--", "-1", "1e400",
            "null", "true", "{}", "\uFFFD",
        "9223372036854775808", "25", "30000/1001", "https://evil.test/x.mp4",
    ];

    private static readonly double[] _numbers = [0, 1, -1, 0.5, 1.5, 1000, -1000, 30_000, int.MaxValue, int.MinValue, 1e15, 1e300, -1e300];

    private readonly JsonObject _document;
    private readonly Random _random;
    private readonly string[] _known;
    private readonly List<(HttpMethod Method, string Path, JsonObject Operation)> _operations;

    /// <param name="document">The OpenAPI document.</param>
    /// <param name="random">Where chance comes from; the same seed gives the same requests.</param>
    /// <param name="known">Ids and paths that exist, used now and then.</param>
    public RequestGenerator(JsonObject document, Random random, string[] known)
    {
        (_document, _random, _known) = (document, random, known);
        _operations = [.. document["paths"]!.AsObject()
            .SelectMany(p => p.Value!.AsObject().Select(o => (new HttpMethod(o.Key.ToUpperInvariant()), p.Key, o.Value!.AsObject())))];
    }

    public (HttpMethod Method, string Address, string? Body) Next()
    {
        var (method, address, operation) = _operations[_random.Next(_operations.Count)];
        var query = new List<string>();
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            var (name, place) = (parameter!["name"]!.GetValue<string>(), parameter["in"]!.GetValue<string>());
            if (place == "path")
            {
                address = address.Replace($"{{{name}}}", Uri.EscapeDataString(
                    Chance(0.6) ? _known[_random.Next(2)] : Text() is { Length: > 0 } t ? t : "x"), StringComparison.Ordinal);
            }
            else if (place == "query" && name != "waitMs" && Chance(0.5))
            {
                query.Add($"{name}={Uri.EscapeDataString(Chance(0.5) ? Text() : Number())}");
            }
        }

        // Neither end the fixture's only finished job nor wait on events here.
        method = method == HttpMethod.Delete ? HttpMethod.Get : method;
        var schema = operation["requestBody"]?["content"]?["application/json"]?["schema"];
        var body = operation["requestBody"] is null ? null : schema is null ? Text() : Chance(0.05) ? Text() : Value(schema, 0);
        return (method, query.Count == 0 ? address : $"{address}?{string.Join('&', query)}", body);
    }

    private string Value(JsonNode schema, int depth)
    {
        if (Chance(0.06))
        {
            return Wrong();
        }

        if (schema["$ref"] is { } reference)
        {
            return Value(_document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!, depth);
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            return Value(choices[_random.Next(choices.Count)]!, depth);
        }

        if (schema["enum"] is JsonArray words)
        {
            return words[_random.Next(words.Count)]?.ToJsonString() ?? "null";
        }

        var type = schema["type"] is JsonArray types
            ? types[_random.Next(types.Count)]!.GetValue<string>() : schema["type"]?.GetValue<string>();
        return type switch
        {
            "object" => Object(schema, depth),
            "array" => $"[{string.Join(',', Values(schema["items"]!, depth > 6 ? 0 : _random.Next(0, 4), depth + 1))}]",
            "string" => JsonValue.Create(Text()).ToJsonString(),
            "integer" => ((long)_numbers[_random.Next(10)]).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "number" => Number(),
            "boolean" => Chance(0.5) ? "true" : "false",
            _ => "null",
        };
    }

    private IEnumerable<string> Values(JsonNode schema, int count, int depth) =>
        Enumerable.Range(0, count).Select(_ => Value(schema, depth));

    private string Object(JsonNode schema, int depth)
    {
        var required = (schema["required"]?.AsArray() ?? []).Select(r => r!.GetValue<string>()).ToHashSet();
        var members = (schema["properties"]?.AsObject() ?? []).Where(p => Chance(required.Contains(p.Key) ? 0.97 : 0.4))
            .Select(p => $"\"{p.Key}\":{Value(p.Value!, depth + 1)}");
        return $"{{{string.Join(',', Chance(0.03) ? members.Append("\"extra\":1") : members)}}}";
    }

    private string Wrong() => _random.Next(6) switch
    {
        0 => "null",
        1 => "[]",
        2 => "{}",
        3 => Number(),
        4 => JsonValue.Create(Text()).ToJsonString(),
        _ => new string('[', 40) + new string(']', 40),
    };

    private string Text() => Chance(0.3) ? _known[_random.Next(_known.Length)] : Chance(0.02)
        ? new string('x', 5000) : _strings[_random.Next(_strings.Length)];

    private string Number() => _numbers[_random.Next(_numbers.Length)].ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private bool Chance(double share) => _random.NextDouble() < share;
}
