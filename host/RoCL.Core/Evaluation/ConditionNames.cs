namespace RoCL.Core.Evaluation;

/// <summary>What a condition is called.</summary>
/// <param name="Name">Its title on its bench.</param>
/// <param name="FullName">Its title in the result; finished batches are kept by it.</param>
/// <param name="Purpose">The name that its random values follow from.</param>
internal sealed record ConditionNames(string Name, string FullName, string Purpose);
