using HeyGem.Core.Ffmpeg.Decode;

namespace HeyGem.Media.Tests;

public sealed class DecodeComplaintsTests
{
    private const string Broken = "[h264 @ 0x1] [error] non-existing PPS 0 referenced";
    private const string First = "[graph 0 input from stream 0:0 @ 0x2] [verbose] w:320 h:180 pixfmt:yuv420p tb:1/90000 fr:25/1 sar:1/1";

    [Fact]
    public void What_is_said_before_the_first_picture_is_told_apart_however_late_it_is_heard()
    {
        var complaints = new DecodeComplaints();
        foreach (var line in (string[])[Broken, Broken, Broken])
        {
            complaints.Add(line);
            Assert.False(complaints.HasComplainedEarly);
        }

        complaints.Add(First);
        Assert.Equal((true, 0, Broken), (complaints.HasComplainedEarly, complaints.Count, complaints.Last));
        complaints.Add(Broken);
        Assert.Equal(1, complaints.Count);
    }

    [Fact]
    public void That_a_picture_to_be_forgotten_is_not_there_is_no_complaint()
    {
        var complaints = new DecodeComplaints();
        complaints.Add("[h264 @ 0x1] [error] mmco: unref short failure");
        complaints.Add(First);
        complaints.Add("[h264 @ 0x1] [error] mmco: unref short failure");

        Assert.Equal((false, 0, null), (complaints.HasComplainedEarly, complaints.Count, complaints.Last));
    }

    [Fact]
    public void A_decoder_that_begins_without_a_word_has_no_complaint()
    {
        var complaints = new DecodeComplaints();
        complaints.Add(First);

        Assert.Equal((false, 0, null), (complaints.HasComplainedEarly, complaints.Count, complaints.Last));
    }
}
