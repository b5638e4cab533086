namespace RoCL.Core;

/// <summary>The images of a step, view by view: each view a function of the batch and of earlier ones.</summary>
internal sealed class Views(Plan plan, Model model, Batch batch, TrainingStep step)
{
    /// <summary>All views of the recipe, by name.</summary>
    public ImmutableDictionary<string, Tensor> Make() =>
        plan.Recipe.Views.Aggregate(ImmutableDictionary<string, Tensor>.Empty, (earlier, view) => view switch
        {
            View.Augmented augmented => earlier.Add(view.Name, Augment(augmented)),
            View.Perturbed perturbed => earlier.AddRange(perturbed.Made.Zip(Perturb(perturbed, earlier), KeyValuePair.Create)),
            _ => throw new System.Diagnostics.UnreachableException(),
        });

    /// <summary>What a loss is told.</summary>
    public static LossInput Input(
        IReadOnlyList<Tensor> outputs, IEnumerable<ViewReference> views, Batch batch, long from, long count) => new(outputs)
        {
            Names = [.. views.Select(view => view.View)],
            Labels = batch.Labels?.narrow(0, from, count),
            Indices = batch.Indices.narrow(0, from, count),
        };

    private Tensor Augment(View.Augmented view)
    {
        using var quiet = no_grad();
        var random = step.RandomFor(view.Name, batch.Images.shape[0], model.Device);
        return Layout.ChannelsLast(view.Pipeline.Aggregate(batch.Images, (images, augmentation) =>
        {
            var use = augmentation.Use;
            var changed = Guard.Call(use, () => augmentation.At(step.Moment).Apply(images, random.For(use.Key)));
            return Guard.Augmented(use, changed, images);
        }));
    }

    // Each micro-batch is attacked by itself: its negatives are its own, as on the several devices of the authors' code.
    private IEnumerable<Tensor> Perturb(View.Perturbed view, ImmutableDictionary<string, Tensor> earlier)
    {
        var (micro, total) = (plan.Recipe.Train.MicroBatch, batch.Images.shape[0]);
        var statistics = view.Mode == Mode.Train
            ? model.Buffers.Select(buffer => (buffer.Value, Before: buffer.Value.clone())).ToList()
            : [];
        model.Enter(view.Mode);
        try
        {
            var parts = Enumerable.Range(0, (int)(total / micro)).Select(i => Attacked(view, earlier, i * micro, micro, total)).ToList();
            return view.Of.Select((_, v) => Layout.ChannelsLast(cat([.. parts.Select(part => part[v])])));
        }
        finally
        {
            using var quiet = no_grad();
            foreach (var (buffer, before) in statistics) buffer.copy_(before);
            model.Enter(Mode.Train);
        }
    }

    private Tensor[] Attacked(View.Perturbed view, ImmutableDictionary<string, Tensor> earlier, long from, long count, long total)
    {
        var clean = Layout.ChannelsLast(cat([.. view.Of.Select(name => earlier[name].narrow(0, from, count))]));
        var objective = Objective(view, earlier, clean, from, count);
        var random = step.RandomFor(view.Name, view.Of.Length * total, model.Device)
            .Only(view.Of.SelectMany((_, v) => Enumerable.Range(0, (int)count).Select(i => v * total + from + i)));
        var attack = view.Attack.At(step.Moment);
        var threat = view.Threat.At(step.Moment);
        var moved = Guard.Call(view.Attack.Use, () => attack.Perturb(clean, objective, threat, random));
        return Guard.Attacked(view.Attack.Use, moved, clean, threat).detach().chunk(view.Of.Length);
    }

    // The views that stand still are embedded once: nothing about them changes from one iteration to the next.
    private NetworkObjective Objective(
        View.Perturbed view, ImmutableDictionary<string, Tensor> earlier, Tensor clean, long from, long count)
    {
        var still = Still(view, earlier, from, count);
        var heads = view.Seen.Where(seen => view.Made.Contains(seen.View)).Select(seen => seen.Head).Distinct().ToList();
        Tensor Network(Tensor images)
        {
            var features = model.Encode(images);
            return heads is [var head] ? model.Head(head, features) : features;
        }
        Tensor Seen(ViewReference seen, Tensor[] outputs) => view.Made.IndexOf(seen.View) is >= 0 and var v
            ? heads.Count == 1 ? outputs[v] : model.Head(seen.Head, outputs[v])
            : still[seen];
        Tensor Loss(Tensor outputs)
        {
            var views = outputs.chunk(view.Made.Length);
            var input = Input([.. view.Seen.Select(seen => Seen(seen, views))], view.Seen, batch, from, count);
            var losses = Guard.Losses(view.Goal.Use, Guard.Call(view.Goal.Use, () => view.Goal.At(step.Moment).Of(input)), count);
            return losses.repeat(view.Made.Length);
        }
        Tensor? clear = null;
        Tensor Rest(Tensor _)
        {
            using var quiet = no_grad();
            return clear ??= Network(clean).detach().DetachFromDisposeScope();
        }
        var labels = batch.Labels?.narrow(0, from, count).repeat(view.Made.Length);
        return new(Network, Loss, clean.shape[0], Classifies(view) ? labels : null, Rest) { Encoder = model.Encode };
    }

    private Dictionary<ViewReference, Tensor> Still(View.Perturbed view, ImmutableDictionary<string, Tensor> earlier, long from, long count)
    {
        using var quiet = no_grad();
        return view.Seen.Where(seen => !view.Made.Contains(seen.View)).GroupBy(seen => seen.View).SelectMany(group =>
        {
            var features = model.Encode(earlier[group.Key].narrow(0, from, count));
            return group.Distinct().Select(seen => KeyValuePair.Create(seen, model.Head(seen.Head, features).detach()));
        }).ToDictionary();
    }

    // Whether what the attack raises looks at labels, so that a row can be said to be fooled.
    private bool Classifies(View.Perturbed view) => view.Goal.At(step.Moment).Requirement.Labels;
}
