using System.Collections.Immutable;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Optimizers.Standard;
using RoCL.Research;

namespace Fidelity.Tests.Methods;

/// <summary>
/// AMOC's losses and queues, against the authors' code: all kinds in one step, and three steps of
/// ACA+ with SGD and the moving average of the key network.
/// </summary>
public sealed class AmocFidelity
{
    [GoldenFiles("amoc_variants")]
    public void Every_kind_agrees_in_losses_gradient_and_queues(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        foreach (var (kind, place) in golden.Text("kinds").Split(',').Select((kind, place) => (kind, place)))
        {
            var query = Weights(golden, "query.", trained: true);
            var views = Views(golden, kind, query);
            var state = StateOf(golden, golden["queue_clean"], golden["queue_adversarial"]);
            var step = Loss(golden, kind).Of(state, new LossInput(views));
            var loss = step.Loss.mean();
            loss.backward();
            Agreement.Relative(loss, golden[$"loss.{kind}"], 1e-5, $"loss {kind}");
            Agreement.Relative(
                query["encoder.weight"].grad!,
                golden[$"grad.{kind}.query.encoder.weight"],
                1e-4,
                $"gradient {kind}"
            );
            var clean = Of(golden, kind, leverage: 1).Of(state, new LossInput(views)).Loss.mean();
            Agreement.Relative(clean, golden[$"loss_clean.{kind}"], 1e-5, $"clean loss {kind}");
            var adversarial = Of(golden, kind, leverage: 0).Of(state, new LossInput(views)).Loss.mean();
            Agreement.Relative(adversarial, golden[$"loss_adversarial.{kind}"], 1e-5, $"adversarial loss {kind}");
            QueuesAgree(golden, step.Next, kind, place);
        }
    }

    [GoldenFiles("amoc_training")]
    public void Three_steps_agree_in_losses_queues_and_both_networks(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        var query = Weights(golden, "query.", trained: true);
        var key = Weights(golden, "key.", trained: false);
        var sgd = new Sgd(golden.Number("learning_rate"), golden.Number("momentum"), golden.Number("weight_decay"));
        var velocities = query.ToDictionary(weight => weight.Key, weight => sgd.Start(weight.Value.detach()));
        var state = StateOf(golden, golden["queue_clean"], golden["queue_adversarial"]);
        var kind = golden.Text("kind").ToLowerInvariant();
        for (var step = 0; step < golden.Whole("steps"); step++)
        {
            var attacked = golden["inputs_adversarial"][step];
            Tensor[] views =
            [
                Outputs(query, golden["inputs_query"][step]),
                Outputs(key, golden["inputs_key"][step]),
                Outputs(query, attacked),
                Outputs(key, attacked),
            ];
            var taken = Loss(golden, kind).Of(state, new LossInput(views));
            state = taken.Next;
            var loss = taken.Loss.mean();
            loss.backward();
            Agreement.Relative(loss, golden[$"loss.{step}"], 1e-5, $"loss {step}");
            QueuesAgree(golden, state, $"{step}", step);
            Move(golden, sgd, query, velocities);
            Follow(golden, key, query);
            foreach (var (weight, value) in query)
                Agreement.Relative(value, golden[$"query.{step}.{weight}"], 1e-5, $"query {weight} {step}");
            foreach (var (weight, value) in key)
                Agreement.Relative(value, golden[$"key.{step}.{weight}"], 1e-5, $"key {weight} {step}");
        }
    }

    [Test]
    public void As_an_objective_it_raises_the_adversarial_loss_over_the_queue_as_it_is_and_writes_nothing()
    {
        using var scope = NewDisposeScope();
        var loss = new Amoc(Leverage: 0, CleanKeys: 8, AdversarialKeys: 8, FillsQueue: false);
        var shape = new StateShape(3, [5, 5, 5], new(3, 8, 8), 10, 4, CPU, new Seed(1));
        var state = loss.Begin(shape);
        Tensor[] views = [randn(4, 5), randn(4, 5), randn(4, 5)];
        var expected = loss.Of(state, new LossInput(views)).Loss;
        var raised = (loss with { Raised = true }).Of(state, new LossInput([views[2], views[1]]));
        Assert.That((raised.Loss - expected).abs().max().item<float>(), Is.LessThan(1e-6));
        Assert.That(raised.Next, Is.SameAs(state));
        Assert.That(
            Assert.Throws<ProblemException>(() => loss.Of(state, new LossInput([views[0]])))!.Problem.Code,
            Is.EqualTo("ROCL0301")
        );
    }

    private static Tensor[] Views(Golden golden, string kind, ImmutableSortedDictionary<string, Tensor> query)
    {
        var key = Weights(golden, "key.", trained: false);
        Tensor[] clean = [Outputs(query, golden["inputs_query"]), Outputs(key, golden["inputs_key"])];
        var attacked = Outputs(query, golden["inputs_adversarial_query"]);
        // The plus: keys of the adversarial queries.
        var keyed = IsPlus(kind) ? "inputs_adversarial_query" : "inputs_adversarial_key";
        if (IsPlus(kind) || kind[1] == 'a')
            return [.. clean, attacked, Outputs(key, golden[keyed])];
        return kind[0] == 'a' ? [.. clean, attacked] : clean;
    }

    private static Amoc Loss(Golden golden, string kind) => Of(golden, kind, golden.Number("leverage"));

    private static Amoc Of(Golden golden, string kind, double leverage) =>
        new(
            kind[0] == 'a',
            kind[1] == 'a',
            kind[2] == 'a',
            IsPlus(kind),
            golden.Number("temperature"),
            leverage,
            golden.Whole("keys_clean"),
            golden.Whole("keys_adversarial")
        );

    private static bool IsPlus(string kind) => kind.EndsWith("plus", StringComparison.Ordinal);

    // Columns are keys there, rows here.
    private static TensorState StateOf(Golden golden, Tensor clean, Tensor adversarial)
    {
        var shape = new StateShape(2, [golden.Whole("dimension")], new(3, 8, 8), 1, 1, CPU, new Seed(1));
        return Loss(golden, "ccc").Begin(shape).With("clean", clean.t()).With("adversarial", adversarial.t());
    }

    private static void QueuesAgree(Golden golden, TensorState state, string of, int place)
    {
        foreach (var queue in new[] { "clean", "adversarial" })
        {
            Agreement.Relative(state[queue].t(), golden[$"queue_{queue}.{of}"], 1e-5, $"{queue} queue {of}");
            var pointer = golden[$"pointer_{queue}"][place].item<long>() % golden.Whole($"keys_{queue}");
            Assert.That(state[$"{queue}-pointer"].item<long>(), Is.EqualTo(pointer), $"{queue} pointer {of}");
        }
    }

    private static ImmutableSortedDictionary<string, Tensor> Weights(Golden golden, string network, bool trained) =>
        new[] { "encoder", "projector.0", "projector.2" }
            .SelectMany(layer => new[] { $"{layer}.weight", $"{layer}.bias" })
            .ToImmutableSortedDictionary(
                weight => weight,
                weight => golden[network + weight].clone().requires_grad_(trained)
            );

    private static Tensor Outputs(ImmutableSortedDictionary<string, Tensor> network, Tensor inputs)
    {
        Tensor Layer(string name, Tensor x) =>
            nn.functional.linear(x, network[$"{name}.weight"], network[$"{name}.bias"]);
        return Layer("projector.2", Layer("projector.0", Layer("encoder", inputs)).relu());
    }

    private static void Move(
        Golden golden,
        Sgd sgd,
        ImmutableSortedDictionary<string, Tensor> network,
        Dictionary<string, IReadOnlyDictionary<string, Tensor>> velocities
    )
    {
        using var quiet = no_grad();
        foreach (var (name, weight) in network)
        {
            sgd.Move(weight, weight.grad!, velocities[name], golden.Number("learning_rate"));
            weight.grad = null;
        }
    }

    private static void Follow(
        Golden golden,
        ImmutableSortedDictionary<string, Tensor> key,
        ImmutableSortedDictionary<string, Tensor> query
    )
    {
        using var quiet = no_grad();
        foreach (var (name, weight) in key)
            weight.lerp_(query[name], 1 - golden.Number("momentum_key"));
    }
}
