using RoCL.Core.Binding;

namespace RoCL.Runs.Benchmarks;

/// <summary>A way of doing the same training step, which is measured.</summary>
/// <param name="Name">As the report calls it.</param>
/// <param name="About">What it is, in a line.</param>
/// <param name="Settings">Values to set in the recipe <c>rocl</c>.</param>
/// <param name="Change">What is changed about the recipe's components.</param>
internal sealed record SpeedVariant(
    string Name,
    string About,
    ImmutableArray<string> Settings,
    Func<Bindings, Bindings> Change
)
{
    /// <summary>
    /// All variants, the one that others are compared with first. A new one is an entry here.
    /// </summary>
    public static ImmutableArray<SpeedVariant> All { get; } =
    [
        new(
            "reference",
            "the authors' schedule: both views embedded in every iteration, a forward pass for each term",
            [
                """views.adv.perturb=["a","b"]""",
                """views.adv.maximise.views=["adv.a","adv.b"]""",
                """loss=[{"use":"nt-xent","views":["adv.a","b"],"weight":"1/256"},"""
                    + """{"use":"nt-xent","views":["a","b","adv.a"]}]""",
                "forward=per-term",
                "precision=exact",
            ],
            TargetEmbeddedAnew.Around
        ),
        new(
            "exact",
            "the same mathematics in float32, as the recipe rocl is trained",
            ["precision=exact"],
            bindings => bindings
        ),
        new("fast", "the same in bfloat16, its sums in float32", ["precision=fast"], bindings => bindings),
    ];
}
