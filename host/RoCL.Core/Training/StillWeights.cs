using System.Globalization;
using RoCL.Core.Models;
using RoCL.Core.Plans;

namespace RoCL.Core.Training;

/// <summary>
/// Listens to steps for weights that stay where they are, as a learning rate of 0 leaves them, and
/// says so once, at the end of an epoch: ROCL0296. Those of an epoch without a gradient are left to
/// <see cref="LearningSigns"/>, which names the cause.
/// </summary>
/// <param name="plan">The recipe on its data.</param>
/// <param name="model">The model that is trained.</param>
/// <param name="warn">Receives the warning.</param>
public sealed class StillWeights(Plan plan, Model model, Action<Problem> warn)
{
    // Float32 rounds at 6e-8; a fine-tuning of small steps moves weights by 1e-4 in an epoch.
    private const double Least = 1e-6;

    // Of each parameter, so that neither time nor memory depends on the network.
    private const int Looked = 1000;

    private float[] _before = Some(model);
    private bool _hasSaid;
    private long _steps;
    private double _largestGradient;

    /// <summary>Adds a step.</summary>
    /// <param name="result">What the step found.</param>
    public void Add(StepResult result)
    {
        if (_hasSaid)
            return;
        if (result.Skipped is null)
        {
            _steps++;
            _largestGradient = Math.Max(_largestGradient, result.GradientNorm);
        }
        if (!result.Step.IsLastOfEpoch || _steps == 0)
            return;
        Look();
        _steps = 0;
        _largestGradient = 0;
    }

    private void Look()
    {
        var now = Some(model);
        var moved = Length(now.Zip(_before, (after, before) => after - before));
        var whole = Length(now);
        _before = now;
        if (whole == 0 || moved / whole >= Least || LearningSigns.IsZero(_largestGradient))
            return;
        _hasSaid = true;
        warn(
            new(
                "ROCL0296",
                $"{plan.Recipe.Source}: optimizer",
                $"In the {_steps} steps of the epoch the weights moved by {Text(moved / whole)} of their length, so "
                    + "nothing is learned.",
                "Look at the learning rate (optimizer.lr, learningRate) and at what optimizer.groups leaves to train."
            )
        );
    }

    private static float[] Some(Model model) =>
        [.. model.Parameters.Values.SelectMany(parameter => Leading(parameter))];

    private static float[] Leading(Tensor parameter)
    {
        using var scope = NewDisposeScope();
        var numbers = parameter.detach().flatten();
        var some = numbers.slice(0, 0, Math.Min(Looked, numbers.shape[0]), 1);
        return some.to(ScalarType.Float32).cpu().data<float>().ToArray();
    }

    private static double Length(IEnumerable<float> numbers) =>
        Math.Sqrt(numbers.Sum(number => (double)number * number));

    private static string Text(double number) =>
        number == 0 ? "0" : number.ToString("0.##e+0", CultureInfo.InvariantCulture);
}
