namespace HeyGem.Core.Render;

/// <summary>What a render is doing.</summary>
public enum RenderStage
{
    /// <summary>Reading what the files are.</summary>
    Probe,

    /// <summary>Following the face through the clip.</summary>
    Faces,

    /// <summary>Listening to the voice.</summary>
    Voice,

    /// <summary>Drawing the mouth and writing the result.</summary>
    Draw,

    /// <summary>Checking and publishing the result.</summary>
    Publish,
}
