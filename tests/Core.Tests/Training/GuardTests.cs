using Shared.Toys;

namespace Core.Tests.Training;

public sealed class GuardTests
{
    [TestCase("ROCL0340", "views.a.augment={\"use\":\"toy-fault\",\"kind\":\"shape\"}", "views.a.augment")]
    [TestCase("ROCL0341", "views.a.augment={\"use\":\"toy-fault\",\"kind\":\"type\"}", "views.a.augment")]
    [TestCase("ROCL0342", "views.a.augment={\"use\":\"toy-fault\",\"kind\":\"nan\"}", "views.a.augment")]
    [TestCase("ROCL0343", "views.a.augment={\"use\":\"toy-fault\",\"kind\":\"range\"}", "views.a.augment")]
    [TestCase("ROCL0300", "views.a.augment={\"use\":\"toy-fault\",\"kind\":\"throw\"}", "views.a.augment")]
    [TestCase("ROCL0330", "views.adv.attack={\"use\":\"toy-fault\",\"kind\":\"shape\"}", "views.adv.attack")]
    [TestCase("ROCL0331", "views.adv.attack={\"use\":\"toy-fault\",\"kind\":\"type\"}", "views.adv.attack")]
    [TestCase("ROCL0332", "views.adv.attack={\"use\":\"toy-fault\",\"kind\":\"nan\"}", "views.adv.attack")]
    [TestCase("ROCL0333", "views.adv.attack={\"use\":\"toy-fault\",\"kind\":\"range\"}", "views.adv.attack")]
    [TestCase("ROCL0303", "loss.0={\"use\":\"toy-fault-loss\",\"kind\":\"shape\",\"views\":[\"a\",\"b\"]}", "loss.0")]
    [TestCase("ROCL0320", "loss.0={\"use\":\"toy-fault-loss\",\"kind\":\"nan\",\"views\":[\"a\",\"b\"]}", "step 0")]
    [TestCase(
        "ROCL0320",
        "views.adv.maximise={\"use\":\"toy-fault-loss\",\"kind\":\"nan\",\"views\":[\"adv\",\"b\"]}",
        "attacking the view adv, step 0"
    )]
    [TestCase(
        "ROCL0305",
        "views.adv.maximise={\"use\":\"toy-fault-loss\",\"kind\":\"detached\",\"views\":[\"adv\",\"b\"]}",
        "views.adv.attack"
    )]
    public void What_a_component_must_not_hand_back_stops_the_step_and_leaves_the_weights(
        string code,
        string setting,
        string where
    )
    {
        using var box = new Toybox(setting);
        var before = box.State();
        var fault = Assert.Throws<ProblemException>(() => box.Train(steps: 1))!.Problem;
        Assert.That(fault.Code, Is.EqualTo(code), fault.ToString());
        Assert.That(fault.Where, Does.Contain(where));
        Assert.That(
            box.State()
                .Where(tensor =>
                    !tensor.Key.Contains("running", StringComparison.Ordinal)
                    && !tensor.Key.Contains("tracked", StringComparison.Ordinal)
                ),
            Is.EqualTo(
                before.Where(tensor =>
                    !tensor.Key.Contains("running", StringComparison.Ordinal)
                    && !tensor.Key.Contains("tracked", StringComparison.Ordinal)
                )
            ).AsCollection
        );
    }

    [Test]
    public void A_fault_names_plugin_component_and_key()
    {
        using var box = new Toybox("views.a.augment={\"use\":\"toy-fault\",\"kind\":\"throw\"}");
        var fault = Assert.Throws<ProblemException>(() => box.Train(steps: 1))!;
        Assert.That(fault.Problem.Where, Does.StartWith("toy.json: views.a.augment (Shared/toy-fault 0.1.0)"));
        Assert.That(fault.Problem.What, Is.EqualTo("The component threw InvalidOperationException: out of ideas."));
        Assert.That(fault.InnerException, Is.InstanceOf<InvalidOperationException>(), "the log needs the stack");
    }

    [Test]
    public void An_encoder_that_gives_no_features_is_refused_before_the_first_step() =>
        Assert.That(
            Assert.Throws<ProblemException>(() => new Toybox("encoder=toy-no-features"))!.Problem.Code,
            Is.EqualTo("ROCL0310")
        );
}
