using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Errors;

/// <summary>Which HTTP status each error code answers with.</summary>
internal static class HttpStatus
{
    public static int Of(ErrorCode code) => code switch
    {
        ErrorCode.ArgumentInvalid or ErrorCode.RequestInvalid or ErrorCode.RequestUnknownField
            or ErrorCode.UploadIncomplete or ErrorCode.RangeEmpty => StatusCodes.Status400BadRequest,
        ErrorCode.AuthRequired or ErrorCode.FarmKeyRefused => StatusCodes.Status401Unauthorized,
        ErrorCode.AuthCodeRefused or ErrorCode.OriginNotAllowed or ErrorCode.PathNotAllowed or ErrorCode.FarmMediaRefused
            or ErrorCode.FarmSetAside => StatusCodes.Status403Forbidden,
        ErrorCode.RequestNoSuchRoute or ErrorCode.JobNotFound or ErrorCode.UploadNotFound or ErrorCode.InputNotFound
            or ErrorCode.PageMissing => StatusCodes.Status404NotFound,
        ErrorCode.JobConflict or ErrorCode.JobFinished or ErrorCode.JobUnfinished or ErrorCode.FarmSegmentGone
            or ErrorCode.FarmVersionRefused => StatusCodes.Status409Conflict,
        ErrorCode.RequestTooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCode.RequestUnsupportedType => StatusCodes.Status415UnsupportedMediaType,
        ErrorCode.HostNotAllowed => StatusCodes.Status421MisdirectedRequest,
        ErrorCode.QueueFull or ErrorCode.AuthTooManyGuesses => StatusCodes.Status429TooManyRequests,
        ErrorCode.StoreFailed or ErrorCode.FfmpegMissing => StatusCodes.Status503ServiceUnavailable,
        ErrorCode.DiskFull or ErrorCode.UploadNoRoom => StatusCodes.Status507InsufficientStorage,
        ErrorCode.Internal => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
