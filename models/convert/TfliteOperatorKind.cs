namespace HeyGem.ModelConvert;

/// <summary>The TFLite operators that the face and hand models use, by the numbers of TFLite's schema.</summary>
internal enum TfliteOperatorKind
{
    Add = 0,
    Concatenation = 2,
    Conv2D = 3,
    DepthwiseConv2D = 4,
    Dequantize = 6,
    FullyConnected = 9,
    Logistic = 14,
    MaxPool2D = 17,
    Relu = 19,
    Reshape = 22,
    ResizeBilinear = 23,
    Custom = 32,
    Pad = 34,
    Mean = 40,
    PRelu = 54,
}
