using RoCL.Core.Ranks;
using Shared.Ranks;

namespace Core.Tests.Ranks;

/// <summary>Ranks that fail, or are in different places: nobody waits for them.</summary>
public sealed class MeetingTests
{
    private const string NotFinite = "ROCL0320";

    [Test]
    public void Where_one_rank_fails_the_others_hear_of_it_wherever_they_are()
    {
        var codes = CodesOf(
            3,
            meeting =>
                meeting.Collective.Rank switch
                {
                    0 => throw Fault("ROCL0300"),
                    1 => meeting.Gather(ones(1)),
                    _ => ones(1),
                }
        );
        Assert.That(codes, Is.EqualTo(new[] { "ROCL0300", "ROCL0928", "ROCL0928" }));
    }

    [Test]
    public void Numbers_that_are_not_finite_on_one_rank_leave_out_the_batch_on_all()
    {
        var codes = CodesOf(
            3,
            meeting =>
                meeting.Collective.Rank switch
                {
                    0 => meeting.Gather(ones(1)),
                    1 => throw Fault(NotFinite),
                    _ => ones(1),
                }
        );
        Assert.That(codes, Is.EqualTo(new[] { NotFinite, NotFinite, NotFinite }));
    }

    [Test]
    public void Attacks_of_different_lengths_are_named_on_all_ranks()
    {
        var codes = CodesOf(2, meeting => meeting.Collective.Rank == 0 ? meeting.Gather(ones(1)) : ones(1));
        Assert.That(codes, Is.EqualTo(new[] { "ROCL0929", "ROCL0929" }));
    }

    [Test]
    public void Ranks_that_do_the_same_meet()
    {
        var sums = ThreadRanks.Run(
            2,
            ranks =>
            {
                var meeting = new Meeting(ranks, NotFinite);
                return meeting.Together(() => meeting.Gather(full(1, ranks.Rank + 1.0f))).sum().item<float>();
            }
        );
        Assert.That(sums, Is.EqualTo(new[] { 3f, 3f }));
    }

    [Test]
    public void An_attack_that_is_not_finite_on_one_rank_is_left_out_by_all()
    {
        string[] settings = ["train.batch=4", "train.epochs=1", "notFinite=skip", "views.adv.attack=toy-ascent"];
        using var boxes = new RankBoxes(2, settings);
        using (no_grad())
            boxes[1].Model.Parameters["heads.projector.weight"].fill_(float.NaN);
        var steps = boxes.Do(box => box.Train(steps: 1)[0].Skipped?.Code);
        Assert.That(steps, Is.EqualTo(new[] { NotFinite, NotFinite }));
    }

    private static string[] CodesOf(int world, Func<Meeting, Tensor> work) =>
        ThreadRanks.Run(
            world,
            ranks =>
            {
                var meeting = new Meeting(ranks, NotFinite);
                try
                {
                    meeting.Together(() => work(meeting));
                    return "";
                }
                catch (ProblemException fault)
                {
                    return fault.Problem.Code;
                }
            }
        );

    private static ProblemException Fault(string code) => new(new(code, "here", "It failed.", "Repair it."));
}
