using HeyGem.Core.Timelines;

namespace HeyGem.Core.Tests.Timelines;

public sealed class FileUrlTests
{
    [Theory]
    [InlineData("file://localhost/Volumes/My%20Disk/%e8%ae%bf.mov", "/Volumes/My Disk/访.mov")]
    [InlineData("file:///Volumes/a%23b%25.mov", "/Volumes/a#b%.mov")]
    [InlineData("file:/home/x/a.mov", "/home/x/a.mov")]
    [InlineData("FILE://LOCALHOST/C%3a/Footage/a.mov", @"C:\Footage\a.mov")]
    [InlineData("file:///C:/Footage/a.mov", @"C:\Footage\a.mov")]
    [InlineData("file:///C|/Footage/a.mov", @"C:\Footage\a.mov")]
    [InlineData("file://nas/share/a%20b.mov", @"\\nas\share\a b.mov")]
    [InlineData("file:////nas/share/a.mov", @"\\nas\share\a.mov")]
    [InlineData("file://localhost//nas/share/a.mov", @"\\nas\share\a.mov")]
    [InlineData(@"\\nas\share\a.mov", @"\\nas\share\a.mov")]
    [InlineData("C:/Footage/a.mov", @"C:\Footage\a.mov")]
    [InlineData("/media/100% real.mov", "/media/100% real.mov")]
    [InlineData("file:///media/100% real.mov", "/media/100% real.mov")]
    [InlineData("clips/a.mov", "clips/a.mov")]
    public void A_file_s_path_is_read_as_its_machine_means_it(string url, string path) => Assert.Equal(path, FileUrl.PathOf(url));

    [Theory]
    [InlineData("http://192.0.2.1/a.mov")]
    [InlineData("smb://nas/share/a.mov")]
    public void What_is_no_file_has_no_path(string url) => Assert.Null(FileUrl.PathOf(url));

    [Theory]
    [InlineData("/Volumes/My Disk/访#1.mov", "file://localhost/x", "file://localhost/Volumes/My%20Disk/%e8%ae%bf%231.mov")]
    [InlineData("C:/Footage/a.mov", "file:///D:/x", "file:///C%3a/Footage/a.mov")]
    [InlineData("//nas/share/a.mov", "file://nas/share/x", "file://nas/share/a.mov")]
    [InlineData("C:/Footage/a.mov", @"C:\Footage\x.mov", @"C:\Footage\a.mov")]
    public void A_path_is_written_as_its_neighbours_are(string path, string like, string url) => Assert.Equal(url, FileUrl.Of(path, like));

    [Fact]
    public void A_folder_of_another_machine_is_found_here_and_back_whatever_the_case_of_its_letters()
    {
        var here = Directory.CreateTempSubdirectory("heygem roots ").FullName;
        try
        {
            File.WriteAllText(Path.Combine(here, "a.mov"), string.Empty);
            var roots = new MediaRoots(here, [(@"D:\Footage\", here)]);

            var place = roots.Locate("file://localhost/d%3a/footage/a.mov");

            Assert.Equal((Path.Combine(here, "a.mov"), false), (place.Path, place.Offline));
            Assert.Equal("D:/Footage/sub/b.mov", roots.Restate(Path.Combine(here, "sub", "b.mov")));
            Assert.True(roots.Locate("D:/Footage2/a.mov").Offline);
        }
        finally
        {
            Directory.Delete(here, recursive: true);
        }
    }
}
