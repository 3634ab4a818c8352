using HeyGem.Core.Errors;
using Microsoft.Extensions.FileProviders;

namespace HeyGem.Bridge.Host;

/// <summary>The built page: plain files, open to anybody who passed the host and origin checks, for they hold nothing private.</summary>
internal static class PageFiles
{
    /// <summary>Serves the files of a folder at the root address; without a built page the root says how to get one.</summary>
    public static void UsePage(this WebApplication app, string webRoot)
    {
        if (File.Exists(Path.Combine(webRoot, "index.html")))
        {
            var files = new PhysicalFileProvider(webRoot);
            app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
            app.UseStaticFiles(new StaticFileOptions { FileProvider = files });
            return;
        }

        app.Use((HttpContext context, RequestDelegate next) => context.Request.Path == "/"
            ? throw new HeyGemException(ErrorCode.PageMissing, "The page has not been built into this bridge.")
            : next(context));
    }
}
