namespace HeyGem.Core.Errors;

/// <summary>The wire name and the hint of each <see cref="ErrorCode"/>.</summary>
public static class ErrorCodes
{
    /// <summary>The dotted lower-case name used in JSON, logs and documentation, such as <c>face.not_found</c>.</summary>
    public static string WireName(this ErrorCode code) => Of(code).Wire;

    /// <summary>What the editor does about it, one or two sentences.</summary>
    public static string Hint(this ErrorCode code) => Of(code).Hint;

    private static (string Wire, string Hint) Of(ErrorCode code) => code switch
    {
        ErrorCode.ArgumentInvalid => ("argument.invalid", "Check the value; --help behind the command lists what each option accepts."),
        ErrorCode.InputNotFound => ("input.not_found", "Check the path and that the drive is connected."),
        ErrorCode.InputNotRegularFile => ("input.not_regular_file", "Choose a media file, not a folder or device."),
        ErrorCode.InputUnreadable => ("input.unreadable", "Check the file's permissions."),
        ErrorCode.InputChanged => ("input.changed", "Wait until the file has finished copying, then render again."),
        ErrorCode.MediaEmpty => ("media.empty", "Copy or export the file again."),
        ErrorCode.MediaUnreadable => ("media.unreadable", "Check that the file plays; export it again as MP4, MOV, MKV or WAV."),
        ErrorCode.MediaIncomplete => ("media.incomplete", "Copy the file again or repair it in the camera's own software."),
        ErrorCode.MediaTruncated =>
            ("media.truncated", "Copy the file again, set an out point before the damage, or allow a partial result."),
        ErrorCode.MediaDamaged => ("media.damaged", "Export the clip again, render a range without the damage, or allow a partial result."),
        ErrorCode.MediaNoVideoStream => ("media.no_video_stream", "Choose a clip with a picture."),
        ErrorCode.MediaNoAudioStream => ("media.no_audio_stream", "Choose a file with sound."),
        ErrorCode.MediaTooLarge => ("media.too_large", "Use a clip within the limits that `heygem doctor` prints."),
        ErrorCode.MediaTooSmall => ("media.too_small", "Use a clip of at least 64 x 64 pixels."),
        ErrorCode.MediaUnsupported => ("media.unsupported", "Convert the clip to H.264, HEVC, ProRes or DNxHR."),
        ErrorCode.MediaPlaylistRefused => ("media.playlist_refused", "Choose the media file itself."),
        ErrorCode.AudioEmpty => ("audio.empty", "Choose another voice or move the voice's in and out points."),
        ErrorCode.AudioTooShort => ("audio.too_short", "Choose a longer voice."),
        ErrorCode.AudioInvalidSamples => ("audio.invalid_samples", "Export the voice again as 16-bit or 24-bit WAV."),
        ErrorCode.RangeEmpty => ("range.empty", "Move the in or out point."),
        ErrorCode.FaceNotFound =>
            ("face.not_found", "Use a shot where the face is turned to the camera and at least 50 pixels between the eyes' outer corners."),
        ErrorCode.FaceTooSmall =>
            ("face.too_small", "Use the shot at a larger size, or crop to the person first: 46 pixels between the eyes' outer corners are "
            + "enough."),
        ErrorCode.FaceTurned =>
            ("face.turned", "Use a part of the shot where the person looks towards the camera, at most 45 degrees to a side."),
        ErrorCode.FaceOccluded =>
            ("face.occluded", "Use a part of the shot where the mouth is free."),
        ErrorCode.SpeakersUnknown =>
            ("speakers.unknown", "Say of each voice whose it is, and when they speak, instead of auto; the proposal shows what was found."),
        ErrorCode.FaceShared =>
            ("face.shared", "Say of each speaker who it is: left, right, a point in the picture, or a picture of the person."),
        ErrorCode.TimelineUnreadable =>
            ("timeline.unreadable", "Export the timeline again as Final Cut Pro XML; docs/timeline.md lists what is read."),
        ErrorCode.TimelineRateMissing =>
            ("timeline.rate_missing", "Say the frame rate of the sequence that the list was exported from: --rate 25, or on the page."),
        ErrorCode.TimelineRefused =>
            ("timeline.refused", "Export the timeline again from the editor; do not use this file."),
        ErrorCode.TimelineTooLarge =>
            ("timeline.too_large", "Export only the sequence that is needed, not the whole project."),
        ErrorCode.TimelineNothingChosen =>
            ("timeline.nothing_chosen", "Name another track or colour with --clips; `--dry-run` lists what lies on the timeline."),
        ErrorCode.CaptionsUnreadable =>
            ("captions.unreadable", "Export the captions again as SubRip (.srt) or WebVTT (.vtt)."),
        ErrorCode.CaptionsEncoding =>
            ("captions.encoding", "Open the captions in a text editor that shows them rightly and save them as UTF-8."),
        ErrorCode.SpeechMissing =>
            ("speech.missing",
            "Install espeak-ng (Debian: apt-get install espeak-ng; macOS: brew install espeak-ng; Windows: winget install " +
            "eSpeak-NG.eSpeak-NG)."),
        ErrorCode.SpeechVoiceUnknown =>
            ("speech.voice_unknown", "`heygem voices` lists the voices and their languages; name one of them, or another language."),
        ErrorCode.SpeechFailed =>
            ("speech.failed", "Try the same text in that program by itself; or choose another voice."),
        ErrorCode.CorrectionMismatch => ("correction.mismatch", "Render the whole clip again with the corrected voice."),
        ErrorCode.ResultUnknown =>
            ("result.unknown", "Name a result as it was rendered on this machine, unchanged; or render the clip again."),
        ErrorCode.OutputNotWritable => ("output.not_writable", "Choose another folder for the results, or change its permissions."),
        ErrorCode.OutputFailed => ("output.failed", "Render again; if it happens again send the log."),
        ErrorCode.DiskFull => ("disk.full", "Free space or choose another drive for the results; no partial file was left."),
        ErrorCode.FfmpegMissing =>
            ("ffmpeg.missing",
            "Install ffmpeg (Debian: apt-get install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg), or put both " +
            "programs into the folder ffmpeg of the data folder, or set HEYGEM_FFMPEG to their folder. The bridge finds them " +
            "without a restart."),
        ErrorCode.FfmpegUnsupported =>
            ("ffmpeg.unsupported",
            "Install ffmpeg 5.1 or newer as your system or ffmpeg.org offers it; small builds inside other programs lack parts."),
        ErrorCode.FfmpegOutdated => ("ffmpeg.outdated", "Update ffmpeg when your system offers it; renders run meanwhile."),
        ErrorCode.FfmpegDied => ("ffmpeg.died", "See the log for ffmpeg's last lines."),
        ErrorCode.FfmpegStalled => ("ffmpeg.stalled", "Check that the drive answers; render again."),
        ErrorCode.WeightsMissing => ("weights.missing", "Run `heygem doctor`; it names the file and how to get it."),
        ErrorCode.WeightsHashMismatch => ("weights.hash_mismatch", "Delete the file and install it again."),
        ErrorCode.WeightsUnsupported => ("weights.unsupported", "Use a model with the inputs that docs/wav2lip.md lists."),
        ErrorCode.WeightsExternalData => ("weights.external_data", "Save the model again as one file that holds its weights."),
        ErrorCode.WeightsUnreadable => ("weights.unreadable", "Check the permissions of the file and its folder."),
        ErrorCode.WeightsLicenceNotAccepted =>
            ("weights.licence_not_accepted", "Read the licence that was printed; add --accept-licence if it fits your use."),
        ErrorCode.WeightsDownloadFailed =>
            ("weights.download_failed", "Run the same command again: it goes on where it stopped. Or install from a file."),
        ErrorCode.GpuOutOfMemory =>
            ("gpu.out_of_memory", "Close other programs that use the graphics card, or let the processor draw (provider cpu)."),
        ErrorCode.EngineUnavailable => ("engine.unavailable", "Choose the engine mesh, or install the engine's weights."),
        ErrorCode.JobPoisoned => ("job.poisoned", "Render the other clips; send the log of this one."),
        ErrorCode.AuthRequired =>
            ("auth.required", "Open the page with the address that `heygem serve` prints, or pair the panel with the code it shows."),
        ErrorCode.AuthCodeRefused => ("auth.code_refused", "Ask the bridge for a new code; each works once and only for a short time."),
        ErrorCode.AuthTooManyGuesses => ("auth.too_many_guesses", "Wait some seconds, then sign in again."),
        ErrorCode.HostNotAllowed => ("host.not_allowed", "Use the address that `heygem serve` prints."),
        ErrorCode.OriginNotAllowed =>
            ("origin.not_allowed", "Use the bridge's own page; add another page's exact origin with --allow-origin."),
        ErrorCode.RequestInvalid => ("request.invalid", "Correct the field named in the message; openapi.json lists what it accepts."),
        ErrorCode.RequestUnknownField => ("request.unknown_field", "Remove the field; openapi.json lists the ones that exist."),
        ErrorCode.RequestTooLarge => ("request.too_large", "Send less in one request; media goes through uploads or by path."),
        ErrorCode.RequestUnsupportedType => ("request.unsupported_type", "Send the content type that openapi.json names for this address."),
        ErrorCode.RequestNoSuchRoute => ("request.no_such_route", "Check the address and the method against openapi.json."),
        ErrorCode.PathNotAllowed => ("path.not_allowed", "Move the file into a media folder, or start the bridge with --root FOLDER."),
        ErrorCode.UploadNotFound => ("upload.not_found", "Upload the file again."),
        ErrorCode.UploadIncomplete => ("upload.incomplete", "Upload the file again; nothing of it was kept."),
        ErrorCode.UploadNoRoom => ("upload.no_room", "Give the file's path instead, or remove old uploads with `heygem clean`."),
        ErrorCode.JobNotFound => ("job.not_found", "Reload the list of jobs."),
        ErrorCode.JobConflict => ("job.conflict", "Use a new idempotency key for a new request."),
        ErrorCode.JobFinished => ("job.finished", "Nothing is left to do; reload the job."),
        ErrorCode.JobUnfinished => ("job.unfinished", "Wait until the clip is finished, or cancel it first."),
        ErrorCode.QueueFull => ("queue.full", "Wait until some clips are done, then try again."),
        ErrorCode.StoreFailed => ("store.failed", "Check that the disk of the data folder has room and can be written, then try again."),
        ErrorCode.StoreRecovered =>
            ("store.recovered",
            "Finished files are untouched. Send the clips again that were not finished; the old list is kept for whoever can repair it."),
        ErrorCode.StoreOnNetwork => ("store.on_network", "Set HEYGEM_DATA to a folder on a disk of this machine."),
        ErrorCode.StoreUnreadable => ("store.unreadable", "Send this clip again. The job list keeps what it holds of it, for a report."),
        ErrorCode.StoreNewer => ("store.newer", "Install the newer version again, or set HEYGEM_DATA to another folder."),
        ErrorCode.BridgeAlreadyRunning => ("bridge.already_running", "Use the running bridge, or stop it first."),
        ErrorCode.BridgePortInUse => ("bridge.port_in_use", "Stop that program or choose another port with --port."),
        ErrorCode.BridgePortNotAllowed => ("bridge.port_not_allowed", "Choose another port with --port, 1024 or above."),
        ErrorCode.LanPasswordMissing => ("lan.password_missing", "Set HEYGEM_LAN_PASSWORD to a long password, or start without --lan."),
        ErrorCode.FarmKeyRefused =>
            ("farm.key_refused", "Ask whoever runs the bridge for a new line from `heygem farm invite`."),
        ErrorCode.FarmVersionRefused =>
            ("farm.version_refused", "Install the same version on the worker as on the bridge."),
        ErrorCode.FarmSegmentGone =>
            ("farm.segment_gone", "Nothing is left to do; the worker takes the next one."),
        ErrorCode.FarmMediaRefused =>
            ("farm.media_refused", "A worker reads only the media of segments that were given to it."),
        ErrorCode.FarmResultWrong =>
            ("farm.result_wrong", "The segment is drawn again elsewhere; look at that machine's memory and disk, "
            + "then `heygem farm resume` it."),
        ErrorCode.FarmSetAside =>
            ("farm.set_aside", "`heygem farm status` says why; `heygem farm resume NAME` lets it work again."),
        ErrorCode.FarmOrderUnreadable =>
            ("farm.order_unreadable", "Install the same version on the worker as on the bridge."),
        ErrorCode.FarmDiffers =>
            ("farm.differs", "Use the same program, ffmpeg, models and kind of processor on the worker as on the bridge."),
        ErrorCode.FarmBrokerUnreachable =>
            ("farm.broker_unreachable", "Check the address and that RabbitMQ runs; the login is in HEYGEM_FARM_LOGIN as user:password."),
        ErrorCode.FarmBridgeUnreachable =>
            ("farm.bridge_unreachable", "Check that the bridge runs and that its address and certificate are those of the invitation."),
        ErrorCode.PageMissing => ("page.missing", "Build the page with `npm ci && npm run package` in panel/, then reload."),
        ErrorCode.Cancelled => ("cancelled", "Render again when ready."),
        ErrorCode.Internal => ("internal", "Send the log; the other clips are not affected."),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "The code has no entry here."),
    };
}
