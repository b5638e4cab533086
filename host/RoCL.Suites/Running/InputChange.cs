namespace RoCL.Suites.Running;

/// <summary>
/// How data and models at hand differ from those that a run has recorded, old -> new.
/// </summary>
/// <param name="Data">How the images differ; none where they do not.</param>
/// <param name="Models">How the models of other runs differ; none where they do not.</param>
public sealed record InputChange(string? Data, string? Models);
