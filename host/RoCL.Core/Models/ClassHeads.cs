using RoCL.Core.Binding;

namespace RoCL.Core.Models;

/// <summary>Which heads have an output for each class: their width follows the classes.</summary>
internal static class ClassHeads
{
    /// <summary>The names of these heads; they are built to find out.</summary>
    /// <param name="bindings">The recipe, and its components as objects.</param>
    /// <param name="inputs">The number of inputs of each head, by its name.</param>
    /// <param name="classes">The number of classes; 0 without labels.</param>
    public static ImmutableArray<string> In(Bindings bindings, IReadOnlyDictionary<string, int> inputs, int classes) =>
        classes == 0
            ? []
            : [.. bindings.Heads.Keys.Where(name => FollowsClasses(bindings, name, inputs[name], classes))];

    // Weights are drawn, perhaps in the middle of a step: whatever else draws from the global
    // generator has to get the same numbers.
    private static bool FollowsClasses(Bindings bindings, string name, int features, int classes)
    {
        using var before = Generator.Default.get_state();
        try
        {
            return Width(bindings, name, features, classes) == classes
                && Width(bindings, name, features, classes + 1) == classes + 1;
        }
        finally
        {
            Generator.Default.set_state(before);
        }
    }

    private static long? Width(Bindings bindings, string name, int features, int classes)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        try
        {
            using var head = bindings.Heads[name].Constant.Build(features, classes);
            head.eval();
            return head.call(zeros(2, features)).shape[1];
        }
        catch (Exception fault) when (fault is ProblemException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
