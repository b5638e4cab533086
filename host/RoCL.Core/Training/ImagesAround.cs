using RoCL.Core.Plans;
using RoCL.Core.Ranks;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// The images that the loss of an attack compares with a rank's own: the others of the micro-batch,
/// where it reaches over several ranks. They are constants of the attack.
/// </summary>
/// <remarks>
/// Where a micro-batch lies within a rank, or the loss of an image depends on no other, there are
/// none, and the ranks do not wait for one another.
/// </remarks>
internal sealed class ImagesAround
{
    private readonly Plan _plan;
    private readonly View.Perturbed _view;
    private readonly Meeting _meeting;
    private readonly RankShare _share;
    private readonly bool _areOfOtherRanks;

    // The micro-batch, and where the rank's own rows begin in it.
    private readonly long _begin;
    private readonly long _microBatch;
    private readonly long _before;
    private readonly long _own;

    /// <summary>Those around some images of a rank.</summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="view">The attacked view.</param>
    /// <param name="step">The step.</param>
    /// <param name="meeting">The ranks.</param>
    /// <param name="from">The first of the rank's images.</param>
    /// <param name="count">How many of them.</param>
    public ImagesAround(Plan plan, View.Perturbed view, TrainingStep step, Meeting meeting, long from, long count)
    {
        _plan = plan;
        _view = view;
        _meeting = meeting;
        _share = RankShare.Of(meeting.Collective, step.Images.Length);
        _own = count;
        _microBatch = count;
        _begin = _share.From + from;
        if (plan.Recipe.Train.MicroBatch <= _share.Count || FallsApart(step.Moment))
            return;
        _areOfOtherRanks = true;
        _microBatch = plan.Recipe.Train.MicroBatch;
        _begin = _share.From / _microBatch * _microBatch;
        _before = _share.From - _begin;
    }

    /// <summary>
    /// The rows of the whole micro-batch, of which the rank's own are as they are.
    /// </summary>
    /// <param name="own">The rank's rows, [N, D].</param>
    public Tensor With(Tensor own)
    {
        if (!_areOfOtherRanks)
            return own;
        var all = _meeting.Gather(own).narrow(0, _begin, _microBatch);
        var after = _before + _own;
        return cat([all.narrow(0, 0, _before), own, all.narrow(0, after, _microBatch - after)]);
    }

    /// <summary>Labels and places of the whole micro-batch.</summary>
    /// <param name="own">Those of the rank's images.</param>
    public SeenImages With(SeenImages own)
    {
        if (!_areOfOtherRanks)
            return own;
        var labels = own.Labels is null ? null : _meeting.Gather(own.Labels);
        return new SeenImages(labels, _meeting.Gather(own.Indices)).Part(_begin, _microBatch);
    }

    /// <summary>How the views that the loss sees were mixed, in the micro-batch.</summary>
    /// <param name="made">All views.</param>
    public IReadOnlyList<ViewMix?> Mixes(StepViews made) =>
        LossInputs.Mixes(_plan.Recipe, made, _view.ObjectiveViews, _begin, _microBatch);

    /// <summary>
    /// The losses of the rank's own images, with the gradient of all: what others lose by an image
    /// counts for it as well.
    /// </summary>
    /// <param name="losses">Those of the whole micro-batch, [N].</param>
    public Tensor Own(Tensor losses)
    {
        if (!_areOfOtherRanks)
            return losses;
        var own = losses.narrow(0, _before, _own);
        var others = (losses.sum() - own.sum()) / _own;
        return own + (others - others.detach());
    }

    private bool FallsApart(Moment moment)
    {
        var isMixed = _view.ObjectiveViews.Any(seen => MixedViews.Of(_plan.Recipe.Views, seen.View) is not null);
        var loss = _plan.Bindings.Loss(_view.Objective).At(moment);
        return !isMixed && new LossProbe(loss, _view.ObjectiveViews.Count).FallsApart;
    }
}
