using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Ranks;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// Mixes the images of views. Each micro-batch is mixed by itself: attacks, and losses over
/// micro-batches, find partners among the images that they see. Every rank mixes the whole batch.
/// </summary>
/// <param name="plan">The method on its data.</param>
/// <param name="step">The step.</param>
/// <param name="device">Where images are.</param>
/// <param name="meeting">The ranks, where partners may be.</param>
internal sealed class ViewMixing(Plan plan, TrainingStep step, Device device, Meeting meeting)
{
    /// <summary>The views of the step with a mixed one more.</summary>
    /// <param name="view">The mixed view.</param>
    /// <param name="made">The views so far.</param>
    public StepViews Mix(View.Mixed view, StepViews made)
    {
        using var quiet = no_grad();
        var mixing = plan.Bindings.Mixings[view.By.Key].At(step.Moment);
        var ranks = meeting.Collective;
        var source = ranks.World == 1 ? made.Images[view.Source] : meeting.Gather(made.Images[view.Source]);
        var random = step.RandomFor(view.Name, source.shape[0], device).For(view.By.Key);
        var microBatch = plan.Recipe.Train.MicroBatch;
        var parts = new List<Mixed>();
        for (long from = 0; from < source.shape[0]; from += microBatch)
        {
            var rows = Enumerable.Range((int)from, microBatch).Select(row => (long)row);
            var part = mixing.Mix(source.narrow(0, from, microBatch), random.Only(rows));
            parts.Add(part with { Partners = part.Partners + from });
        }

        var partners = cat([.. parts.Select(part => part.Partners)]);
        var weights = cat([.. parts.Select(part => part.Weights)]);
        var images = cat([.. parts.Select(part => part.Images)]);
        var own = RankShare.Of(ranks, images.shape[0]).Only(images);
        return made.With(new ViewMix(view.Name, partners, weights), Layout.ChannelsLast(own));
    }
}
