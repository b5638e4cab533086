namespace Tables;

/// <summary>What is kept of a run: what made it, and its accuracies.</summary>
/// <param name="Row">The suite's row.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Commit">The commit of the program that made it.</param>
/// <param name="Machine">The machine that made it, an index into those of the file.</param>
/// <param name="Plugins">Its plugins, indices into those of the file.</param>
/// <param name="Weights">The hash of the trained weights.</param>
/// <param name="Seconds">Wall time of the training and of the evaluations.</param>
/// <param name="Evaluations">In the recipe's order.</param>
internal sealed record KeptRun(
    string Row,
    long Seed,
    string Commit,
    int Machine,
    ImmutableArray<int> Plugins,
    string Weights,
    double Seconds,
    ImmutableArray<KeptEvaluation> Evaluations
)
{
    /// <summary>The accuracy, from 0 to 1, under a condition.</summary>
    /// <param name="condition">The condition's name.</param>
    /// <returns><see langword="null"/> where it was not measured.</returns>
    public double? AccuracyOf(string condition) => EvaluationWith(condition)?.Accuracies[condition];

    /// <summary>How many images it was measured on.</summary>
    /// <param name="condition">The condition's name.</param>
    /// <returns><see langword="null"/> where it was not measured.</returns>
    public int? ImagesOf(string condition) => EvaluationWith(condition)?.Images;

    /// <summary>Whether a sign speaks against the accuracy: it may be too high.</summary>
    /// <param name="condition">The condition's name.</param>
    public bool HasSign(string condition) => EvaluationWith(condition)?.Signed.Contains(condition) == true;

    private KeptEvaluation? EvaluationWith(string condition) =>
        Evaluations.FirstOrDefault(evaluation => evaluation.Accuracies.ContainsKey(condition));
}

/// <summary>What is kept of an evaluation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Images">How many images it was measured on.</param>
/// <param name="Accuracies">From 0 to 1, by the conditions' names.</param>
/// <param name="Signed">
/// The conditions whose accuracy a sign of masked gradients speaks against.
/// </param>
internal sealed record KeptEvaluation(
    string Name,
    int Images,
    ImmutableSortedDictionary<string, double> Accuracies,
    ImmutableArray<string> Signed
);

/// <summary>A plugin that made a run.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version, without the commit, which the run has.</param>
/// <param name="Sha256">The hash of its assembly.</param>
internal sealed record KeptPlugin(string Id, string Version, string Sha256);
