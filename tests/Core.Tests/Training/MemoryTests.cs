using RoCL.Core.Guards;
using RoCL.Core.Training;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>
/// No memory left in a step: whoever asked for it, the error has a code and says what to try.
/// </summary>
public sealed class MemoryTests
{
    [Test]
    public void The_hosts_own_operations_come_to_one_error_that_names_half_the_batch_and_no_gradient_stays()
    {
        using var box = new Toybox();
        var step = box.Plan.StepAt(0);
        var problem = Assert
            .Throws<ProblemException>(() =>
                RoCL.Core.Training.TrainingLoop.Take(box.Plan, new Endless(box.Data), box.Model, step)
            )!
            .Problem;
        var batch = box.Recipe.Train.Batch;
        Assert.That((problem.Code, problem.Where), Is.EqualTo((StepFault.MemoryCode, "toy.json, step 0")));
        Assert.That(problem.What, Does.StartWith("The step found no memory left: ").And.Contain("allocate"));
        Assert.That(
            problem.Remedy,
            Is.EqualTo(
                $"Begin a new run with {Chunk(batch / 2, batch)}, or with --set train.batch={batch / 2} "
                    + $"(half of {batch})."
            )
        );
        Assert.That(box.Model.Parameters.Values.Select(parameter => parameter.grad), Is.All.Null);
    }

    [Test]
    public void An_attack_that_finds_none_may_be_given_fewer_images_at_a_time()
    {
        var recipe = ToyShelf.Read(ToyShelf.Rocl) with { Train = new(1, 64, 32) };
        var thrown = Assert.Catch(() => Greedy())!;
        var problem = StepFault.OfAttack(thrown, recipe, recipe.Views[^1])!.Problem;
        Assert.That(
            (problem.Code, problem.Remedy),
            Is.EqualTo(
                (
                    StepFault.MemoryCode,
                    $"Begin a new run with {Chunk(32, 64)}, or with "
                        + "--set train.microBatch=16 (attacks then see 16 images at a time, and as "
                        + "many negatives), or with --set train.batch=32 (half of 64)."
                )
            )
        );
    }

    [TestCase(96, 96, 96, 48, "--set train.batch=48")]
    [TestCase(96, 32, 96, 48, "--set train.batch=48 --set train.microBatch=16")]
    [TestCase(64, 16, 64, 32, "--set train.batch=32")]
    [TestCase(96, 96, 32, 16, "--set train.batch=48 --set train.chunk=16")]
    [TestCase(64, 64, 4, 2, "--set train.batch=32")]
    [TestCase(15, 15, 15, 5, "--set train.batch=7")]
    [TestCase(15, 15, 5, 0, "--set train.batch=7 --set train.chunk=7")]
    [TestCase(64, 64, 2, 0, "--set train.batch=32")]
    [TestCase(2, 2, 2, 0, "--set train.batch=1")]
    public void The_advice_is_a_recipe_that_can_be_run(int batch, int micro, int chunk, int less, string half)
    {
        var first = less == 0 ? "" : $"{Chunk(less, batch)}, or with ";
        Assert.That(
            MemoryAdvice.Of(new(1, batch, micro) { Chunk = chunk }, isAttack: false),
            Is.EqualTo($"Begin a new run with {first}{half} (half of {batch}).")
        );
    }

    [Test]
    public void Of_one_image_there_is_no_smaller_batch() =>
        Assert.That(
            MemoryAdvice.Of(new(1, 1, 1), isAttack: true),
            Is.EqualTo("Take a smaller encoder or smaller images: the batch is one image.")
        );

    [Test]
    public void Managed_memory_is_memory_too_and_nothing_else_is() =>
        Assert.That(
            new Exception[]
            {
                new InsufficientMemoryException(),
                new InvalidOperationException("out of memory"),
            }.Select(OutOfMemory.Is),
            Is.EqualTo([true, false])
        );

    private static string Chunk(int chunk, int batch) =>
        $"--set train.chunk={chunk} (the networks then see {chunk} images of each view at a time, "
        + $"and losses all {batch})";

    // A petabyte is refused at once; it is never touched.
    private static Tensor Greedy() => zeros(1L << 50);

    // Images that take no room until the host copies them.
    private sealed class Endless(IImages images) : IImages
    {
        public ImageShape Shape => images.Shape;

        public long Count => images.Count;

        public IReadOnlyList<string> Classes => images.Classes;

        public Tensor? Labels => images.Labels;

        public Batch Gather(Tensor indices) =>
            images.Gather(indices) with
            {
                Images = zeros(1, 1, 1, 1).expand(indices.shape[0], 1, 1L << 24, 1L << 24),
            };
    }
}
