using HeyGem.Core.Speech;
using HeyGem.Core.Speech.Mandarin;

namespace HeyGem.Core.Tests.Speech.Mandarin;

public sealed class ChineseFormsTests
{
    [Theory]
    [InlineData("0", "零")]
    [InlineData("10", "十")]
    [InlineData("15", "十五")]
    [InlineData("20", "二十")]
    [InlineData("105", "一百零五")]
    [InlineData("110", "一百一十")]
    [InlineData("222", "二百二十二")]
    [InlineData("2000", "两千")]
    [InlineData("1005", "一千零五")]
    [InlineData("10050", "一万零五十")]
    [InlineData("20000", "两万")]
    [InlineData("100010", "十万零一十")]
    [InlineData("1200000", "一百二十万")]
    [InlineData("100000001", "一亿零一")]
    [InlineData("2300000000", "二十三亿")]
    [InlineData("0012", "十二")]
    public void A_whole_number_is_counted_in_tens_of_thousands(string digits, string said) =>
        Assert.Equal(said, ChineseNumber.Of(digits));

    [Theory]
    [InlineData("2024年3月5日", "二零二四年三月五日")]
    [InlineData("2024-03-05", "二零二四年三月五日")]
    [InlineData("300年", "三百年")]
    [InlineData("2个人，2天，22个，第2", "两个人，两天，二十二个，第二")]
    [InlineData("增长了12.5%。", "增长了百分之十二点五。")]
    [InlineData("５０％", "百分之五十")]
    [InlineData("12:30开会", "十二点三十分开会")]
    [InlineData("2:00和8:05", "两点和八点零五分")]
    [InlineData("3-5天", "三到五天")]
    [InlineData("$1,200", "一千二百美元")]
    [InlineData("-5°C", "负五摄氏度")]
    [InlineData("5km", "五公里")]
    [InlineData("5G", "五G")]
    [InlineData("13800138000", "一三八零零一三八零零零")]
    [InlineData("没有数字 abc", "没有数字abc")]
    public void A_line_is_said_in_characters(string line, string said) =>
        Assert.Equal(said, string.Concat(ChineseForms.Of([.. WordCut.Words(line).Select(word => word.Text)])));
}
