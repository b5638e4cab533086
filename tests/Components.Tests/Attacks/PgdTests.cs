using System.Reflection;
using RoCL.Attacks.Gradient;
using TorchSharp;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace Components.Tests.Attacks;

public sealed class PgdTests
{
    private static readonly Rng Random = new(new Seed(1), 2);

    private static Tensor Clean => full([2, 1, 2, 2], 0.5);

    private static Tilt Objective => new(tensor(new float[] { 3, -4, 0, 0, 0, 0, -1, 0 }).view(2, 1, 2, 2));

    [Test]
    public void Steps_add_up_until_the_radius_stops_them([Values(1, 2, 3, 9)] int iterations)
    {
        var reach = Math.Min(0.04 * iterations, 0.1);
        var pgd = new Pgd(iterations, Step: 0.04, RandomStart: false);
        Assert.That(
            Moved(pgd, new LInf(0.1)),
            Is.EqualTo(new double[] { reach, -reach, 0, 0, 0, 0, -reach, 0 }).Within(1e-6)
        );
        Assert.That(
            Moved(pgd, new L2(0.1)),
            Is.EqualTo(new double[] { 0.6 * reach, -0.8 * reach, 0, 0, 0, 0, -reach, 0 }).Within(1e-6)
        );
        Assert.That(
            Moved(pgd, new L1(0.1)),
            Is.EqualTo(new double[] { 0, -reach, 0, 0, 0, 0, -reach, 0 }).Within(1e-6)
        );
    }

    [Test]
    public void A_relative_step_is_a_part_of_the_radius_and_takes_the_place_of_the_other() =>
        Assert.That(
            Moved(new Pgd(Iterations: 3, Step: 0.9, RelativeStep: 0.1, RandomStart: false), new LInf(0.2)),
            Is.EqualTo(new[] { 0.06, -0.06, 0, 0, 0, 0, -0.06, 0 }).Within(1e-6)
        );

    [Test]
    public void A_random_start_is_a_point_of_the_threat_model_of_its_own_for_each_image()
    {
        var still = new Tilt(zeros_like(Clean));
        var attacked = new Pgd().Perturb(Clean, still, new LInf(0.1), Random.For("start"));
        Assert.That(attacked.eq(new LInf(0.1).RandomPoint(Clean, Random.For("start"))).all().item<bool>());
        Assert.That(attacked[0].ne(attacked[1]).any().item<bool>());
    }

    [Test]
    public void Each_iteration_asks_for_one_gradient_and_the_clean_images_are_not_written_to()
    {
        var clean = Clean;
        var objective = Objective;
        new Pgd(Iterations: 7).Perturb(clean, objective, new LInf(0.1), Random);
        Assert.That(objective.Gradients, Is.EqualTo(7));
        Assert.That(clean.eq(0.5).all().item<bool>());
    }

    [Test]
    public void Five_thousand_iterations_leave_as_many_tensors_as_one([Values(1, 5_000)] int iterations)
    {
        using var scope = NewDisposeScope();
        var clean = Clean;
        var objective = Objective;
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        new Pgd(iterations, RandomStart: false).Perturb(clean, objective, new LInf(0.1), Random);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount - before, Is.EqualTo(1));
    }

    [Test]
    public void It_begins_as_RoCL_trains_and_takes_one_iteration_or_more()
    {
        Assert.That(
            new Pgd(),
            Is.EqualTo(new Pgd(Iterations: 7, Step: 2 / 255.0, RelativeStep: null, RandomStart: true))
        );
        var options = typeof(Pgd).GetConstructors().Select(constructor => constructor.GetParameters());
        var iterations = options.Single(parameters => parameters.Length > 1)[0];
        var range = iterations.GetCustomAttribute<RangeAttribute>()!;
        Assert.That(range.IsValid(0), Is.False);
        Assert.That(range.IsValid(1));
        Assert.That(range.IsValid(1_000_000));
    }

    [Test]
    public void Fgsm_is_one_step_of_the_whole_radius()
    {
        Assert.That(
            Moved(new Fgsm(), new LInf(0.1)),
            Is.EqualTo(new[] { 0.1, -0.1, 0, 0, 0, 0, -0.1, 0 }).Within(1e-6)
        );
        Assert.That(
            Moved(new Fgsm(), new L2(0.1)),
            Is.EqualTo(new[] { 0.06, -0.08, 0, 0, 0, 0, -0.1, 0 }).Within(1e-6)
        );
    }

    [Test]
    public void From_a_random_start_fgsm_steps_a_quarter_farther_and_comes_back_to_the_radius()
    {
        var threat = new LInf(0.1);
        var clean = Clean;
        var start = threat.RandomPoint(clean, Random.For("start"));
        var attacked = new Fgsm(RandomStart: true).Perturb(clean, Objective, threat, Random.For("start"));
        Assert.That(attacked.allclose((start + 0.125 * Objective.Weights.sign()).clamp(0.4, 0.6), 1e-6, 1e-7));
    }

    [Test]
    public void They_are_written_as_papers_write_them() =>
        Assert.That(
            new IAttack[] { new Pgd(20), new Fgsm(), new Fgsm(RandomStart: true) }.Select(attack => attack.ToString()),
            Is.EqualTo(new[] { "PGD-20", "FGSM", "FGSM-RS" })
        );

    private static float[] Moved(IAttack attack, ThreatModel threat) =>
        [.. (attack.Perturb(Clean, Objective, threat, Random) - 0.5).data<float>().ToArray()];
}
