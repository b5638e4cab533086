namespace RoCL.Runs.Reporting;

/// <summary>
/// How the program ends: documented numbers, one for each hundred of problem codes.
/// </summary>
public static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Done = 0;

    /// <summary>Something happened that no code stands for; the log has the stack.</summary>
    public const int Unexpected = 1;

    /// <summary>
    /// The time that <c>--stop-after</c> states is up, and a checkpoint was written: submit the
    /// same command again. It is EX_TEMPFAIL of sysexits.h.
    /// </summary>
    public const int SubmitAgain = 75;

    /// <summary>The terminal was closed; a checkpoint was written.</summary>
    public const int HungUp = 129;

    /// <summary>Ctrl-C; a checkpoint was written.</summary>
    public const int Interrupted = 130;

    /// <summary>SIGTERM; a checkpoint was written.</summary>
    public const int Terminated = 143;

    /// <summary>
    /// 2 command line, 3 recipe, 4 plugin, 5 data or evaluation, 6 run folder, 7 machine,
    /// 8 what is made of runs, 9 cluster.
    /// </summary>
    public static int Of(Problem problem) => OfCode(problem.Code);

    /// <summary>As <see cref="Of"/>, of a problem that has this code.</summary>
    public static int OfCode(string code) =>
        code[4..6] switch
        {
            "00" => code == UnexpectedProblem.Code ? Unexpected : 2,
            "01" => 3,
            "02" or "03" => 4,
            "04" or "05" => 5,
            "06" => 6,
            "07" => 7,
            "08" => 8,
            "09" => 9,
            _ => Unexpected,
        };
}
