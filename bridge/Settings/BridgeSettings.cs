namespace HeyGem.Bridge.Settings;

/// <summary>How one run of the bridge is set up. Paths are absolute.</summary>
internal sealed record BridgeSettings
{
    /// <summary>Days that <see cref="KeepFor"/> means unless the user says otherwise.</summary>
    public const int DefaultKeepDays = 30;

    /// <summary>Gigabytes that <see cref="KeepBytes"/> means unless the user says otherwise.</summary>
    public const int DefaultKeepGigabytes = 60;

    /// <summary>
    /// Where results go unless somebody says otherwise: the user's own folder for videos, or the data folder where there is none. Never the
    /// folder that the bridge was started in.
    /// </summary>
    public static string DefaultOutputFolder(string dataFolder) =>
        Environment.GetFolderPath(Environment.SpecialFolder.MyVideos) is { Length: > 0 } videos
            ? Path.Combine(videos, "HeyGem Renders")
            : Path.Combine(dataFolder, "outputs");

    /// <summary>The port on the loopback addresses; 0 takes any free one on 127.0.0.1.</summary>
    public required int Port { get; init; }

    /// <summary>The user's data folder: store, uploads, tokens, thumbnails, log.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where results go, each day and job in a folder of its own.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Folders that media may be read from, beside uploads and results.</summary>
    public required IReadOnlyList<string> MediaRoots { get; init; }

    /// <summary>Origins of other pages that may use the bridge, each exactly as a browser sends it.</summary>
    public IReadOnlySet<string> AllowedOrigins { get; init; } = new HashSet<string>();

    /// <summary>The built page, or a folder that does not exist.</summary>
    public string WebRoot { get; init; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>How many clips are rendered at a time.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>How many clips may wait.</summary>
    public int QueueCap { get; init; } = 10_000;

    /// <summary>How many connections are open at a time; beyond that the oldest that showed no token is closed.</summary>
    public int MaxConnections { get; init; } = 512;

    /// <summary>The largest single upload, bytes.</summary>
    public long MaxUploadBytes { get; init; } = 20L << 30;

    /// <summary>All uploads together, bytes.</summary>
    public long UploadQuotaBytes { get; init; } = 60L << 30;

    /// <summary>Results are not begun on a disk with less room than this, bytes.</summary>
    public long MinFreeBytes { get; init; } = 256L << 20;

    /// <summary>Uploads leave so much room on their disk, bytes, and never less than a hundredth of it.</summary>
    public long UploadReserveBytes { get; init; } = 1L << 30;

    /// <summary>How long uploads, caches, thumbnails and results marked removable are kept after their last use.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(DefaultKeepDays);

    /// <summary>How much of them is kept, bytes; the newest stay.</summary>
    public long KeepBytes { get; init; } = (long)DefaultKeepGigabytes * 1_000_000_000;

    /// <summary>Whether a client on this machine may have a result shown in the system's file manager.</summary>
    public bool ShowsFiles { get; init; } = true;

    /// <summary>How other machines may use the bridge, or null: they may not.</summary>
    public LanSettings? Lan { get; init; }

    /// <summary>The broker of the farm that draws segments, or null: they are drawn here.</summary>
    public FarmSettings? Farm { get; init; }

    /// <summary>The folder that clients of the HeyGem server share with it, or null while its addresses are not served.</summary>
    public string? LegacyFolder { get; init; }

    /// <summary>One more port on the loopback addresses for those clients; 0 for none.</summary>
    public int LegacyPort { get; init; }

    /// <summary>The job list's file.</summary>
    public string StorePath => Path.Combine(DataFolder, "jobs.db");

    /// <summary>Where uploads lie, each in a folder of its own.</summary>
    public string UploadFolder { get => field ?? Path.Combine(DataFolder, "uploads"); init; }

    /// <summary>Where thumbnails lie.</summary>
    public string ThumbnailFolder => Path.Combine(DataFolder, "thumbnails");

    /// <summary>Where the timelines of jobs lie, as long as their jobs are in the list.</summary>
    public string TimelineFolder => Path.Combine(DataFolder, "timelines");

    /// <summary>Where previews lie, each in a folder of its own.</summary>
    public string PreviewFolder => Path.Combine(DataFolder, "previews");

    /// <summary>Where the engine's caches lie.</summary>
    public string CacheFolder => new HeyGem.Core.Weights.DataFolder(DataFolder).Cache;

    /// <summary>The certificate of the LAN address with its key.</summary>
    public string LanCertificatePath => Path.Combine(DataFolder, "lan.pfx");

    /// <summary>The hashes of the keys of workers.</summary>
    public string WorkerKeysPath => Path.Combine(DataFolder, "workers.json");

    /// <summary>Where what workers fetch and bring lies while they work.</summary>
    public string FarmFolder => Path.Combine(DataFolder, "farm");

    /// <summary>Where panels leave requests as files when nothing else gets through.</summary>
    public string MailboxFolder => Path.Combine(DataFolder, "mailbox");

    /// <summary>Where the log lies.</summary>
    public string LogFolder => Path.Combine(DataFolder, "logs");

    /// <summary>What clients of the same user read to find the running bridge.</summary>
    public string DiscoveryPath => Path.Combine(DataFolder, "bridge.json");
}
