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
    /// Decoders that ffprobe may open besides, because it opens one for every stream of a file, also for those that nobody reads: captions
    /// and sound that recorders and older programs write. They get no packets, and a stream of theirs is never read.
    /// </summary>
    private const string Bystanders =
        "mov_text,text,srt,subrip,ass,ssa,webvtt,dvdsub,dvbsub,pgssub,xsub,cc_dec,libzvbi_teletextdec,libaribb24,microdvd,jacosub,sami,"
        + "realtext,stl,subviewer,subviewer1,vplayer,mpl2,pjs,"
        + "wavpack,tta,ape,mlp,g722,g723_1,g726,g729,speex,libspeex,nellymoser,gsm,gsm_ms,libgsm,libgsm_ms,ilbc,libilbc,qcelp,evrc,cook,"
        + "wmapro,wmalossless,wmavoice,adpcm_swf,adpcm_yamaha,adpcm_g722,adpcm_g726,qdm2,qdmc,mace3,mace6,dsd_lsbf,dsd_msbf,"
        + "jpeg2000,libopenjpeg,gif,apng,h261,h263,flv,theora,vp6,vp6f,svq1,svq3,cinepak,msmpeg4v1,msmpeg4,msmpeg4v3,exr,dpx,targa,"
        + "r210,r10k,magicyuv,cljr,qtrle,rpza,8bps,smc,msrle,msvideo1,fraps,lagarith,aic,vc1image,mss2,speedhq,notchlc";

    /// <summary>Codecs whose decoders go by another name.</summary>
    private static readonly Dictionary<string, string> _decoderOf = new(StringComparer.Ordinal)
    {
        ["amr_nb"] = "amrnb",
        ["amr_wb"] = "amrwb",
        ["dts"] = "dca",
    };

    private static readonly HashSet<string> _read = [.. Decoders.Split(',')];

    /// <summary>Whether a stream of a codec is read.</summary>
    /// <param name="codec">ffmpeg's name of the codec.</param>
    public static bool Reads(string codec) => _read.Contains(_decoderOf.GetValueOrDefault(codec, codec));

    /// <summary>The same for ffprobe.</summary>
    public static IEnumerable<string> ForProbe(string path, string? demuxer) => Build(path, demuxer, Decoders + "," + Bystanders);

    /// <summary>
    /// Options and the input itself. The name goes in as <c>file:</c> plus an absolute path, so that no spelling of it is an option, a
    /// protocol or a pattern.
    /// </summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="demuxer">The container to force, or null to let ffmpeg look.</param>
    public static IEnumerable<string> Of(string path, string? demuxer) => Build(path, demuxer, Decoders);

    private static List<string> Build(string path, string? demuxer, string decoders)
    {
        List<string> arguments =
        [
            "-protocol_whitelist", "file,pipe",
            "-format_whitelist", Containers,
            "-codec_whitelist", decoders,
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
