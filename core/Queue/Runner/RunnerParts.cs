using HeyGem.Core.Queue.Store;

namespace HeyGem.Core.Queue.Runner;

/// <summary>What a runner works with.</summary>
/// <param name="Store">Jobs and items on disk.</param>
/// <param name="Thread">The thread on which the store is asked.</param>
/// <param name="Board">How far the running items are.</param>
/// <param name="Supervisor">Keeps the loops alive.</param>
/// <param name="Time">The clock.</param>
internal sealed record RunnerParts(JobStore Store, StoreThread Thread, JobProgress Board, LoopSupervisor Supervisor, TimeProvider Time);
