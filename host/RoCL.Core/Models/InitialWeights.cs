using RoCL.Core.Binding;
using RoCL.Core.Classes;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Tensors;
using RoCL.Core.Values;

namespace RoCL.Core.Models;

/// <summary>Puts other weights in place of newly drawn ones, before the first step.</summary>
public static class InitialWeights
{
    /// <summary>Whether the weights that a plan begins with are there and fit its model.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>
    /// What <see cref="InitialWarnings"/> finds; or what <see cref="Give"/> would throw.
    /// </returns>
    public static Result<ValueList<Problem>> Check(Plan plan)
    {
        if (plan.Bindings.Init is not { } init)
            return ValueList.Create<Problem>([]);
        try
        {
            using var model = Model.Build(plan.InFloat32(), CPU);
            using var saved = init.Open();
            return Fit(model, saved, init.Init)
                .Then<ValueList<Problem>>(_ => InitialWarnings.Of(model, saved, init.Init));
        }
        catch (ProblemException fault)
        {
            return fault.Problems;
        }
    }

    /// <summary>
    /// Gives a newly built model the weights of the asked parts, all of them or none; its teachers
    /// and frozen heads begin with these, too.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="init">Where they are.</param>
    /// <exception cref="ProblemException">
    /// As <see cref="BoundInit.Open"/> and <see cref="InitialFit.Of"/>; nothing was changed.
    /// </exception>
    public static TakenWeights Give(Model model, BoundInit init)
    {
        using var saved = init.Open();
        var fit = Fit(model, saved, init.Init).ValueOrThrow();
        fit.Apply();
        model.Begin();
        var areKnown = !saved.ClassNames.IsEmpty && !model.ClassNames.IsEmpty;
        if (areKnown && TakenParts.Classifier(model, init.Init) is not null)
            model.TrainedClassNames = saved.ClassNames;
        return new(saved.Sha256, fit.Taken, fit.Left) { Warnings = InitialWarnings.Of(model, saved, init.Init) };
    }

    private static Result<InitialFit> Fit(Model model, SavedTensors saved, Init init) =>
        OtherClasses(model, saved, init) is { } problem ? problem : InitialFit.Of(model, saved.Tensors, init);

    // A classifier's rows stay where they are: its classes have to have the same numbers. Where
    // nothing is trained, its outputs are put in order instead.
    private static Problem? OtherClasses(Model model, SavedTensors saved, Init init)
    {
        var trained = saved.ClassNames;
        if (trained.IsEmpty || model.ClassNames.IsEmpty || trained.Equals(model.ClassNames))
            return null;
        if (model.Bindings.Recipe.Train.Epochs == 0 && ClassOrder.Between(trained, model.ClassNames) is not null)
            return null;
        if (TakenParts.Classifier(model, init) is not { } classifier)
            return null;
        var what = $"The head '{classifier}' of {init.From.Run}";
        return ClassOrder.Misfit(init.From.Where, what, trained, model.ClassNames) with
        {
            Remedy = "Begin with the encoder alone, or name a run on the same classes in the same order.",
        };
    }
}

/// <summary>What a model has begun with.</summary>
/// <param name="Sha256">The hash of the weights that were offered.</param>
/// <param name="Taken">How many tensors were taken.</param>
/// <param name="Left">The names of those that were not, as they were saved.</param>
public sealed record TakenWeights(string Sha256, int Taken, ImmutableArray<string> Left)
{
    /// <summary>What <see cref="InitialWarnings"/> finds.</summary>
    public ValueList<Problem> Warnings { get; init; } = [];
}
