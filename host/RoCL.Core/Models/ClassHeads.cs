using RoCL.Core.Binding;

namespace RoCL.Core.Models;

/// <summary>Which heads have an output for each class: their width follows the classes.</summary>
internal static class ClassHeads
{
    /// <summary>The names of these heads; they are built to find out.</summary>
    /// <param name="model">The model.</param>
    public static ImmutableArray<string> In(Model model) =>
        model.Classes == 0
            ? []
            :
            [
                .. model.Heads.Where(name =>
                    FollowsClasses(model.Bindings, name, model.Built.HeadInputs[name], model.Classes)
                ),
            ];

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
