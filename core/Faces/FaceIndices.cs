namespace HeyGem.Core.Faces;

/// <summary>Vertex numbers of MediaPipe's 468-point face mesh, by what they mean here. Left and right are the picture's.</summary>
internal static class FaceIndices
{
    /// <summary>Outer corner of the eye on the left of the picture.</summary>
    public const int LeftEye = 33;

    /// <summary>Outer corner of the eye on the right of the picture.</summary>
    public const int RightEye = 263;

    /// <summary>Root of the nose, the origin of head-local space.</summary>
    public const int NoseRoot = 168;

    /// <summary>Top of the forehead.</summary>
    public const int Forehead = 10;

    /// <summary>Lowest point of the chin.</summary>
    public const int Chin = 152;

    /// <summary>Points that speech hardly moves; they carry the head's pose.</summary>
    public static ReadOnlySpan<int> Rigid =>
    [
        33, 133, 362, 263, 6, 168, 197, 195, 5, 4, 1, 127, 356, 234, 454, 10, 109, 338, 67, 297, 151, 9, 8, 122, 351, 193, 417,
        98, 327,
    ];

    /// <summary>Outer lip contour, 20 points.</summary>
    public static ReadOnlySpan<int> OuterLip =>
        [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185];

    /// <summary>Inner lip contour, 20 points.</summary>
    public static ReadOnlySpan<int> InnerLip =>
        [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191];

    /// <summary>Inner edge of the upper lip, corner to corner, left to right, 11 points.</summary>
    public static ReadOnlySpan<int> InnerUpper => [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308];

    /// <summary>Inner edge of the lower lip, paired with <see cref="InnerUpper"/>.</summary>
    public static ReadOnlySpan<int> InnerLower => [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308];

    /// <summary>The three rings of the upper lip from the inside outwards, 11 points each, paired with <see cref="InnerUpper"/>.</summary>
    public static ReadOnlySpan<int> UpperRings =>
    [
        62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292,
        76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306,
        61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291,
    ];

    /// <summary>The three rings of the lower lip from the inside outwards, 11 points each, paired with <see cref="InnerLower"/>.</summary>
    public static ReadOnlySpan<int> LowerRings =>
    [
        62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292,
        76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306,
        61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291,
    ];

    /// <summary>The face's outline, 36 points, clockwise from the forehead.</summary>
    public static ReadOnlySpan<int> Oval =>
    [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58,
        132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];
}
