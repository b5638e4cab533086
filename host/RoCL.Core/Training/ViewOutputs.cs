using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Training;

/// <summary>From the images of views to what losses see of them.</summary>
internal interface IViewOutputs
{
    /// <summary>The outputs of the networks for some views, [N, D] each.</summary>
    /// <param name="references">
    /// The views, and the head or teacher that each passes through.
    /// </param>
    /// <param name="views">The images of all views, by name.</param>
    IReadOnlyDictionary<ViewReference, Tensor> Of(
        ValueList<ViewReference> references,
        ImmutableDictionary<string, Tensor> views
    );

    /// <summary>
    /// Takes a loss's gradient back to the weights, once the loss has been taken back.
    /// </summary>
    /// <returns>Whether a weight waits for it.</returns>
    bool Backward();
}

/// <summary>
/// Passes views through the networks in one pass for each route, or each view, as the recipe says.
/// </summary>
/// <param name="plan">The method on its data.</param>
/// <param name="model">The model, in training mode.</param>
/// <param name="moment">The step's place in time.</param>
internal sealed class ViewOutputs(Plan plan, Model model, Moment moment) : IViewOutputs
{
    // Views of losses that want each view passed by itself.
    private readonly HashSet<string> _separate =
    [
        .. plan
            .Recipe.Terms.Where(term => plan.Bindings.Loss(term.Loss).At(moment).Requirement.SeparatePasses)
            .SelectMany(term => term.Views.Select(reference => reference.View)),
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<ViewReference, Tensor> Of(
        ValueList<ViewReference> references,
        ImmutableDictionary<string, Tensor> views
    )
    {
        var ofModel = references.Where(reference => !reference.ByTeacher).Distinct().ToList();
        var outputs = HeadOutputs(ofModel, Features(ofModel, views));
        foreach (var reference in references.Except(ofModel))
            outputs.Add(reference, TeacherOutputs(reference, views));
        return outputs;
    }

    // One forward pass for all the views of a route, apart from those that are passed alone.
    private Dictionary<string, Tensor> Features(
        List<ViewReference> references,
        ImmutableDictionary<string, Tensor> views
    )
    {
        var features = new Dictionary<string, Tensor>();
        foreach (var pass in references.Select(reference => reference.View).Distinct().GroupBy(PassOf))
        {
            var names = pass.ToList();
            var ofRoute = Encoded([.. names.Select(name => views[name])], pass.Key.Route);
            foreach (var (name, ofView) in names.Zip(ofRoute))
                features.Add(name, ofView);
        }
        return features;
    }

    private Tensor[] Encoded(ImmutableArray<Tensor> ofViews, string route)
    {
        // A single view would come out of cat as it is, and the encoder may write into its input.
        var images = ofViews is [var only] ? only.clone() : cat([.. ofViews]);
        return model.Shadows.EncodeTrained(images, model.Features, route).chunk(ofViews.Length);
    }

    // Each head once over all the features that go through it.
    private Dictionary<ViewReference, Tensor> HeadOutputs(
        List<ViewReference> references,
        Dictionary<string, Tensor> features
    )
    {
        var outputs = new Dictionary<ViewReference, Tensor>();
        foreach (var group in references.GroupBy(each => (each.Head, Pass: PassOf(each.View))))
        {
            var ofHead = group.ToList();
            var rows = cat([.. ofHead.Select(reference => features[reference.View])]);
            var chunks = model.Head(group.Key.Head, rows, group.Key.Pass.Route).chunk(ofHead.Count);
            foreach (var (reference, chunk) in ofHead.Zip(chunks))
                outputs.Add(reference, chunk);
        }
        return outputs;
    }

    private Pass PassOf(string view)
    {
        var isAlone = plan.Recipe.Forward == Forward.PerView || _separate.Contains(view);
        return new(plan.Recipe.RouteOf(view), isAlone ? view : null);
    }

    private Tensor TeacherOutputs(ViewReference reference, ImmutableDictionary<string, Tensor> views)
    {
        using var quiet = no_grad();
        return model.TeacherOutputs(reference.Head, views[reference.View], plan.Recipe.RouteOf(reference.View));
    }

    /// <inheritdoc/>
    public bool Backward() => true;

    // What is passed through the networks together: the views of a route, or one view.
    private sealed record Pass(string Route, string? View);
}
