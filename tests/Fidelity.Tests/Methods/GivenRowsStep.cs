using Fidelity.Tests.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Training;

namespace Fidelity.Tests.Methods;

/// <summary>
/// One step of a recipe in which image i is a single pixel of level i, and row i what the student
/// and its teacher give for it.
/// </summary>
/// <param name="Student">[M, D].</param>
/// <param name="Teacher">[M, D].</param>
internal sealed record GivenRowsStep(Tensor Student, Tensor Teacher)
{
    private const double Rate = 100;

    /// <summary>What every recipe is set to.</summary>
    public string[] Settings =>
        [
            "data=given-data",
            $"encoder={{\"use\":\"given-rows\",\"count\":{Student.shape[0]},\"width\":{Student.shape[1]}}}",
            "evaluate=[]",
            $"optimizer={{\"use\":\"sgd\",\"lr\":{Rate},\"momentum\":0,\"weightDecay\":0}}",
            "learningRate=constant",
        ];

    /// <summary>The images of some rows, [N, 1, 1, 1].</summary>
    /// <param name="first">The first row.</param>
    /// <param name="count">N.</param>
    public static Tensor Images(long first, long count) =>
        (first + arange(count, ScalarType.Float32)).view(-1, 1, 1, 1) / 255;

    /// <summary>
    /// Takes the step; the loss, and its gradient with respect to the student's rows.
    /// </summary>
    /// <param name="catalogue">Binds the recipe.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="teacher">The teacher's name in it.</param>
    /// <param name="views">What given views and attacks return, by name.</param>
    public RowGradient Take(
        TestCatalogue catalogue,
        Recipe recipe,
        string teacher,
        IReadOnlyDictionary<string, Tensor> views
    )
    {
        var data = new GivenImages(views.Values.First());
        var plan = Plan.Of(catalogue.Bind(recipe), data)
            .Match(made => made, problems => throw new AssertionException(string.Join("\n", problems)));
        using var model = Model.Build(plan, CPU);
        using (no_grad())
        {
            model.Parameters["encoder.rows"].copy_(Student);
            model.State[$"teachers.{teacher}.encoder.rows"].copy_(Teacher);
        }

        var step = new GivenStep { Tensors = views };
        var result = step.Take(() => TrainingLoop.Take(plan, data, model, plan.StepAt(0)));
        return new(result.Loss, (Student - model.Parameters["encoder.rows"]).detach() / Rate);
    }
}

/// <summary>What a step gave.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Gradient">Its gradient with respect to the student's rows, [M, D].</param>
internal sealed record RowGradient(double Loss, Tensor Gradient);
