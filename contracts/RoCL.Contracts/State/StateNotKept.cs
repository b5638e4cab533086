namespace RoCL.Contracts;

/// <summary>ROCL0376: a component with a state, where nothing keeps one.</summary>
internal static class StateNotKept
{
    /// <summary>The problem.</summary>
    /// <param name="component">The component.</param>
    public static ProblemException By(object component) =>
        new(
            new(
                "ROCL0376",
                ComponentAttribute.NameOf(component),
                "The component carries a state from step to step, and nothing keeps a state here.",
                "Use it as a loss term or as the attack of a view."
            )
        );
}
