using System.Reflection;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Http.Health;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Runner;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HeyGem.Bridge.Host;

/// <summary>The OpenAPI document: what it says beyond the routes, and the run of the program that the build starts to write it.</summary>
internal static class ApiDocument
{
    private const string BuildTool = "GetDocument.Insider";

    /// <summary>Whether the build's document writer started this process, not a user.</summary>
    public static bool IsBeingWritten => Assembly.GetEntryAssembly()?.GetName().Name == BuildTool;

    /// <summary>
    /// Builds the application for the document writer, which stops it once it is built: on a store that is gone afterwards.
    /// </summary>
    public static async Task HostAsync()
    {
        var folder = Directory.CreateTempSubdirectory("heygem-openapi-").FullName;
        try
        {
            var settings = new BridgeSettings { Port = 0, DataFolder = folder, OutputFolder = folder, MediaRoots = [folder] };
            var parts = new RenderBackend(
                (_, _, _) => throw new InvalidOperationException("Nothing renders here."),
                (_, _) => Task.FromResult<IReadOnlyList<HealthCheck>>([]),
                (_, _, _) => Task.CompletedTask,
                (_, _) => Task.CompletedTask);
            using var ledger = JobQueue.Open(settings.StorePath, parts.Render, new JobQueueOptions(), TimeProvider.System);
            using var log = RuntimeLog.Open(null);
            await using var app = BridgeApp.Build(settings, ledger, parts, log, TimeProvider.System);
            await app.RunAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Adds the title, the token and the one kind of error to the document.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "HeyGem.Bridge",
                Version = "v1",
                Description = "Renders clips whose mouths speak a given voice. Serves this machine only. Fields and codes may be added " +
                    "within a version.",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, _, _) =>
        {
            if (operation.Responses is { } responses && responses.Remove("400", out var problem))
            {
                responses["default"] = new OpenApiResponse { Description = "An error; code says which.", Content = problem.Content };
            }

            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // Only what clients send is closed: replies may grow.
            schema.AdditionalPropertiesAllowed = !context.JsonTypeInfo.Type.Name.EndsWith("Request", StringComparison.Ordinal);
            return Task.CompletedTask;
        });
    }
}
