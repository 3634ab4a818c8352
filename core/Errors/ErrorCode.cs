namespace HeyGem.Core.Errors;

/// <summary>
/// Every way a render can fail, whose side it is on, and (through <see cref="ErrorCodes"/>) its name on the wire and what the editor does.
/// </summary>
public enum ErrorCode
{
    /// <summary><c>argument.invalid</c>. An option or field has a value outside its range. The caller's side.</summary>
    ArgumentInvalid,

    /// <summary><c>input.not_found</c>. A named file does not exist. The caller's side.</summary>
    InputNotFound,

    /// <summary><c>input.not_regular_file</c>. The path is a folder, pipe or device. The caller's side.</summary>
    InputNotRegularFile,

    /// <summary><c>input.unreadable</c>. The file exists but may not be read. The machine's side.</summary>
    InputUnreadable,

    /// <summary><c>input.changed</c>. The file was replaced or changed while it was read. The machine's side.</summary>
    InputChanged,

    /// <summary><c>media.empty</c>. The file holds no bytes. The file's side.</summary>
    MediaEmpty,

    /// <summary><c>media.unreadable</c>. ffmpeg recognises no supported container in the file. The file's side.</summary>
    MediaUnreadable,

    /// <summary>
    /// <c>media.incomplete</c>. The container's index is missing: recording or copying was not finished. The file's side.
    /// </summary>
    MediaIncomplete,

    /// <summary><c>media.truncated</c>. The file ends before the frames it promises. The file's side.</summary>
    MediaTruncated,

    /// <summary><c>media.damaged</c>. Frames could not be decoded. The file's side.</summary>
    MediaDamaged,

    /// <summary><c>media.no_video_stream</c>. The file has no video stream. The file's side.</summary>
    MediaNoVideoStream,

    /// <summary><c>media.no_audio_stream</c>. A file that is to be heard has no audio stream. The file's side.</summary>
    MediaNoAudioStream,

    /// <summary><c>media.too_large</c>. The picture, the stream count or the duration passes a limit. The file's side.</summary>
    MediaTooLarge,

    /// <summary><c>media.too_small</c>. The picture is too small to hold a face that can be drawn. The file's side.</summary>
    MediaTooSmall,

    /// <summary><c>media.unsupported</c>. The file's format, or its codec or pixel format, is not one we read. The file's side.</summary>
    MediaUnsupported,

    /// <summary><c>media.playlist_refused</c>. The file is a playlist or points at other files. The file's side.</summary>
    MediaPlaylistRefused,

    /// <summary><c>audio.empty</c>. The voice holds no samples in the range. The file's side.</summary>
    AudioEmpty,

    /// <summary><c>audio.too_short</c>. The voice is shorter than one video frame. The file's side.</summary>
    AudioTooShort,

    /// <summary><c>audio.invalid_samples</c>. The voice holds samples that are not numbers. The file's side.</summary>
    AudioInvalidSamples,

    /// <summary><c>range.empty</c>. The in and out points leave no frame. The caller's side.</summary>
    RangeEmpty,

    /// <summary><c>face.not_found</c>. No frame of the clip has a usable face. The file's side.</summary>
    FaceNotFound,

    /// <summary><c>face.too_small</c>. The face is too small to draw on in every frame asked for. The file's side.</summary>
    FaceTooSmall,

    /// <summary><c>face.turned</c>. The face is turned too far away in every frame asked for. The file's side.</summary>
    FaceTurned,

    /// <summary><c>face.occluded</c>. Something stands before the mouth in every frame asked for. The file's side.</summary>
    FaceOccluded,

    /// <summary><c>face.shared</c>. Two speakers of one clip would have the same face. The request's side.</summary>
    FaceShared,

    /// <summary><c>speakers.unknown</c>. Nothing tells which face speaks a voice. The request's side.</summary>
    SpeakersUnknown,

    /// <summary><c>timeline.unreadable</c>. The file is no timeline of a kind that is read, or is damaged. The file's side.</summary>
    TimelineUnreadable,

    /// <summary><c>timeline.rate_missing</c>. An edit decision list does not tell its rate, nor did anybody. The caller's side.</summary>
    TimelineRateMissing,

    /// <summary><c>timeline.refused</c>. The file holds what no editor writes and what could do harm. The file's side.</summary>
    TimelineRefused,

    /// <summary><c>timeline.too_large</c>. The timeline file passes a limit. The file's side.</summary>
    TimelineTooLarge,

    /// <summary><c>timeline.nothing_chosen</c>. No clip of the timeline was chosen. The caller's side.</summary>
    TimelineNothingChosen,

    /// <summary><c>captions.unreadable</c>. The file holds no captions that can be read, or too many. The file's side.</summary>
    CaptionsUnreadable,

    /// <summary><c>captions.encoding</c>. The captions are in an encoding that is not known. The file's side.</summary>
    CaptionsEncoding,

    /// <summary><c>speech.missing</c>. No program that speaks is installed. The machine's side.</summary>
    SpeechMissing,

    /// <summary><c>speech.voice_unknown</c>. No installed voice has the name, or speaks the language. The caller's side.</summary>
    SpeechVoiceUnknown,

    /// <summary><c>speech.failed</c>. The program that speaks ended before its work was done. The machine's side.</summary>
    SpeechFailed,

    /// <summary>
    /// <c>correction.mismatch</c>. A range cannot be exchanged in the result: it is not what rendering its clip with its settings gives
    /// here. The caller's side.
    /// </summary>
    CorrectionMismatch,

    /// <summary><c>result.unknown</c>. It is not known how the file was rendered. The caller's side.</summary>
    ResultUnknown,

    /// <summary><c>output.not_writable</c>. The folder for results cannot be written, or went away while a result was. The machine's
    /// side.</summary>
    OutputNotWritable,

    /// <summary>
    /// <c>output.failed</c>. The finished file did not verify: frames are missing or it cannot be read back. Ours or the machine's side.
    /// </summary>
    OutputFailed,

    /// <summary><c>disk.full</c>. The disk has no room for the result. The machine's side.</summary>
    DiskFull,

    /// <summary><c>ffmpeg.missing</c>. ffmpeg or ffprobe is not installed or not found. The machine's side.</summary>
    FfmpegMissing,

    /// <summary>
    /// <c>ffmpeg.unsupported</c>. The ffmpeg found is too old, or lacks an encoder, a filter or a muxer. The machine's side.
    /// </summary>
    FfmpegUnsupported,

    /// <summary>
    /// <c>ffmpeg.outdated</c>. A notice: the ffmpeg found is older than releases that mended holes in its decoders. The machine's side.
    /// </summary>
    FfmpegOutdated,

    /// <summary><c>ffmpeg.died</c>. ffmpeg ended before its work was done. The machine's or the file's side.</summary>
    FfmpegDied,

    /// <summary><c>ffmpeg.stalled</c>. ffmpeg made no progress for too long. The machine's or the file's side.</summary>
    FfmpegStalled,

    /// <summary><c>weights.missing</c>. A model file is not installed. The machine's side.</summary>
    WeightsMissing,

    /// <summary><c>weights.hash_mismatch</c>. A model file is not the one that the catalogue names. The machine's side.</summary>
    WeightsHashMismatch,

    /// <summary><c>weights.unsupported</c>. A model's inputs or outputs are not ones we can drive. The file's side.</summary>
    WeightsUnsupported,

    /// <summary>
    /// <c>weights.external_data</c>. A model keeps its weights in further files, which are not taken along. The file's side.
    /// </summary>
    WeightsExternalData,

    /// <summary><c>weights.unreadable</c>. A model file is there but cannot be read. The machine's side.</summary>
    WeightsUnreadable,

    /// <summary>
    /// <c>weights.licence_not_accepted</c>. A model's licence limits its use and has not been accepted yet. The caller's side.
    /// </summary>
    WeightsLicenceNotAccepted,

    /// <summary><c>weights.download_failed</c>. A model could not be downloaded whole. The machine's or the server's side.</summary>
    WeightsDownloadFailed,

    /// <summary><c>gpu.out_of_memory</c>. The graphics card has no room for the model. The machine's side.</summary>
    GpuOutOfMemory,

    /// <summary><c>engine.unavailable</c>. The engine asked for cannot run here. The machine's side.</summary>
    EngineUnavailable,

    /// <summary><c>job.poisoned</c>. The item stopped the bridge three times and is not tried again. Ours or the file's side.</summary>
    JobPoisoned,

    /// <summary><c>auth.required</c>. The request carries no valid token. The caller's side.</summary>
    AuthRequired,

    /// <summary><c>auth.code_refused</c>. A launch code, pairing code or password is wrong, used or too old. The caller's side.</summary>
    AuthCodeRefused,

    /// <summary><c>auth.too_many_guesses</c>. More clients give passwords at once than are looked at. The caller's side.</summary>
    AuthTooManyGuesses,

    /// <summary><c>host.not_allowed</c>. The request names a host that is not this bridge's own address. The caller's side.</summary>
    HostNotAllowed,

    /// <summary><c>origin.not_allowed</c>. The request comes from a page that is not the bridge's own. The caller's side.</summary>
    OriginNotAllowed,

    /// <summary><c>request.invalid</c>. The request's body or a parameter cannot be read. The caller's side.</summary>
    RequestInvalid,

    /// <summary><c>request.unknown_field</c>. The request's body has a field that does not exist. The caller's side.</summary>
    RequestUnknownField,

    /// <summary><c>request.too_large</c>. The request's body passes its limit. The caller's side.</summary>
    RequestTooLarge,

    /// <summary><c>request.unsupported_type</c>. The request's body is not of the type that the route reads. The caller's side.</summary>
    RequestUnsupportedType,

    /// <summary><c>request.no_such_route</c>. The address or the method does not exist. The caller's side.</summary>
    RequestNoSuchRoute,

    /// <summary><c>path.not_allowed</c>. The path lies outside the media folders. The caller's side.</summary>
    PathNotAllowed,

    /// <summary><c>upload.not_found</c>. No finished upload has this id. The caller's side.</summary>
    UploadNotFound,

    /// <summary><c>upload.incomplete</c>. The upload ended before its announced length. The caller's side.</summary>
    UploadIncomplete,

    /// <summary><c>upload.no_room</c>. The upload passes the quota for uploads. The machine's side.</summary>
    UploadNoRoom,

    /// <summary><c>job.not_found</c>. No job or item has this id. The caller's side.</summary>
    JobNotFound,

    /// <summary><c>job.conflict</c>. The idempotency key belongs to a job with another body. The caller's side.</summary>
    JobConflict,

    /// <summary><c>job.finished</c>. The job or item is already finished. The caller's side.</summary>
    JobFinished,

    /// <summary><c>job.unfinished</c>. The job or item has no result yet, or is still running. The caller's side.</summary>
    JobUnfinished,

    /// <summary><c>queue.full</c>. Too many clips wait already. The machine's side.</summary>
    QueueFull,

    /// <summary><c>store.failed</c>. The job list could not be read or saved; nothing was started. The machine's side.</summary>
    StoreFailed,

    /// <summary>
    /// <c>store.recovered</c>. A notice: the job list was damaged, was moved aside, and a new one was begun. The machine's side.
    /// </summary>
    StoreRecovered,

    /// <summary><c>store.on_network</c>. A notice: the job list lies on a network drive. The machine's side.</summary>
    StoreOnNetwork,

    /// <summary><c>store.newer</c>. The job list was written by a newer version; it was left as it is. The machine's side.</summary>
    StoreNewer,

    /// <summary>
    /// <c>store.unreadable</c>. What the job list holds of one clip cannot be read; the other clips are not touched. The machine's side.
    /// </summary>
    StoreUnreadable,

    /// <summary><c>bridge.already_running</c>. Another bridge uses the same data folder. The caller's side.</summary>
    BridgeAlreadyRunning,

    /// <summary><c>bridge.port_in_use</c>. Another program listens on the port. The machine's side.</summary>
    BridgePortInUse,

    /// <summary><c>bridge.port_not_allowed</c>. The system does not let this user open the port. The machine's side.</summary>
    BridgePortNotAllowed,

    /// <summary><c>lan.password_missing</c>. LAN mode was asked for without a password that is long enough. The caller's side.</summary>
    LanPasswordMissing,

    /// <summary><c>farm.key_refused</c>. A worker's key is wrong or was withdrawn. The caller's side.</summary>
    FarmKeyRefused,

    /// <summary>
    /// <c>farm.version_refused</c>. A worker is of another version than the bridge, or speaks otherwise. The caller's side.
    /// </summary>
    FarmVersionRefused,

    /// <summary>
    /// <c>farm.segment_gone</c>. The segment is done, is drawn by another worker, or belongs to a render that has ended. The caller's side.
    /// </summary>
    FarmSegmentGone,

    /// <summary><c>farm.media_refused</c>. A worker asks for a file that no segment given to it needs. The caller's side.</summary>
    FarmMediaRefused,

    /// <summary>
    /// <c>farm.result_wrong</c>. A worker's segment does not hold what it says, or not what was ordered. The machine's side.
    /// </summary>
    FarmResultWrong,

    /// <summary><c>farm.set_aside</c>. A worker was set aside, by somebody or for a wrong result. The caller's side.</summary>
    FarmSetAside,

    /// <summary><c>farm.order_unreadable</c>. What a worker was sent cannot be read. The machine's side.</summary>
    FarmOrderUnreadable,

    /// <summary><c>farm.differs</c>. A worker would not draw the same as the bridge. The machine's side.</summary>
    FarmDiffers,

    /// <summary>
    /// <c>farm.broker_unreachable</c>. RabbitMQ does not answer, refuses the login, or shows another certificate. The machine's side.
    /// </summary>
    FarmBrokerUnreachable,

    /// <summary>
    /// <c>farm.bridge_unreachable</c>. A worker does not reach the bridge, or another machine answers in its place. The machine's side.
    /// </summary>
    FarmBridgeUnreachable,

    /// <summary><c>page.missing</c>. The page has not been built into this installation. Our side.</summary>
    PageMissing,

    /// <summary><c>cancelled</c>. Somebody asked for the work to stop.</summary>
    Cancelled,

    /// <summary><c>internal</c>. A mistake in the program. Our side.</summary>
    Internal,
}
