namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="ThreatModel"/>.</summary>
public static class ThreatModelLaws
{
    private const double Rounding = 1e-6;
    private static readonly LawScope AllCases = new();
    private static readonly LawScope AllCasesAndOptionEnds = new(OptionEnds: true);
    private static readonly LawScope QuarterOfTheCases = new(OneCaseIn: 4);

    /// <summary>What is projected lies in the set and in [0, 1].</summary>
    public static Law<ThreatModel> ProjectsInside { get; } =
        Law(
            "projects any point into its set and into [0, 1]",
            AllCasesAndOptionEnds,
            (threat, threatCase, clean) =>
                ThreatModelObservations.NotAMember(threat, threat.Project(threatCase.Moved, clean), clean)
        );

    /// <summary>A point of the set stays where it is.</summary>
    public static Law<ThreatModel> LeavesMembersAlone { get; } =
        Law(
            "leaves the points of its set as they are, so that projecting twice changes nothing",
            AllCases,
            ThreatModelObservations.MemberMoved
        );

    /// <summary>Distance and projection draw the same border.</summary>
    public static Law<ThreatModel> MeasuresWhatItAllows { get; } =
        Law(
            "measures 0 for the clean image, and by its distance allows those points that it does not move",
            AllCases,
            ThreatModelObservations.DistanceAtOdds
        );

    /// <summary>Random points lie inside, and follow from their seed.</summary>
    public static Law<ThreatModel> DrawsInside { get; } =
        Law(
            "draws random points inside its set, the same ones for the same seed",
            AllCases,
            (threat, threatCase, clean) =>
            {
                var point = threat.RandomPoint(clean, threatCase.Batch.Random("point"));
                var again = threat.RandomPoint(clean, threatCase.Batch.Random("point"));
                return ThreatModelObservations.NotAMember(threat, point, clean)
                    ?? Discrepancy.Different("the same draw again", again, point);
            }
        );

    /// <summary>A step along the direction raises a linear objective.</summary>
    public static Law<ThreatModel> StepsUphill { get; } =
        Law(
            "raises a linear objective by a step along its direction from a random point",
            AllCases,
            ThreatModelObservations.StepNotUphill
        );

    /// <summary>Where the gradient is zero there is no direction.</summary>
    public static Law<ThreatModel> HasNoDirectionOnFlatGround { get; } =
        Law(
            "gives a finite direction of the images' form, zero where the gradient is zero",
            AllCases,
            (threat, threatCase, clean) =>
            {
                var direction = threat.SteepestDirection(threatCase.Slope, clean);
                var flat = threat.SteepestDirection(zeros_like(clean), clean);
                return Discrepancy.OtherForm(direction, clean)
                    ?? Discrepancy.NotFinite("the direction", direction)
                    ?? Discrepancy.Different("the direction of a zero gradient", flat, zeros_like(clean));
            }
        );

    /// <summary>Radius 0 allows the clean image alone.</summary>
    public static Law<ThreatModel> FollowsItsRadius { get; } =
        Law(
            "allows the clean image alone at radius 0",
            AllCases,
            (threat, threatCase, clean) =>
            {
                var empty = threat with { Radius = 0 };
                var projected = empty.Project(threatCase.Moved, clean);
                var drawn = empty.RandomPoint(clean, threatCase.Batch.Random("point"));
                return Discrepancy.Different("the clean image and a projected point", projected, clean, Rounding)
                    ?? Discrepancy.Different("the clean image and a random point", drawn, clean, Rounding);
            }
        );

    /// <summary>Each image is treated by itself.</summary>
    public static Law<ThreatModel> TakesEachImageByItself { get; } =
        Law("treats each image by itself", QuarterOfTheCases, ThreatModelObservations.DifferentAlone);

    /// <summary>Inputs stay unchanged.</summary>
    public static Law<ThreatModel> KeepsItsInputs { get; } =
        Law("does not write to its inputs", QuarterOfTheCases, ThreatModelObservations.WrittenTo);

    /// <summary>No native tensor outlives the step.</summary>
    public static Law<ThreatModel> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor behind",
            QuarterOfTheCases,
            (threat, threatCase, clean) =>
                Discrepancy.LeakedTensors(() =>
                    threat.Project(clean + threat.SteepestDirection(threatCase.Slope, clean), clean)
                )
        );

    /// <summary>Tables keep two radii apart.</summary>
    public static Law<ThreatModel> HasANameOfItsOwn { get; } =
        Law(
            "has another name in tables for another radius",
            QuarterOfTheCases,
            (threat, _, _) =>
            {
                var wider = threat with { Radius = threat.Radius + 0.00002 };
                return $"{threat}" != $"{wider}" ? null : $"two radii that differ by 0.00002 are both called {threat}";
            }
        );

    /// <summary>All laws of threat models.</summary>
    public static IReadOnlyList<Law<ThreatModel>> All { get; } =
    [
        ProjectsInside,
        LeavesMembersAlone,
        MeasuresWhatItAllows,
        DrawsInside,
        StepsUphill,
        HasNoDirectionOnFlatGround,
        FollowsItsRadius,
        TakesEachImageByItself,
        KeepsItsInputs,
        LeavesNoTensor,
        HasANameOfItsOwn,
    ];

    private static Law<ThreatModel> Law(
        string sentence,
        LawScope scope,
        Func<ThreatModel, ThreatCase, Tensor, string?> observe
    ) =>
        Law<ThreatModel>.For(
            sentence,
            _ => ThreatCase.Any(),
            (create, threatCase) => observe(create(), threatCase, threatCase.Batch.Pixels),
            scope
        );
}
