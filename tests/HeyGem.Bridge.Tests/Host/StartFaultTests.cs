using System.Net.Sockets;
using HeyGem.Bridge.Host;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using Microsoft.AspNetCore.Connections;

namespace HeyGem.Bridge.Tests.Host;

/// <summary>Why a bridge does not start, as a code and a sentence.</summary>
public sealed class StartFaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-start-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_port_that_the_system_keeps_is_told_with_its_number()
    {
        var refused = new SocketException((int)SocketError.AccessDenied);
        var both = new IOException("Failed to bind to address http://localhost:80.", new AggregateException(refused, refused));

        foreach (var e in new Exception[] { refused, both })
        {
            var fault = ListenFault.Of(e, Settings(_folder) with { Port = 80 })!;
            Assert.Equal(ErrorCode.BridgePortNotAllowed, fault.Code);
            Assert.Contains("port 80.", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_port_that_is_taken_is_told_of_two()
    {
        var taken = new IOException("Failed to bind to address http://127.0.0.1:8383: address already in use.",
            new AddressInUseException("Address already in use"));

        var fault = ListenFault.Of(taken, Settings(_folder) with { Port = 7860, LegacyPort = 8383 })!;

        Assert.Equal(ErrorCode.BridgePortInUse, fault.Code);
        Assert.Contains("Port 8383", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_failure_is_left_as_it_is() => Assert.Null(ListenFault.Of(new IOException("The disk is gone."), Settings(_folder)));

    [Theory]
    [InlineData("file")]
    [InlineData("lock is a folder")]
    public void A_data_folder_that_cannot_be_used_is_no_running_bridge(string obstacle)
    {
        var data = Path.Combine(_folder, "data");
        if (obstacle == "file")
        {
            File.WriteAllText(data, "in the way");
        }
        else
        {
            Directory.CreateDirectory(Path.Combine(data, "bridge.lock"));
        }

        var error = Assert.Throws<HeyGemException>(() => InstanceLock.Take(Settings(data)));

        Assert.Equal(ErrorCode.StoreFailed, error.Code);
        Assert.Contains($"The data folder {data} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_bridge_on_the_same_folder_is_told_so()
    {
        using var first = InstanceLock.Take(Settings(_folder));

        Assert.Equal(ErrorCode.BridgeAlreadyRunning, Assert.Throws<HeyGemException>(() => InstanceLock.Take(Settings(_folder))).Code);
    }

    private static BridgeSettings Settings(string data) => new() { Port = 0, DataFolder = data, OutputFolder = data, MediaRoots = [] };
}
