namespace RoCL.Core.Ahead;

/// <summary>
/// Ends an attack that was only looked at. It is a cancellation, so that no guard takes it for a
/// fault of the attack.
/// </summary>
internal sealed class SeenEnoughException : OperationCanceledException;
