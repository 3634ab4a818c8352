using System.Net.Security;
using System.Security.Authentication;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace HeyGem.Bridge.Farm;

/// <summary>
/// A connection to RabbitMQ and the names of the farm there: an exchange that routes by lane, a quorum queue a lane, and a queue for what
/// was delivered too often. All of them outlive the broker's restart.
/// </summary>
internal sealed class FarmBroker : IAsyncDisposable
{
    /// <summary>The queue of what was delivered too often.</summary>
    public const string DeadQueue = "heygem.dead";

    private const string Exchange = "heygem";
    private const string DeadExchange = "heygem.dead";

    /// <summary>A message comes back so often; then it is dead and the bridge draws the segment.</summary>
    private const int DeliveryLimit = 3;

    /// <summary>The queue of a version that nobody draws or asks for any more goes after a day.</summary>
    private const int UnusedMilliseconds = 24 * 3600 * 1000;

    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(5);

    /// <summary>A connection that is not made for so long is tried anew: a machine that comes back is then found soon.</summary>
    private static readonly TimeSpan _connecting = TimeSpan.FromSeconds(5);

    /// <summary>A broker that lives, but does not answer a call for so long, is one that is gone.</summary>
    private static readonly TimeSpan _answer = TimeSpan.FromSeconds(10);

    /// <summary>A queue that answers takes milliseconds; one that a killed broker left without a leader never does.</summary>
    private static readonly TimeSpan _leader = TimeSpan.FromSeconds(2);

    private readonly IConnection _connection;
    private readonly HashSet<string> _renewed = [];
    private volatile bool _queueGone;

    private FarmBroker(IConnection connection, IChannel channel) => (_connection, Channel) = (connection, channel);

    /// <summary>What publishes and takes; publishing returns when the broker has the message.</summary>
    public IChannel Channel { get; }

    /// <summary>Whether both ends still talk, and every queue that is listened to is there.</summary>
    public bool IsOpen => _connection.IsOpen && Channel.IsOpen && !_queueGone;

    /// <summary>Connects, and makes what is missing.</summary>
    /// <param name="farm">The broker, who logs in, and which certificate is taken.</param>
    /// <param name="name">What the broker's own lists show.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmBrokerUnreachable"/>; holds no login.</exception>
    public static async Task<FarmBroker> ConnectAsync(FarmSettings farm, string name, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = farm.Address,
            UserName = farm.Login.User,
            Password = farm.Login.Password,
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = _silence,
            RequestedConnectionTimeout = _connecting,
            ContinuationTimeout = _answer,
        };
        if (factory.Ssl.Enabled)
        {
            factory.Ssl.Version = SslProtocols.Tls12 | SslProtocols.Tls13;
            factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.None;
            if (farm.Fingerprint is { } pinned)
            {
                factory.Ssl.CertificateValidationCallback = (_, shown, _, _) =>
                    shown is not null && FarmSettings.FingerprintOf(shown) == pinned;
            }
        }

        try
        {
            var connection = await factory.CreateConnectionAsync(cancellationToken);
            try
            {
                var channel = await connection.CreateChannelAsync(
                    new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
                    cancellationToken);
                var broker = new FarmBroker(connection, channel);
                await broker.DeclareAsync(cancellationToken);
                return broker;
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
        catch (Exception e) when (IsFault(e, cancellationToken))
        {
            var where = $"RabbitMQ at {farm.Address.Host}:{factory.Endpoint.Port}";
            var refused = Holds<AuthenticationFailureException>(e) || IsForbidden(e);
            throw Holds<AuthenticationException>(e)
                ? new HeyGemException(ErrorCode.FarmBrokerUnreachable, $"{where} shows a certificate that is not taken.", e)
                {
                    Hint = $"Name the broker's certificate to the bridge in {FarmSettings.CertificateVariable}, or have it trusted here.",
                }
                : new HeyGemException(
                    ErrorCode.FarmBrokerUnreachable, refused ? $"{where} does not let us in." : $"{where} does not answer.", e);
        }
    }

    /// <summary>Whether something says that the connection is no more, or of no use: a call that is never answered is cancelled.</summary>
    /// <param name="e">What was thrown.</param>
    /// <param name="cancellationToken">Our own; what it cancels is no fault.</param>
    public static bool IsFault(Exception e, CancellationToken cancellationToken) =>
        e is OperationCanceledException ? !cancellationToken.IsCancellationRequested
        : e is BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException or PublishException
            or RabbitMQClientException or IOException or AuthenticationException or TimeoutException
            or System.Net.Sockets.SocketException or ObjectDisposedException;

    /// <summary>Whether the broker says that there is no such virtual host, or that it is not ours.</summary>
    private static bool IsForbidden(Exception? e) => e is not null && (IsForbidden(e.InnerException)
        || e is OperationInterruptedException { ShutdownReason.ReplyCode: Constants.NotAllowed or Constants.AccessRefused });

    private static bool Holds<T>(Exception? e)
        where T : Exception =>
        e is T || (e is AggregateException several ? several.InnerExceptions.Any(Holds<T>) : e is not null && Holds<T>(e.InnerException));

    /// <summary>Makes a lane's queue where it is missing, and gives its name.</summary>
    public async Task<string> QueueOfAsync(string lane, CancellationToken cancellationToken)
    {
        var queue = NameOf(lane);
        var arguments = new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = DeliveryLimit,
            ["x-dead-letter-exchange"] = DeadExchange,
            ["x-expires"] = UnusedMilliseconds,
        };
        await Channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
        await Channel.QueueBindAsync(queue, Exchange, lane, cancellationToken: cancellationToken);
        return queue;
    }

    /// <summary>
    /// Publishes work; the broker has it on its disk when this returns. The lane's queue first loses what an earlier connection sent to it:
    /// that is sent again.
    /// </summary>
    public async Task PublishAsync(string lane, FarmMessage message, CancellationToken cancellationToken)
    {
        if (_renewed.Add(lane))
        {
            await RenewAsync(NameOf(lane), cancellationToken);
            await QueueOfAsync(lane, cancellationToken);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_answer);
        var properties = new BasicProperties { ContentType = "application/json", DeliveryMode = DeliveryModes.Persistent };
        await Channel.BasicPublishAsync(Exchange, lane, mandatory: true, properties, message.ToBytes(), patience.Token);
    }

    /// <summary>Listens to a queue.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="taken">Given each message and its tag for the answer; a message that is none of ours is null.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task ListenAsync(string queue, Func<FarmMessage?, ulong, Task> taken, CancellationToken cancellationToken)
    {
        var consumer = new AsyncEventingBasicConsumer(Channel);
        consumer.ReceivedAsync += (_, message) => taken(FarmMessage.TryRead(message.Body.Span), message.DeliveryTag);
        consumer.UnregisteredAsync += (_, _) =>
        {
            _queueGone = true;
            return Task.CompletedTask;
        };
        await Channel.BasicConsumeAsync(
            queue, autoAck: false, consumerTag: string.Empty, noLocal: false, exclusive: false, arguments: null, consumer,
            cancellationToken);
    }

    /// <summary>Listens to what was delivered too often. What there was before is lost: it is sent again.</summary>
    /// <param name="taken">As for any queue.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task ListenToDeadAsync(Func<FarmMessage?, ulong, Task> taken, CancellationToken cancellationToken)
    {
        await RenewAsync(DeadQueue, cancellationToken);
        await DeclareDeadAsync(cancellationToken);
        await ListenAsync(DeadQueue, taken, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Channel.DisposeAsync();
            await _connection.DisposeAsync();
        }
        catch (Exception e) when (IsFault(e, CancellationToken.None))
        {
            // It is gone already.
        }
    }

    private static string NameOf(string lane) => $"{Exchange}.{lane}";

    private async Task DeclareAsync(CancellationToken cancellationToken)
    {
        await Channel.ExchangeDeclareAsync(Exchange, ExchangeType.Direct, durable: true, cancellationToken: cancellationToken);
        await Channel.ExchangeDeclareAsync(DeadExchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        await DeclareDeadAsync(cancellationToken);
    }

    private async Task DeclareDeadAsync(CancellationToken cancellationToken)
    {
        await Channel.QueueDeclareAsync(
            DeadQueue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
        await Channel.QueueBindAsync(DeadQueue, DeadExchange, string.Empty, cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Empties a queue. One that does not answer has no leader: a broker that is killed as it makes a queue leaves such a one for ever, and
    /// would take messages and give none. It is deleted, and the connection given up.
    /// </summary>
    /// <exception cref="IOException">The queue did not answer.</exception>
    private async Task RenewAsync(string queue, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_leader);

        // Each call has a channel of its own: one whose answer never comes answers nothing else, and ends with the connection.
        var purging = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await purging.QueuePurgeAsync(queue, patience.Token);
            await purging.DisposeAsync();
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // Nothing to delete; and a worker may be making it now, which a broker does not survive: the name could never be made again.
        }
        catch (Exception e) when (IsFault(e, cancellationToken))
        {
            await using var deleting = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await deleting.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken);
            if (e is OperationCanceledException)
            {
                // The broker may still empty what is made next under this name, and what was sent to it by then would be lost.
                await _connection.AbortAsync(cancellationToken);
                throw new IOException($"The queue {queue} did not answer and was deleted.", e);
            }
        }
    }
}
