using static Runs.Tests.Faults.When;

namespace Runs.Tests.Faults;

/// <summary>
/// Every way in which a component of a plugin that loads can be faulty, and is caught.
/// </summary>
internal static class ComponentFaults
{
    private const string Augmentation = "views.a.augment.0",
        Attack = "views.adv.attack",
        Threat = "views.adv.threat",
        Goal = "views.adv.maximise",
        Loss = "loss.0",
        Stateful = "loss.2",
        Mixing = "views.m.by",
        Encoder = "encoder",
        Head = "heads.projector",
        Data = "data",
        Evaluation = "evaluate.0",
        Inner = "evaluate.0.attack",
        Measurement = "evaluate.0.measurement",
        Optimizer = "optimizer",
        Rate = "learningRate",
        Teacher = "teachers.target";

    /// <summary>All of them.</summary>
    public static IEnumerable<Fault> All =>
        [
            .. Each("ROCL0300", "throws", Augmentation, Attack, Goal, Loss, Encoder, Head, Data),
            .. Each("ROCL0300", "cancels", Augmentation, Attack, Loss, Encoder),
            .. Each("ROCL0346", "null", Augmentation, Attack, Goal, Loss, Encoder, Head, Data),
            .. Each("ROCL0346", "disposed", Augmentation, Attack, Goal, Loss, Encoder, Head, Data),
            .. Each("ROCL0346", "kept in the step", Augmentation, Attack, Loss, Encoder),
            .. Each("ROCL0349", "native memory", Augmentation, Attack, Loss, Encoder, Data),
            .. Each("", "globals", Augmentation, Attack, Goal, Loss, Encoder, Head, Data)
                .Select(fault => fault with { When = ToTheSameBits }),
            .. Each("", "writes", Augmentation, Attack, Goal, Loss, Encoder, Head)
                .Select(fault => fault with { When = ToTheSameBits }),
            new(Augmentation, "shape", "ROCL0340"),
            .. new[] { "double", "meta", "sparse" }.Select(kind => new Fault(Augmentation, kind, "ROCL0341")),
            new(Augmentation, "nan", "ROCL0342"),
            new(Augmentation, "range", "ROCL0343"),
            // The few images that the report shows find the former batch in its place.
            new(Augmentation, "kept", "ROCL0340", ToOtherNumbers),
            new(Attack, "shape", "ROCL0330"),
            new(Attack, "asks for another shape", "ROCL0330"),
            new(Attack, "asks for other channels", "ROCL0300"),
            .. new[] { "double", "meta", "sparse" }.Select(kind => new Fault(Attack, kind, "ROCL0331")),
            new(Attack, "nan", "ROCL0332"),
            .. new[] { "leaves", "kept", "writes and returns it" }.Select(kind => new Fault(Attack, kind, "ROCL0333")),
            new(Attack, "refuses", "ROCL0390", BeforeTheFirstStep),
            .. OfThreats,
            .. OfStates,
            .. OfMixings,
            .. Each("ROCL0303", "shape", Goal, Loss),
            .. new[] { "integer", "meta", "sparse" }.SelectMany(kind => Each("ROCL0304", kind, Goal, Loss)),
            .. Each("ROCL0305", "detached", Goal, Loss),
            .. Each("ROCL0308", "writes into its own", Goal, Loss),
            new(Goal, "kept", "ROCL0305"),
            .. Each("ROCL0308", "kept", Loss, Encoder, Head),
            .. Each("ROCL0320", "nan", Goal, Loss, Encoder, Head),
            .. Each("", "double", Goal, Loss).Select(fault => fault with { When = ToTheSameBits }),
            new(Loss, "requirement throws", "ROCL0300", BeforeTheFirstStep),
            .. Each("ROCL0310", "shape", Encoder, Head),
            new(Encoder, "width", "ROCL0310"),
            .. Each("ROCL0311", "detached", Encoder, Head),
            new(Encoder, "hides its input", "ROCL0311", InTheFirstStep),
            .. new[] { "double", "meta" }.SelectMany(kind => Each("ROCL0312", kind, Encoder, Head)),
            .. Each("ROCL0300", "build throws", Encoder, Head)
                .Select(fault => fault with { When = BeforeTheFirstStep }),
            .. Each("ROCL0346", "build gives null", Encoder, Head)
                .Select(fault => fault with { When = BeforeTheFirstStep }),
            new(Encoder, "build in double", "ROCL0300", BeforeTheFirstStep),
            new(Encoder, "build two of one name", "ROCL0314", BeforeTheFirstStep),
            new(Head, "build another width", "ROCL0300", BeforeTheFirstStep),
            .. Each("ROCL0228", "dispose throws", Head).Select(fault => fault with { When = ToTheSameBits }),
            new(Data, "open throws", "ROCL0300", BeforeTheFirstStep),
            new(Data, "open gives null", "ROCL0346", BeforeTheFirstStep),
            new(Data, "none", "ROCL0466", BeforeTheFirstStep),
            new(Data, "mislabelled", "ROCL0460", BeforeTheFirstStep),
            new(Data, "labels of reals", "ROCL0461", BeforeTheFirstStep),
            .. new[] { "shape", "double", "meta", "sparse", "short labels", "other indices" }.Select(kind => new Fault(
                Data,
                kind,
                "ROCL0467"
            )),
            .. new[] { "range", "nan" }.Select(kind => new Fault(Data, kind, "ROCL0468")),
            .. new[] { "batch null", "no labels" }.Select(kind => new Fault(Data, kind, "ROCL0346")),
            .. new[] { "throws", "cancels", "fits and throws" }.Select(kind => new Fault(
                Evaluation,
                kind,
                "ROCL0300",
                InTheEvaluation
            )),
            .. new[] { "null", "fits nothing" }.Select(kind => new Fault(
                Evaluation,
                kind,
                "ROCL0346",
                InTheEvaluation
            )),
            .. new[] { "nothing", "twice", "short" }.Select(kind => new Fault(
                Evaluation,
                kind,
                "ROCL0517",
                InTheEvaluation
            )),
            .. new[] { "no logits", "nan logits" }.Select(kind => new Fault(
                Evaluation,
                kind,
                "ROCL0518",
                InTheEvaluation
            )),
            new(Evaluation, "fits detached", "ROCL0305", InTheEvaluation),
            new(Evaluation, "fits and writes", "ROCL0308", InTheEvaluation),
            new(Inner, "shape", "ROCL0330", InTheEvaluation),
            new(Inner, "meta", "ROCL0331", InTheEvaluation),
            new(Inner, "nan", "ROCL0332", InTheEvaluation),
            new(Inner, "leaves", "ROCL0333", InTheEvaluation),
            new(Inner, "throws", "ROCL0300", InTheEvaluation),
            new(Inner, "disposed", "ROCL0346", InTheEvaluation),
            .. Each("", "writes", Inner, Measurement).Select(fault => fault with { When = ToTheSameBits }),
            new(Measurement, "shape", "ROCL0340", InTheEvaluation),
            new(Measurement, "meta", "ROCL0341", InTheEvaluation),
            new(Measurement, "nan", "ROCL0342", InTheEvaluation),
            new(Measurement, "throws", "ROCL0300", InTheEvaluation),
            new(Measurement, "null", "ROCL0346", InTheEvaluation),
            .. Each("ROCL0300", "throws", Optimizer, Rate),
            new(Optimizer, "cancels", "ROCL0300"),
            new(Optimizer, "native memory", "ROCL0349"),
            .. new[] { "globals", "writes" }.Select(kind => new Fault(Optimizer, kind, "", ToTheSameBits)),
            new(Optimizer, "start null", "ROCL0346", BeforeTheFirstStep),
            new(Optimizer, "start name", "ROCL0384", BeforeTheFirstStep),
            new(Optimizer, "nan", "ROCL0380"),
            new(Optimizer, "state nan", "ROCL0381"),
            new(Optimizer, "shape", "ROCL0382"),
            new(Optimizer, "disposes", "ROCL0383"),
            new(Optimizer, "lr", "ROCL0386", InTheFirstStep),
            .. new[] { "nan", "negative" }.Select(kind => new Fault(Rate, kind, "ROCL0386")),
            .. OfTeachers,
        ];

    private static IEnumerable<Fault> OfTeachers =>
        [
            .. new[] { "throws", "cancels" }.Select(kind => new Fault(Teacher, kind, "ROCL0300")),
            .. new[] { "null", "disposed" }.Select(kind => new Fault(Teacher, kind, "ROCL0346")),
            new(Teacher, "native memory", "ROCL0349"),
            .. new[] { "globals", "writes" }.Select(kind => new Fault(Teacher, kind, "", ToTheSameBits)),
            .. new[] { "shape", "double", "meta", "sparse" }.Select(kind => new Fault(Teacher, kind, "ROCL0183")),
            new(Teacher, "nan", "ROCL0184"),
            new(Teacher, "disposes", "ROCL0185"),
            new(Teacher, "alias", "ROCL0186"),
        ];

    private static IEnumerable<Fault> OfStates =>
        [
            new(Stateful, "begin null", "ROCL0346", BeforeTheFirstStep),
            new(Stateful, "begin name", "ROCL0372", BeforeTheFirstStep),
            new(Stateful, "throws", "ROCL0300"),
            new(Stateful, "shape", "ROCL0373"),
            new(Stateful, "double", "ROCL0373"),
            new(Stateful, "names", "ROCL0373"),
            new(Stateful, "state nan", "ROCL0374"),
            new(Stateful, "state disposed", "ROCL0375"),
            new(Stateful, "state null", "ROCL0346"),
            new(Stateful, "writes", "", ToTheSameBits),
        ];

    private static IEnumerable<Fault> OfMixings =>
        [
            new(Mixing, "throws", "ROCL0300"),
            .. new[] { "null", "disposed" }.Select(kind => new Fault(Mixing, kind, "ROCL0346")),
            .. new[] { "shape", "double", "meta", "sparse" }.Select(kind => new Fault(Mixing, kind, "ROCL0355")),
            .. new[] { "range", "nan" }.Select(kind => new Fault(Mixing, kind, "ROCL0356")),
            new(Mixing, "partners", "ROCL0357"),
            .. new[] { "weights", "nan weights" }.Select(kind => new Fault(Mixing, kind, "ROCL0358")),
            .. new[] { "globals", "writes" }.Select(kind => new Fault(Mixing, kind, "", ToTheSameBits)),
        ];

    private static IEnumerable<Fault> OfThreats =>
        [
            new(Threat, "", "", ToTheSameBits),
            new(Threat, "throws", "ROCL0300", BeforeTheFirstStep),
            new(Threat, "null", "ROCL0346", BeforeTheFirstStep),
            .. new[] { "shape", "double", "distance of all" }.Select(kind => new Fault(
                Threat,
                kind,
                "ROCL0391",
                BeforeTheFirstStep
            )),
            .. new[] { "nan", "direction", "distance nan" }.Select(kind => new Fault(
                Threat,
                kind,
                "ROCL0392",
                BeforeTheFirstStep
            )),
            new(Threat, "range", "ROCL0393", BeforeTheFirstStep),
            new(Threat, "down", "ROCL0389", BeforeTheFirstStep),
            new(Threat, "moves", "ROCL0394", BeforeTheFirstStep),
            new(Threat, "moves many", "ROCL0394", InTheFirstStep),
            .. new[] { "distance", "near", "draws outside" }.Select(kind => new Fault(
                Threat,
                kind,
                "ROCL0395",
                BeforeTheFirstStep
            )),
            new(Threat, "radius", "ROCL0396", BeforeTheFirstStep),
            new(Threat, "nameless", "ROCL0397", BeforeTheFirstStep),
        ];

    private static IEnumerable<Fault> Each(string code, string kind, params string[] keys) =>
        keys.Select(key => new Fault(key, kind, code));
}
