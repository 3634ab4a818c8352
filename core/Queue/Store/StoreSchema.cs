namespace HeyGem.Core.Queue.Store;

/// <summary>
/// The tables of the job list. A list of an earlier version, or one whose number is wrong, gets the columns and indexes that it lacks;
/// one that lacks what every version had is damaged.
/// </summary>
internal static class StoreSchema
{
    /// <summary>
    /// The version that is written: 2 knows removable results and clips that wait for a disk, 3 what a list shows of a clip and where its
    /// result's disk is, 4 where the segments of an interrupted clip lie, 5 which jobs render clips of a timeline, 6 which go first.
    /// </summary>
    public const int Version = 6;

    /// <summary>The columns that every version has.</summary>
    public static IReadOnlyDictionary<string, string[]> Always { get; } = new Dictionary<string, string[]>
    {
        ["meta"] = ["epoch"],
        ["jobs"] = ["seq", "id", "idempotency_key", "body_hash", "title", "state", "created_at", "version", "served"],
        ["items"] =
        [
            "seq", "id", "job_seq", "position", "label", "client_ref", "spec", "state", "attempt", "version", "cancel_requested",
                "started_at",
            "finished_at", "staged_path", "output_path", "output_bytes", "output_sha256", "report", "error_code", "error_message",
                "error_hint",
        ],
    };

    /// <summary>The columns that came later, each with what adds it.</summary>
    public static IReadOnlyList<(string Table, string Column, string Type)> Later { get; } =
    [
        ("jobs", "removable", "INTEGER NOT NULL DEFAULT 0"),
        ("jobs", "timeline", "TEXT"),
        ("jobs", "priority", "INTEGER NOT NULL DEFAULT 0"),
        ("items", "waits_for", "TEXT"),
        ("items", "clip_path", "TEXT"),
        ("items", "start_seconds", "REAL NOT NULL DEFAULT 0"),
        ("items", "disk", "TEXT"),
        ("items", "work_folder", "TEXT"),
    ];

    /// <summary>The tables of a new list, without the columns that came later.</summary>
    public const string Tables = """
        CREATE TABLE meta(epoch INTEGER NOT NULL);
        INSERT INTO meta VALUES(0);
        CREATE TABLE jobs(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            idempotency_key TEXT NOT NULL UNIQUE,
            body_hash TEXT NOT NULL,
            title TEXT,
            state INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            version INTEGER NOT NULL,
            served INTEGER NOT NULL);
        CREATE TABLE items(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            job_seq INTEGER NOT NULL REFERENCES jobs(seq) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            label TEXT NOT NULL,
            client_ref TEXT,
            spec TEXT NOT NULL,
            state INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            version INTEGER NOT NULL,
            cancel_requested INTEGER NOT NULL DEFAULT 0,
            started_at INTEGER,
            finished_at INTEGER,
            staged_path TEXT,
            output_path TEXT,
            output_bytes INTEGER,
            output_sha256 TEXT,
            report TEXT,
            error_code TEXT,
            error_message TEXT,
            error_hint TEXT,
            UNIQUE(job_seq, position));
        """;

    /// <summary>The indexes; counts, spans and changes of a job are answered from them without reading its items.</summary>
    public const string Indexes = """
        DROP INDEX IF EXISTS items_by_state;
        CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs(state, seq);
        CREATE INDEX IF NOT EXISTS jobs_by_served ON jobs(served);
        CREATE INDEX IF NOT EXISTS items_in_state ON items(job_seq, state, started_at, finished_at);
        CREATE INDEX IF NOT EXISTS items_changed ON items(job_seq, version);
        CREATE INDEX IF NOT EXISTS items_queued ON items(job_seq, position) WHERE state = 0;
        CREATE INDEX IF NOT EXISTS items_running ON items(seq) WHERE state = 1;
        """;
}
