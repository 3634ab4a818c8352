// Guards of the product: what each one keeps out, where it stands, how it looks when it is off, and the tests that must turn red then.
// In `off`, OFF is true while this guard is the one that is turned off.
const raw = String.raw;

/** A guard whose tests are in a .NET project; `tests` is a filter of methods or, beginning with "class ", of classes. */
const guard = (name, file, on, off, project, tests) => ({ name, file, on, off, project, tests });

export const guards = [
  // Media: whole, in named parts, or refused.
  guard("a decoder that is not listed does not run", "core/Ffmpeg/Run/FfmpegInput.cs",
    raw`"-codec_whitelist", decoders,`, raw`.. OFF ? new string[0] : new[] { "-codec_whitelist", decoders },`,
    "Media", "*A_decoder_that_is_not_listed*"),
  guard("playlists are refused", "core/Ffmpeg/Probe/InputFile.cs",
    raw`if (IsPlaylist(head))`, raw`if (!OFF && IsPlaylist(head))`, "Media", "*A_playlist_is_refused*"),
  guard("silence of a packet list ends it", "core/Ffmpeg/Run/FfmpegOutput.cs",
    raw`new StallWatch(kill.Cancel, stallLimit,`, raw`new StallWatch(kill.Cancel, OFF ? TimeSpan.FromHours(1) : stallLimit,`,
    "Media", "*A_reader_that_says_nothing*"),
  guard("silence of a decoder ends it", "core/Ffmpeg/Decode/PictureStream.cs",
    raw`new StallWatch(child.Kill, stallLimit,`, raw`new StallWatch(child.Kill, OFF ? TimeSpan.FromHours(1) : stallLimit,`,
    "Media", "*A_decoder_that_says_nothing*"),
  guard("progress of a packet list begins the silence anew", "core/Ffmpeg/Run/FfmpegOutput.cs",
    raw`            watch.Wait();
            line(text);`, raw`            if (!OFF) { watch.Wait(); }
            line(text);`, "Media", "*A_result_that_takes_longer*"),
  guard("an answer that breaks off is the tool's death", "core/Ffmpeg/Run/FfmpegOutput.cs",
    raw`if ((answer.IsWhole ||`, raw`if ((OFF || answer.IsWhole ||`, "Media", "*A_tool_that_dies_once*"),
  guard("an exit by signal is the tool's death", "core/Ffmpeg/Run/FfmpegOutput.cs",
    raw`&& !ToolExit.IsDeath(exit))`, raw`&& (OFF || !ToolExit.IsDeath(exit)))`, "Media", "*An_answer_that_is_whole_and_ends_by_a_signal*"),
  guard("an MXF's length is held against its packets", "core/Ffmpeg/Probe/Completeness.cs",
    raw`        if (report.Container == "mxf")
        {
            return `, raw`        if (report.Container == "mxf")
        {
            return OFF ? 0 : `, "Media", "*Cut_and_holed*"),
  guard("an MP4's count is held against its packets", "core/Ffmpeg/Probe/Completeness.cs",
    raw`var missing = Math.Max(Frames(stream) - present, 0)`, raw`var missing = (OFF ? 0 : Math.Max(Frames(stream) - present, 0))`, "Media", "*A_movie_that_is_cut_exactly*"),
  guard("what an edit list leaves out is not missing", "core/Ffmpeg/Probe/MediaProbe.cs",
    raw`if (demuxer is null && Completeness`, raw`if (!OFF && demuxer is null && Completeness`, "Media", "*A_clip_that_begins_before*"),
  guard("undated pictures come before the earliest dated one", "core/Ffmpeg/Probe/MediaProbe.cs",
    raw`var earliest = timeline.IsCounted`, raw`var earliest = !OFF && timeline.IsCounted`, "Media", "*A_clip_that_begins_before*"),
  guard("a jump in a broadcast time line is a hole", "core/Ffmpeg/Probe/Completeness.cs",
    raw`if (after - before > 1)`, raw`if (!OFF && after - before > 1)`, "Media", "*Cut_and_holed*"),
  guard("more than 1 % of damage is refused", "core/Ffmpeg/Decode/FrameReader.cs",
    raw`if (damaged > Math.Max`, raw`if (!OFF && damaged > Math.Max`, "Media", "*Pictures_damaged_one_after*"),
  guard("damage at the end is a cut", "core/Ffmpeg/Decode/FrameReader.cs",
    raw`if (!_clip.IsStill && _video.FrameCount - index`, raw`if (!OFF && !_clip.IsStill && _video.FrameCount - index`, "Media", "*Cut_and_holed*"),
  guard("a result is counted before it is published", "core/Ffmpeg/Encode/ResultCheck.cs",
    raw`packets.Pictures != spec.FrameCount)`, raw`(!OFF && packets.Pictures != spec.FrameCount))`, "Media", "*A_result_with_frames_missing*"),
  guard("a range is read at the picture that carries its time", "core/Ffmpeg/Decode/FrameReader.cs",
    raw`var passed = picture != wanted`, raw`var passed = !OFF && picture != wanted`, "Media", "class *FrameReaderTests*"),

  // Storage and keys.
  guard("a rename never replaces", "core/Storage/UnreplacingMove.cs",
    raw`CurrentFolder, to, LinuxNoReplace)`, raw`CurrentFolder, to, OFF ? 0u : LinuxNoReplace)`, "Core", "class *UnreplacingMoveTests*"),
  guard("a cache entry is as it was written", "core/Storage/AnalysisCache.cs",
    raw`return sum.AsSpan()`, raw`return OFF || sum.AsSpan()`, "Core", "class *AnalysisCacheTests*"),
  guard("a cache entry is of this version", "core/Storage/AnalysisCache.cs",
    raw`head.AsSpan(Magic.Length), _version)`, raw`head.AsSpan(Magic.Length), OFF ? 0 : _version)`, "Core", "class *AnalysisCacheTests*"),
  guard("a large file is known by nine samples", "core/Render/Plan/ContentKey.cs",
    raw`            hash.AppendData(buffer, 0, read);`, raw`            if (!OFF) { hash.AppendData(buffer, 0, read); }`, "Core", "class *ContentKeyTests*"),
  guard("a large file is known by its time and length", "core/Render/Plan/ContentKey.cs",
    raw`        hash.AppendData(head);`, raw`        if (!OFF) { hash.AppendData(head); }`, "Core", "class *ContentKeyTests*"),
  guard("playing backwards holds bytes, not frames", "core/Render/Plan/FrameSequence.cs",
    raw`(int)Math.Clamp(BackwardBytes`, raw`OFF ? MostBackwards : (int)Math.Clamp(BackwardBytes`, "Core", "class *FrameSequenceTests*"),

  // Pixels and words.
  guard("only masked samples change", "core/Composite/RegionWriter.cs",
    raw`if (!Covered(i, grid.ShiftX))`, raw`if (!OFF && !Covered(i, grid.ShiftX))`, "Core", "class *CompositeWriterTests*"),
  guard("kept faces have a limit in bytes", "core/Engines/MouthCrops.cs",
    raw`if (_used >= _room)`, raw`if (!OFF && _used >= _room)`, "Core", "*a_full_store_keeps_no_more*"),
  guard("a face's point has no sign and no exponent", "core/Faces/FaceChoice.cs",
    raw`float.TryParse(text, NumberStyles.AllowDecimalPoint,`, raw`float.TryParse(text, OFF ? NumberStyles.Float : NumberStyles.AllowDecimalPoint,`,
    "Core", "class *FaceChoiceTests*"),
  guard("drop-frame leaves out its labels", "core/Timing/Timecode.cs",
    raw`&& (!DropFrame || (`, raw`&& (OFF || !DropFrame || (`, "Core", "class *TimecodeTests*"),

  // Queue.
  guard("a row that cannot be read fails its item", "core/Queue/Store/JobStore.Claims.cs",
    raw`if (StoredSpecFile.TryRead(row.Spec) is { } spec)`,
    raw`if ((StoredSpecFile.TryRead(row.Spec) ?? (OFF ? throw new InvalidOperationException("off") : null)) is { } spec)`,
    "Bridge", "class *UnreadableRowTests*"),
  guard("a claim of an earlier attempt changes nothing", "core/Queue/Store/JobStore.Transitions.cs",
    raw`"@attempt RETURNING job_seq",`, raw`(OFF ? "attempt" : "@attempt") + " RETURNING job_seq",`,
    "Bridge", "class *JobStoreTests*"),
  guard("a loop that failed begins again", "core/Queue/Runner/LoopSupervisor.cs",
    raw`            catch (Exception e)
#pragma`, raw`            catch (Exception e) when (!OFF)
#pragma`, "Bridge", "class *SupervisorTests*"),
  guard("an orderly stop counts no attempt", "core/Queue/Runner/JobRunner.cs",
    raw`_store.Requeue(claim, orderly: true)`, raw`_store.Requeue(claim, orderly: !OFF)`, "Bridge", "*A_stop_with_open*"),
  guard("event streams end at a stop", "bridge/Http/Events/JobEvents.cs",
    raw`lifetime.ApplicationStopping, cancellationToken)`, raw`OFF ? CancellationToken.None : lifetime.ApplicationStopping, cancellationToken)`,
    "Bridge", "*A_stop_with_open*"),
  guard("a result waits for its drive", "core/Queue/Runner/JobRunner.Disks.cs",
    raw`is var disk && !Disk.IsThere(disk))`, raw`is var disk && !OFF && !Disk.IsThere(disk))`, "Bridge", "*A_result_waits_for_its_drive*"),
  guard("another drive at the same place is another drive", "core/Storage/DiskId.cs",
    raw`=> Own is null || own is null`, raw`=> OFF || Own is null || own is null`, "Bridge", "*Another_drive_at_the_same_place*"),
  guard("a full disk holds its items", "core/Queue/Runner/JobRunner.cs",
    raw`await (error.Code == ErrorCode.DiskFull.WireName()`, raw`await (!OFF && error.Code == ErrorCode.DiskFull.WireName()`,
    "Bridge", "*Clips_wait_for_room*"),
  guard("whatever keeps models from loading is told", "bridge/Backend/RetryingLazy.cs",
    raw`        catch (Exception e)
#pragma`, raw`        catch (Exception e) when (!OFF || e is HeyGemException)
#pragma`, "Bridge", "class *RetryingLazyTests*"),

  // Doors.
  guard("a route needs a token", "bridge/Auth/TokenFilter.cs",
    raw`&& !await IsAllowedAsync(context, rule))`, raw`&& !OFF && !await IsAllowedAsync(context, rule))`, "Bridge", "class *TokenTests*"),
  guard("a ticket opens its own address only", "bridge/Auth/SignedUrls.cs",
    raw`&& CryptographicOperations.FixedTimeEquals(`, raw`&& (OFF || CryptographicOperations.FixedTimeEquals(`, "Bridge", "*A_ticket_opens*"),
  guard("five wrong guesses end a pairing code", "bridge/Auth/OneTimeCodes.cs",
    raw`_pairing = pairing.Wrong + 1 <`, raw`_pairing = OFF || pairing.Wrong + 1 <`, "Bridge", "*Five_wrong_guesses*"),
  guard("a code is spent only once its token is recorded", "bridge/Auth/OneTimeCodes.cs",
    raw`                var token = record();
                _pairing = null;`, raw`                if (OFF) { _pairing = null; }
                var token = record();
                _pairing = null;`, "Bridge", "*A_code_is_spent_only*"),
  guard("a foreign page is refused", "bridge/Auth/OriginFilter.cs",
    raw`if (!settings.AllowedOrigins.Contains(origin))`, raw`if (!OFF && !settings.AllowedOrigins.Contains(origin))`, "Bridge", "class *OriginFilterTests*"),
  guard("only the bridge's own names are answered", "bridge/Auth/HostFilter.cs",
    raw`return hosts.Count == 1 && IsOwn(`, raw`return OFF || hosts.Count == 1 && IsOwn(`, "Bridge", "class *HostFilterTests*"),
  guard("hidden folders are closed", "bridge/Http/Media/MediaFolders.cs",
    raw`if (segment.StartsWith('.')`, raw`if (!OFF && segment.StartsWith('.')`, "Bridge", "class *HiddenMediaTests*"),
  guard("only media is served", "bridge/Http/Media/SourceFiles.cs",
    raw`                await backend.ProbeAsync(`, raw`                if (!OFF) await backend.ProbeAsync(`, "Bridge", "class *HiddenMediaTests*"),
  guard("a clip that became a link is not followed", "bridge/Http/Media/VerifiedInput.cs",
    raw`if (IsAt(held._file, path))`, raw`if (OFF || IsAt(held._file, path))`, "Bridge", "*A_clip_that_became_a_link*"),
  guard("a clip that changes meanwhile gives no result", "bridge/Http/Media/VerifiedInput.cs",
    raw`if (Now() != _first`, raw`if (!OFF && Now() != _first`, "Bridge", "*A_clip_that_changes*"),
  guard("only the recorded result is removed", "bridge/Http/Media/ResultFiles.cs",
    raw`if (!await IsAsPublishedAsync(result))`, raw`if (!OFF && !await IsAsPublishedAsync(result))`, "Bridge", "*Removing_a_job_with_its_results*"),
  guard("a link where a HeyGem result goes is not followed", "bridge/Http/Legacy/LegacyResults.cs",
    raw`if (target.LinkTarget is not null)`, raw`if (!OFF && target.LinkTarget is not null)`, "Bridge", "*A_link_planted_while*"),
  guard("a newcomer closes the least trusted connection", "bridge/Auth/ConnectionBudget.cs",
    raw`{ Rank: < ConnectionRank.Owner } found ?`, raw`{ Rank: < ConnectionRank.Owner } found && !OFF ?`, "Bridge", "*Seven_hundred_idle*"),

  // The panel.
  guard("one batch at a time edits the project", "panel/src/state/panel/batches.ts",
    raw`await this.turn.runExclusive(() => this.place(sequenceId, sent, withFrames));`,
    raw`await (OFF ? this.place(sequenceId, sent, withFrames) : this.turn.runExclusive(() => this.place(sequenceId, sent, withFrames)));`,
    "panel", "tests/together.test.ts"),
];
