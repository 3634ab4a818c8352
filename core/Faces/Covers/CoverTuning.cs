using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// The numbers by which things before a mouth are found. Colours are on the 0..255 scale with skin's luma brought to
/// <see cref="SkinLuma"/>; places are cells of <see cref="CoverGrid"/>. Chosen on 13 clips without such things, and
/// looked at on 168 composites with them; lower limits find more of them, and call shadows and collars one.
/// </summary>
internal static class CoverTuning
{
    /// <summary>Smallest cell that is looked at, frame pixels: a face of about 45 pixels.</summary>
    public const float LeastCell = 0.45f;

    /// <summary>Luma to which this frame's skin is brought.</summary>
    public const float SkinLuma = 140;

    /// <summary>Darkest skin that is judged, luma; below it colour is noise.</summary>
    public const float LeastLuma = 34;

    /// <summary>Brightest skin that is judged, luma; above it colour is washed out.</summary>
    public const float MostLuma = 228;

    /// <summary>Distance from skin beyond which a cell may be covered.</summary>
    public const float Odd = 16;

    /// <summary>Distance beyond doubt.</summary>
    public const float Sure = 32;

    /// <summary>Least cells of one thing within the zone.</summary>
    public const int LeastArea = 25;

    /// <summary>Least cells beyond doubt beside the lips.</summary>
    public const int LeastSure = 10;

    /// <summary>Least chroma of a skin against which grey can be told.</summary>
    public const float LeastChroma = 11;

    /// <summary>Luma below which chroma is taken as if at it: there it is noise.</summary>
    public const float DarkLuma = 45;

    /// <summary>Share of skin's colour that may be missing.</summary>
    public const float LeastGrey = 0.45f;

    /// <summary>Brings a lack of colour to the scale of distances: 40 for none at all.</summary>
    public const float GreyScale = 73;

    /// <summary>Least cells of one grey thing within the zone.</summary>
    public const int LeastGreyArea = 90;

    /// <summary>Least cells of it beyond doubt beside the lips.</summary>
    public const int LeastGreySure = 40;

    /// <summary>Columns to each side of the middle to which a grey thing is followed; beyond lie hair, collar and walls.</summary>
    public const int GreyReach = 34;

    /// <summary>Row of cells above which nothing that passes begins: there are eyes and glasses.</summary>
    public const float SkinFrom = 16;

    /// <summary>Distance from the same place's colour in all other frames, whatever its brightness, that only a thing has.</summary>
    public const float SkinSure = 10;

    /// <summary>
    /// Share of a <see cref="FaceLattice"/>'s places beside the lips that must be connected and beyond <see cref="SkinSure"/> in one frame
    /// of a passing thing. Clips without things have 0.042 at most.
    /// </summary>
    public const float LeastSkinSure = 0.06f;

    /// <summary>Such a distance with brightness, beyond which a frame beside a sure one has the thing, too.</summary>
    public const float SkinOdd = 9;

    /// <summary>Least places beyond <see cref="SkinOdd"/>.</summary>
    public const int LeastSkinOdd = 8;

    /// <summary>Least places of each further part of it.</summary>
    public const int LeastSkinPart = 4;

    /// <summary>Distance from half of the other frames up to which a thing is followed from where it began.</summary>
    public const float SkinUnusual = 7;

    /// <summary>Gaps in it up to twice this many cells are filled.</summary>
    public const int SkinClose = 6;

    /// <summary>Times that a shot is looked at again without the frames in which a thing was found.</summary>
    public const int SkinRounds = 3;

    /// <summary>Share of a grey find's cells that lie within a passing thing's outline, from which both are one thing.</summary>
    public const float SameOfGrey = 0.7f;

    /// <summary>Least size of it then, as a share of that outline.</summary>
    public const float GreyOfSame = 0.4f;

    /// <summary>
    /// Share of most frames' distance from the skin of the forehead, at the places of a thing, below which a frame shows the skin and they
    /// show the thing.
    /// </summary>
    public const float MostOwnSkin = 0.5f;

    /// <summary>Share of a shot's frames in which something passes, at most, where a grey thing stays in most.</summary>
    public const float MostPassing = 0.5f;

    /// <summary>Share of frames in which it must be.</summary>
    public const float LeastStaying = 0.7f;

    /// <summary>Distance from the same place of the face in every other frame, from which it may belong to a thing that is known.</summary>
    public const float KnownStrange = 8;

    /// <summary>Distance from the thing's colours up to which it does, as a share of that from the face's.</summary>
    public const float KnownLike = 0.5f;

    /// <summary>Times that a face is learned again without the frames to which a thing was followed.</summary>
    public const int KnownRounds = 3;

    /// <summary>Frames from which a thing's colours are taken.</summary>
    public const int KnownFrames = 3;

    /// <summary>Least places of such colours.</summary>
    public const int LeastKnown = 6;

    /// <summary>Least places beside the lips of a part of a thing that is known.</summary>
    public const int LeastKnownPart = 3;

    /// <summary>Cells that it moves in a frame, at most.</summary>
    public const int KnownReach = 12;

    /// <summary>Cells around a thing that are not taken for the face, since its outline is coarse.</summary>
    public const int KnownMargin = 6;

    /// <summary>Cells beyond the face's outline to which it is taken to go on.</summary>
    public const int KnownBeyond = 10;

    /// <summary>Places of a side of the windows in which a face's lines and shading are looked for; odd.</summary>
    public const int LostWindow = 9;

    /// <summary>Least places of a window that are seen beside a thing.</summary>
    public const int LeastLostWindow = 27;

    /// <summary>Least mean square by which a window varies in most frames; smooth skin has no lines to be lost.</summary>
    public const float LeastLines = 12;

    /// <summary>
    /// Share of that by which a window differs from the most alike of all other frames, from which the face's lines are not there. Lower,
    /// more skin beside a thing is held back; at 1 three times as much stays painted on a thing of the skin's own colour.
    /// </summary>
    public const float MostLost = 0.8f;

    /// <summary>Least places of a part in which they are not.</summary>
    public const int LeastLost = 8;

    /// <summary>Texture of a grey thing that no beard has, luma steps of a pixel against those around it.</summary>
    public const float LeastMesh = 24;

    /// <summary>Times the texture of the same face's brows that it has at least.</summary>
    public const float LeastMeshOfBrows = 3;

    /// <summary>Gaps up to twice this many cells are filled.</summary>
    public const int CloseCells = 4;

    /// <summary>Frames from one search for palms to the next while no hand is followed.</summary>
    public const int PalmEvery = 12;

    /// <summary>Side of what is searched for palms, in sides of the face's region.</summary>
    public const float HandReach = 1.3f;

    /// <summary>Least probability of a hand.</summary>
    public const float LeastHand = 0.6f;

    /// <summary>
    /// Distance between the lips that two looks at a mouth find, outer-eye distances, from which a hand hides it: middle of five frames.
    /// Mouths that are seen have 0.014 at most, up to 0.04 in noise, those behind hands 0.024 to 0.1.
    /// </summary>
    public const float LeastDoubt = 0.015f;

    /// <summary>Frames for which a hand that is not made out any more may still hide a mouth: two searches for palms.</summary>
    public const int LostHand = 2 * PalmEvery;

    /// <summary>How much brighter than the face a letter is at least, luma.</summary>
    public const int LetterOverSkin = 30;

    /// <summary>Least luma of a letter, however dark the face.</summary>
    public const int LeastLetterLuma = 170;

    /// <summary>Luma that is enough, however bright the face.</summary>
    public const int MostLetterLuma = 225;

    /// <summary>Most cells that a stroke is wide.</summary>
    public const float MostStroke = 10;

    /// <summary>Cells to each side of a stroke within which its edge lies.</summary>
    public const float StrokeEdge = 1.5f;

    /// <summary>Luma by which a stroke is brighter than what lies to both sides of it.</summary>
    public const int LetterContrast = 70;

    /// <summary>Luma by which a stroke may be darker than most.</summary>
    public const int LetterSpread = 30;

    /// <summary>Least places of a <see cref="FaceLattice"/> that stems take up.</summary>
    public const int LeastLetters = 5;

    /// <summary>The same on all of a face that had letters before.</summary>
    public const int LeastLettersAgain = 2;

    /// <summary>Cells up to twice which lie between two letters of a line.</summary>
    public const int LetterGap = 5;

    /// <summary>Where a thing must begin: within the jaw for every turn that is drawn. A wider zone holds collar, hair and neck.</summary>
    public static PixelRect Zone { get; } = new(26, 19, 44, 42);

    /// <summary>Share of the frames around whose lips are paler than the usual ones: a thing may stand before most of them.</summary>
    public const float UsualLips = 0.7f;

    /// <summary>Least redness of usual lips over the skin, chroma levels; without it nothing is missed.</summary>
    public const int LeastLipRed = 12;

    /// <summary>Least places of the lattice that tell a redness.</summary>
    public const int LeastLipPlaces = 12;

    /// <summary>By how much skin may be darker than usual, in steps of 2.5 %: two fifths; colour is coarse in the dark.</summary>
    public const int MostDimmed = 20;

    /// <summary>Least redness of skin, as a share of the usual: with less of it the whole picture is faded.</summary>
    public const float LeastSkinRed = 0.7f;

    /// <summary>Most redness of skin, as a share of the usual: with more of it a red thing stands beside the lips.</summary>
    public const float MostSkinRed = 1.3f;

    /// <summary>Least redness of a forehead, as a share of the usual: less of it, and no less light, is a fade to white.</summary>
    public const float LeastForeheadRed = 0.75f;

    /// <summary>Share of the red places that are not red any more from which lips are lost beyond doubt.</summary>
    public const float LeastGone = 0.5f;

    /// <summary>Share from which the whole mouth is taken to be hidden.</summary>
    public const float AllGone = 0.6f;

    /// <summary>Correlation of the lips' pattern with that of other frames up to which they are.</summary>
    public const float MostAlike = 0.77f;

    /// <summary>Share from which lips are lost in frames beside such ones.</summary>
    public const float LeastPartGone = 0.25f;

    /// <summary>Correlation up to which they are.</summary>
    public const float MostPartAlike = 0.87f;

    /// <summary>Whether a cell lies where lips and teeth may be.</summary>
    public static bool IsLips(int column, int row)
    {
        var (x, y) = ((column - 47.5f) / 19, (row - 44.5f) / 15);
        return (x * x) + (y * y) < 1;
    }
}
