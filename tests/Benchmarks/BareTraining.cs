using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Values;
using RoCL.Plugins.Binding;
using RoCL.Runs.Recipes;

namespace Benchmarks;

/// <summary>
/// The arithmetic of a training step and nothing else: no guard, no copy against writing
/// components, no look for numbers that are not finite, no trace, no metrics, no checkpoint. It is
/// made for the demonstration's kind of recipe, and has to come to the very loss of the real
/// trainer.
/// </summary>
internal sealed class BareTraining : IDisposable
{
    private readonly Dictionary<string, object> _components = [];
    private readonly RecipeBinder _binder;
    private readonly Job _job;
    private readonly nn.Module<Tensor, Tensor> _encoder,
        _head;
    private readonly List<(Tensor Parameter, IReadOnlyDictionary<string, Tensor> State)> _moved;

    public BareTraining(Job job, RecipeBinder binder)
    {
        _binder = binder;
        _job = job;
        manual_seed(job.Plan.Seed.For("weights").Value);
        _encoder = Laid(Unguarded<IEncoder>(job.Recipe.Encoder).Build(job.Plan.Shape));
        var features = Features();
        _head = Laid(Unguarded<IHead>(job.Recipe.Heads.Values.Single()).Build(features, job.Plan.Classes));
        var optimizer = Unguarded<IOptimizer>(job.Recipe.Optimizer);
        _moved =
        [
            .. _encoder
                .parameters()
                .Concat(_head.parameters())
                .Select(parameter => ((Tensor)parameter, optimizer.Start(parameter))),
        ];
    }

    /// <summary>Takes a step when it is asked for; its loss.</summary>
    public IEnumerable<double> Steps()
    {
        foreach (var step in _job.Plan.StepsFrom(0))
        {
            manual_seed(step.Seed.For("global").Value);
            var loss = Step(step);
            GC.Collect(0); // as the real trainer does, for the sake of native memory
            yield return loss;
        }
    }

    public void Dispose()
    {
        foreach (var (_, state) in _moved)
        {
            foreach (var tensor in state.Values)
                tensor.Dispose();
        }

        _encoder.Dispose();
        _head.Dispose();
    }

    private double Step(TrainingStep step)
    {
        using var scope = NewDisposeScope();
        var recipe = _job.Recipe;
        var batch = _job.Train.Gather(tensor(step.Images.AsSpan().ToArray()));
        var images = recipe.Views.Aggregate(
            ImmutableDictionary<string, Tensor>.Empty,
            (earlier, view) =>
                earlier.Add(
                    view.Name,
                    view is View.Augmented augmented
                        ? Augment(augmented, batch, step)
                        : Attack((View.Perturbed)view, earlier, batch, step)
                )
        );
        Enter(train: true);
        var names = recipe.Terms.SelectMany(term => term.Views.Select(view => view.View)).Distinct().ToList();
        var outputs = names
            .Zip(
                _head.call(Encode(cat([.. names.Select(name => images[name])]))).chunk(names.Count),
                KeyValuePair.Create
            )
            .ToDictionary();
        var loss = recipe
            .Terms.Select(term => term.Weight.At(step.Moment) * Loss(term.Loss, term.Views, name => outputs[name]))
            .Aggregate((sum, term) => sum + term);
        loss.backward();
        using var quiet = no_grad();
        foreach (var (parameter, state) in _moved)
        {
            Unguarded<IOptimizer>(recipe.Optimizer).Move(parameter, parameter.grad!, state, step.LearningRate);
            parameter.grad = null;
        }
        return loss.item<float>();
    }

    private Tensor Augment(View.Augmented view, Batch batch, TrainingStep step)
    {
        using var quiet = no_grad();
        var random = step.RandomFor(view.Name, batch.Images.shape[0], CPU);
        return Layout.ChannelsLast(
            view.Pipeline.Aggregate(
                batch.Images,
                (images, use) => Unguarded<IAugmentation>(use).Apply(images, random.For(use.Key))
            )
        );
    }

    private Tensor Attack(
        View.Perturbed view,
        ImmutableDictionary<string, Tensor> earlier,
        Batch batch,
        TrainingStep step
    )
    {
        Enter(train: view.Mode == Mode.Train);
        var clean = earlier[view.Sources.Single()];
        var still = view
            .ObjectiveViews.Where(seen => seen.View != view.Name)
            .ToDictionary(seen => seen.View, seen => Quietly(earlier[seen.View]));
        var objective = new NetworkObjective(
            moved => _head.call(Encode(moved)),
            outputs =>
                Loss(view.Objective, view.ObjectiveViews, name => name == view.Name ? outputs : still[name])
                    .expand(clean.shape[0]),
            clean.shape[0],
            null,
            _ => Quietly(clean)
        );
        var threat = _job.Plan.Bindings.Threat(view.Threat, step.Moment);
        return Unguarded<IAttack>(view.Attack)
            .Perturb(clean, objective, threat, step.RandomFor(view.Name, batch.Images.shape[0], CPU))
            .detach();
    }

    private Tensor Loss(ComponentUse loss, ValueList<ViewReference> views, Func<string, Tensor> outputs) =>
        Unguarded<ILoss>(loss).Of(new LossInput([.. views.Select(view => outputs(view.View))])).mean();

    private T Unguarded<T>(ComponentUse use)
    {
        if (!_components.TryGetValue(use.Key, out var made))
        {
            made = _binder.Create(use);
            _components.Add(use.Key, made);
        }
        return (T)made;
    }

    private Tensor Quietly(Tensor images)
    {
        using var quiet = no_grad();
        return _head.call(Encode(images)).detach();
    }

    private Tensor Encode(Tensor images)
    {
        var normalize = _job.Recipe.Normalize;
        var input = Layout.ChannelsLast(images);
        return _encoder.call(
            normalize.Mean.IsEmpty ? input : (input - Channels(normalize.Mean)) / Channels(normalize.Deviation)
        );
    }

    private static Tensor Channels(ValueList<double> values) =>
        tensor([.. values], ScalarType.Float32).view(1, -1, 1, 1);

    private void Enter(bool train)
    {
        _encoder.train(train);
        _head.train(train);
    }

    private int Features()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        _encoder.eval();
        var shape = _job.Plan.Shape;
        return (int)Encode(zeros(2, shape.Channels, shape.Height, shape.Width)).shape[1];
    }

    private static nn.Module<Tensor, Tensor> Laid(nn.Module<Tensor, Tensor> network)
    {
        using var quiet = no_grad();
        foreach (var weight in network.parameters().Where(parameter => parameter.dim() == 4))
            weight.set_(Layout.ChannelsLast(weight.detach()));
        return network;
    }
}
