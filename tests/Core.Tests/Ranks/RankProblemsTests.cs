using RoCL.Core.Plans;
using Shared.Toys;

namespace Core.Tests.Ranks;

/// <summary>What keeps a recipe from being trained by several ranks.</summary>
public sealed class RankProblemsTests
{
    private static readonly string[] None = [];

    [TestCase(1, "train.batch=15", "")]
    [TestCase(2, "train.batch=15", "ROCL0920")]
    [TestCase(3, "train.batch=16", "ROCL0920")]
    [TestCase(4, "train.microBatch=8", "")]
    [TestCase(2, "train.microBatch=4", "")]
    [TestCase(3, "train={\"batch\":12,\"microBatch\":6}", "ROCL0922")]
    [TestCase(2, "views.adv.mode=train", "ROCL0921")]
    [TestCase(2, "views.adv.attack=toy-warm", "ROCL0921")]
    [TestCase(2, "notFinite=back", "ROCL0921")]
    [TestCase(2, "notFinite=skip", "")]
    [TestCase(2, "train.chunk=4", "ROCL0921")]
    [TestCase(2, "train.chunk=8", "")]
    public void Each_is_one_problem_with_a_code_and_a_single_process_has_none(int world, string setting, string code)
    {
        using var box = new Toybox(setting);
        var codes = new RankProblems(box.Plan, world).All().Select(problem => problem.Code);
        Assert.That(codes, Is.EqualTo(code.Length == 0 ? None : [code]));
        Assert.That(new RankProblems(box.Plan, 1).All(), Is.Empty);
    }

    [TestCase("views.adv.mode=train")]
    [TestCase("train.chunk=4")]
    public void Batch_norm_of_each_rank_alone_allows_more(string setting)
    {
        using var box = new Toybox(setting, "ranks.batchNorm=local");
        Assert.That(new RankProblems(box.Plan, 2).All(), Is.Empty);
    }

    [Test]
    public void A_word_that_batch_norm_does_not_know_is_refused() =>
        Assert.That(
            ToyShelf.TryRead(ToyShelf.Rocl, "ranks.batchNorm=some").Problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { "ROCL0122" })
        );
}
