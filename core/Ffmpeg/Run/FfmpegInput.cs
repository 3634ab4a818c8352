using System.Globalization;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>The options before every <c>-i</c>: what ffmpeg may open and how it may treat it.</summary>
internal static class FfmpegInput
{
    /// <summary>Containers that may be opened. Playlists, concat lists and network descriptions are not among them.</summary>
    private const string Containers =
        "mov,mp4,m4a,3gp,matroska,webm,avi,flv,asf,dv,mpegts,mpeg,mxf,wav,w64,mp3,flac,ogg,aac,ac3,eac3,amr,aiff,caf,"
        + "png_pipe,jpeg_pipe,bmp_pipe,webp_pipe,tiff_pipe";

    /// <summary>Decoders that may run: those of cameras, editors and phones. An exotic decoder is where hostile files aim.</summary>
    private const string Decoders =
        "h264,hevc,av1,libdav1d,libaom-av1,vp8,vp9,libvpx,libvpx-vp9,mpeg1video,mpeg2video,mpeg4,mjpeg,prores,dnxhd,cfhd,dvvideo,"
        + "ffv1,huffyuv,ffvhuff,"
        + "utvideo,qtrle,rawvideo,v210,v308,v408,v410,wmv1,wmv2,wmv3,vc1,png,bmp,webp,tiff,hap,"
        + "aac,aac_fixed,aac_latm,mp3,mp3float,mp2,mp2float,ac3,ac3_fixed,eac3,flac,alac,opus,libopus,vorbis,libvorbis,"
        + "dca,truehd,amrnb,amrwb,wmav1,wmav2,"
        + "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_s64le,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_u8,pcm_s8,"
        + "pcm_alaw,pcm_mulaw,pcm_bluray,pcm_dvd,adpcm_ima_wav,adpcm_ima_qt,adpcm_ms";

    /// <summary>
    /// Options and the input itself. The name goes in as <c>file:</c> plus an absolute path, so that no spelling of it is an option, a
    /// protocol or a pattern.
    /// </summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="demuxer">The container to force, or null to let ffmpeg look.</param>
    public static IEnumerable<string> Of(string path, string? demuxer)
    {
        List<string> arguments =
        [
            "-protocol_whitelist", "file,pipe",
            "-format_whitelist", Containers,
            "-codec_whitelist", Decoders,
            "-max_pixels", MediaLimits.MaxDecoderPixels.ToString(CultureInfo.InvariantCulture),
        ];
        if (demuxer is not null)
        {
            arguments.AddRange(["-f", demuxer]);
        }

        arguments.AddRange(["-i", "file:" + Path.GetFullPath(path)]);
        return arguments;
    }

    /// <summary>A time in seconds, exact to the nanosecond, as ffmpeg's options take it.</summary>
    public static string Seconds(double seconds) => seconds.ToString("0.#########", CultureInfo.InvariantCulture);
}
