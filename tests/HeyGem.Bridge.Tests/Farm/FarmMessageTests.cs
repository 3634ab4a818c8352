using System.Text;
using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>What comes from the broker or a command line is read strictly.</summary>
public sealed class FarmMessageTests
{
    private static readonly FarmMessage _message = new()
    {
        Version = FarmMessage.Current,
        Item = "item",
        Order = new string('a', 64),
        Segment = 3,
        Bundle = new string('b', 64),
    };

    [Fact]
    public void What_is_written_is_read() => Assert.Equal(_message, FarmMessage.TryRead(_message.ToBytes()));

    [Theory]
    [InlineData("\"version\":1", "\"version\":2")]
    [InlineData("\"segment\":3", "\"segment\":-1")]
    [InlineData("\"segment\":3", "\"segment\":\"3\"")]
    [InlineData("\"segment\":3", "\"segment\":3,\"path\":\"/etc/passwd\"")]
    [InlineData("aaaaaaaa", "../../..")]
    [InlineData("bbbbbbbb", "BBBBBBBB")]
    [InlineData("\"item\":\"item\",", "")]
    [InlineData("{", "[")]
    public void Another_version_a_path_in_place_of_a_key_and_what_is_unknown_are_no_message(string from, string to)
    {
        var text = Encoding.UTF8.GetString(_message.ToBytes());
        var changed = new StringBuilder(text).Replace(from, to).ToString();

        Assert.NotEqual(text, changed);
        Assert.Null(FarmMessage.TryRead(Encoding.UTF8.GetBytes(changed)));
    }

    [Fact]
    public void A_long_one_is_no_message() =>
        Assert.Null(FarmMessage.TryRead(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_message.ToBytes()) + new string(' ', 5000))));

    [Fact]
    public void An_invitation_is_one_word_and_comes_back_whole()
    {
        var invitation = new FarmInvitation("https://192.168.1.5:7860/", "AA:BB", new string('0', 64));

        Assert.Matches("^[A-Za-z0-9_.-]+$", invitation.ToString());
        Assert.Equal(invitation, FarmInvitation.Read(invitation.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hgw1.")]
    [InlineData("hgw1.bm90IGpzb24")]
    [InlineData("plain text")]
    public void Half_a_key_is_refused(string key) =>
        Assert.Equal(ErrorCode.FarmKeyRefused, Assert.Throws<HeyGemException>(() => FarmInvitation.Read(key)).Code);

    [Theory]
    [InlineData("http://192.168.1.5:7860/", null)]
    [InlineData("https://192.168.1.5:7860/", null)]
    [InlineData("file:///etc", "AA")]
    public void A_key_that_would_send_the_secret_unencrypted_or_to_anybody_is_refused(string bridge, string? fingerprint)
    {
        var key = new FarmInvitation(bridge, fingerprint, "secret").ToString();

        Assert.Equal(ErrorCode.FarmKeyRefused, Assert.Throws<HeyGemException>(() => FarmInvitation.Read(key)).Code);
    }

    [Theory]
    [InlineData("amqps://broker:5671/heygem")]
    [InlineData("amqp://127.0.0.1:5672/")]
    public void An_address_of_a_broker_is_taken(string address) => Assert.Equal(address, FarmSettings.ReadAddress(address).ToString());

    [Theory]
    [InlineData("amqps://user:password@broker/heygem")]
    [InlineData("https://broker/")]
    [InlineData("broker")]
    public void A_login_in_an_address_and_another_scheme_are_refused_without_being_repeated(string address)
    {
        var error = Assert.Throws<HeyGemException>(() => FarmSettings.ReadAddress(address));

        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.DoesNotContain("password@", error.Message + error.Hint, StringComparison.Ordinal);
    }
}
