namespace RoCL.Suites.Rows;

/// <summary>The names of the files that a suite's folder has beside its runs.</summary>
public static class SuiteFileNames
{
    private const string Suite = "suite.json";
    private const string Origins = "origins.json";
    private static readonly string[] Reserved =
    [
        Suite,
        Origins,
        "summary.json",
        "table.md",
        "table.csv",
        "table.json",
        "slurm",
    ];

    /// <summary>The file that says what the suite is.</summary>
    /// <param name="folder">The suite's folder.</param>
    public static string SuiteIn(string folder) => Path.Combine(folder, Suite);

    /// <summary>The file that says where its recipes come from.</summary>
    /// <param name="folder">The suite's folder.</param>
    public static string OriginsIn(string folder) => Path.Combine(folder, Origins);

    /// <summary>Whether a path is a suite's folder.</summary>
    /// <param name="path">Any path.</param>
    public static bool AreIn(string path) => File.Exists(SuiteIn(path));

    /// <summary>Whether no run may have this name, since a file has it.</summary>
    /// <param name="name">The name of a run's folder, in any case of letters.</param>
    public static bool IsReserved(string name) => Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);
}
