namespace RoCL.Core.Evaluation;

/// <summary>What a condition is called.</summary>
/// <param name="Name">Its title on its bench.</param>
/// <param name="FullName">Its title in the result; finished batches are kept by it.</param>
/// <param name="Purpose">The name that its random values follow from.</param>
internal sealed record ConditionNames(string Name, string FullName, string Purpose)
{
    /// <summary>The names of a condition of one of several classifiers.</summary>
    /// <param name="classifier">The classifier's name; empty for the only one.</param>
    /// <param name="name">The condition's title.</param>
    /// <param name="seedName">What its random values follow from.</param>
    /// <param name="full">From a title on the bench to that in the result.</param>
    public static ConditionNames Of(string classifier, string name, string seedName, Func<string, string> full)
    {
        var ofClassifier = Names.Joined(classifier, name);
        return new(ofClassifier, full(ofClassifier), Names.Joined(classifier, seedName));
    }
}
