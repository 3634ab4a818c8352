using HeyGem.Core.Errors;
using HeyGem.Testing;

namespace HeyGem.Architecture.Tests;

public sealed class ErrorCodeTests
{
    [Fact]
    public void Every_code_has_a_wire_name_a_hint_and_a_row_in_the_docs()
    {
        var page = File.ReadAllText(Path.Combine(TestFolders.Repository, "docs", "errors.md"));

        foreach (var code in Enum.GetValues<ErrorCode>())
        {
            Assert.Matches("^[a-z_]+(\\.[a-z_]+)?$", code.WireName());
            Assert.EndsWith(".", code.Hint(), StringComparison.Ordinal);
            Assert.Contains($"| `{code.WireName()}` |", page, StringComparison.Ordinal);
            Assert.Contains(code.Hint(), page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Wire_names_are_distinct()
    {
        var names = Enum.GetValues<ErrorCode>().Select(c => c.WireName()).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
    }
}
