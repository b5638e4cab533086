using RoCL.Core.Models;
using RoCL.Core.Plans;
using TorchSharp;

namespace RoCL.Runs.Checkpoints;

/// <summary>A model as a recipe builds it, in place of one that is not trained yet.</summary>
internal static class ForeseenModel
{
    /// <summary>The model of a plan, with weights that are thrown away.</summary>
    /// <param name="run">The folder that the run will be in, for messages.</param>
    /// <param name="plan">The plan of the run.</param>
    /// <exception cref="RoCL.Contracts.ProblemException">A component of it fails.</exception>
    public static OpenedModel Of(string run, Plan plan)
    {
        var exact = plan.InFloat32();
        return new(new TrainedModel(run, Build(exact, torch.CPU), device => Build(exact, device)), []);
    }

    // Whatever draws from the global generator later gets the same numbers.
    private static Model Build(Plan plan, torch.Device device)
    {
        using var before = torch.Generator.Default.get_state();
        try
        {
            return Model.Build(plan, device, keepsStates: false);
        }
        finally
        {
            torch.Generator.Default.set_state(before);
        }
    }
}
