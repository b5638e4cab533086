namespace Runs.Tests.Faults;

/// <summary>A component that is faulty in one way, and what comes of it.</summary>
/// <param name="Key">The recipe's key of the component.</param>
/// <param name="Kind">How it is faulty.</param>
/// <param name="Code">The error; empty where the run goes on.</param>
/// <param name="When">When it is noticed.</param>
internal sealed record Fault(string Key, string Kind, string Code, When When = When.InAStep)
{
    /// <summary>The component at that key.</summary>
    public string Component =>
        Key switch
        {
            "views.a.augment.0" => "faulty-augmentation",
            "views.adv.attack" or "evaluate.0.attack" => "faulty-attack",
            "views.adv.threat" => "faulty-threat",
            "views.adv.maximise" or "loss.0" => "faulty-loss",
            "loss.2" => "faulty-centre",
            "views.m.by" => "faulty-mixing",
            "encoder" => "faulty-encoder",
            "heads.projector" => "faulty-head",
            "data" => "faulty-data",
            "evaluate.0.measurement" => "faulty-measurement",
            "evaluate.0" => "faulty-evaluation",
            "optimizer" => "faulty-optimizer",
            "learningRate" => "faulty-rate",
            "teachers.target" => "faulty-teacher",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>
    /// What puts the component into the recipe, where a sound one stands otherwise.
    /// </summary>
    public IEnumerable<string> Use =>
        Key is "optimizer" or "learningRate" or "views.adv.threat" ? [$"{Key}.use={Component}"] : [];

    /// <summary>Whether the component counts its calls, and begins after two of them.</summary>
    public bool Counts => !Key.StartsWith("evaluate", StringComparison.Ordinal);

    public override string ToString() => $"{Key} {Kind}: {(Code.Length > 0 ? Code : $"{When}")}";
}

/// <summary>When a fault is noticed, or what comes of a run that goes on.</summary>
internal enum When
{
    /// <summary>Before the first step.</summary>
    BeforeTheFirstStep,

    /// <summary>In the first step.</summary>
    InTheFirstStep,

    /// <summary>In the step in which it happens, the third.</summary>
    InAStep,

    /// <summary>In the evaluation, after the last step.</summary>
    InTheEvaluation,

    /// <summary>Never, and the run comes to the same bits as without the fault.</summary>
    ToTheSameBits,

    /// <summary>Never, and the run comes to other numbers.</summary>
    ToOtherNumbers,
}
