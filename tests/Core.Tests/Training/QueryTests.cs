using RoCL.Core.Evaluation;
using RoCL.Core.Guards;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>
/// Each query of an attack to its objective is a sign of life, and a place to stop.
/// </summary>
public sealed class QueryTests
{
    private const string Attack = "views.adv.attack={\"use\":\"toy-ascent\",\"iterations\":5}";

    // Takes every exception for its own, as a plugin may.
    private sealed record Stubborn(bool Throws) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            try
            {
                for (var i = 0; i < 9; i++)
                    _ = objective.Aim(outputs => outputs.sum(1)).Only(arange(3)).Gradient(clean[..3]);
            }
            catch (Exception thrown) when (Throws)
            {
                throw new InvalidOperationException("wrapped", thrown);
            }
            catch (OperationCanceledException)
            {
                // It goes on as if it had finished.
            }

            return clean;
        }
    }

    // Asks everything that there is to ask, once.
    private sealed record Curious : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            _ = objective.Outputs(clean);
            _ = objective.Features(clean);
            _ = objective.Losses(clean);
            _ = objective.At(clean);
            _ = objective.Gradient(clean);
            return clean;
        }
    }

    [Test]
    public void Whatever_an_attack_asks_is_a_sign_of_life()
    {
        using var box = new Toybox();
        using var queries = new Queries();
        Attacked(box, new ToyHost(), new Curious());
        Assert.That(queries.Count, Is.EqualTo(5));
    }

    [Test]
    public void An_attack_on_an_evaluations_batch_stops_at_its_next_query_whatever_it_makes_of_that(
        [Values] bool throws
    )
    {
        using var box = new Toybox();
        using var stopping = new CancellationTokenSource();
        var host = new ToyHost { StopBy = stopping.Token };
        using var queries = new Queries(number => Stop(stopping, number));
        Assert.Throws<StopAskedException>(() => Attacked(box, host, new Stubborn(throws)));
        Assert.That(queries.Count, Is.EqualTo(3));
    }

    [Test]
    public void An_attack_on_the_model_of_another_run_stops_there_too()
    {
        using var other = new Toybox();
        using var stopping = new CancellationTokenSource();
        var model = new RoCL.Core.Models.TrainedModel("runs/other", other.Model, _ => null!) { Stop = stopping.Token };
        var images = other.Data.Gather(arange(4)).Images;
        var objective = model.Objective(outputs => outputs.sum(1), 4);
        Assert.DoesNotThrow(() => objective.Gradient(images));
        stopping.Cancel();
        Assert.Throws<StopAskedException>(() => objective.Gradient(images));
    }

    [Test]
    public void A_training_step_stops_within_its_attack_and_can_be_taken_again([Values] Mode mode)
    {
        string[] settings = [Attack, $"views.adv.mode=\"{mode.ToString().ToLowerInvariant()}\""];
        using var whole = new Toybox(settings);
        using var cut = new Toybox(settings);
        whole.Train(steps: 3);
        cut.Train(steps: 2);
        var before = cut.State();

        using var stopping = new CancellationTokenSource();
        using (var queries = new Queries(number => Stop(stopping, number)))
        {
            Assert.Throws<StopAskedException>(() =>
                TrainingLoop.Take(cut.Plan, cut.Data, cut.Model, cut.Plan.StepAt(2), stop: stopping.Token)
            );
            Assert.That(queries.Count, Is.EqualTo(3));
        }

        Assert.That(cut.State(), Is.EqualTo(before).AsCollection);
        cut.Train(first: 2, steps: 1);
        Assert.That(cut.State(), Is.EqualTo(whole.State()).AsCollection);
    }

    private static void Stop(CancellationTokenSource stopping, int number)
    {
        if (number == 3)
            stopping.Cancel();
    }

    private static void Attacked(Toybox box, IBenchHost host, IAttack attack)
    {
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(64, 3));
        var use = ToyShelf.Read(ToyShelf.Rocl, "evaluate=toy-evaluation").Evaluations.Single();
        var bench = new Bench(box.Plan, box.Model, use, new(box.Data, box.Data), host);
        var batch = box.Data.Gather(arange(6, ScalarType.Int64));
        bench.Attack(
            attack,
            batch.Images,
            bench.CrossEntropy(network, batch.Labels!),
            new LInf(0.1),
            bench.Random("attack", 6)
        );
    }
}
