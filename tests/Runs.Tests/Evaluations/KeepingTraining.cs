using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Runs.Evaluations;

namespace Runs.Tests.Evaluations;

/// <summary>A trained run is what it is, whatever an evaluation or an export asks for.</summary>
public sealed class KeepingTraining
{
    private static readonly JsonObject Trained = (JsonObject)
        JsonNode.Parse(
            """
            {
              "seed": 3,
              "data": { "use": "fashion-mnist" },
              "encoder": { "use": "small-resnet", "width": 16 },
              "loss": [{ "use": "nt-xent", "views": ["a", "b"] }],
              "teachers": { "t": { "use": "run", "from": "runs/first" } },
              "train": { "epochs": 1, "batch": 64 },
              "evaluate": [{ "use": "linear" }]
            }
            """
        )!;

    private static Result<JsonObject> Asked(params string[] settings) =>
        RunInItsFolder.Asked(Trained, OwnTraining.In, settings);

    [TestCase("seed=5")]
    [TestCase("images.test=10")]
    [TestCase("data={\"use\":\"image-folder\",\"folder\":\"photos\"}")]
    [TestCase("evaluate.0.optimizer.lr=1")]
    [TestCase("masking.images=0")]
    [TestCase("route=adv")]
    [TestCase("train.batch=64")]
    [TestCase("teachers.t.from=elsewhere/first")]
    public void What_is_measured_may_be_chosen_and_what_is_named_may_have_moved(string setting) =>
        Assert.That(Asked(setting).Problems, Is.Empty);

    [TestCase("normalize={\"mean\":[0.5],\"deviation\":[0.25]}", "normalize")]
    [TestCase("encoder.width=32", "encoder.width")]
    [TestCase("loss.0.temperature=0.1", "loss.0.temperature")]
    [TestCase("optimizer.lr=0.1", "optimizer")]
    [TestCase("learningRate=constant", "learningRate")]
    [TestCase("checkpoints.keep=3", "checkpoints")]
    [TestCase("views.a.augment=[]", "views")]
    [TestCase("precision=bfloat16", "precision")]
    [TestCase("init={\"from\":\"a.safetensors\"}", "init")]
    public void What_was_trained_is_refused(string setting, string key)
    {
        var problem = Asked(setting).Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0277"));
        Assert.That(problem.Where, Does.EndWith($": {key}"));
    }

    [Test]
    public void All_of_it_is_named_in_one_message_with_the_runs_own_values()
    {
        var problem = Asked("train.batch=32", "seed=4", "encoder.width=8").Problems.Single();
        Assert.That(problem.Where, Does.EndWith(": encoder.width, train.batch"));
        Assert.That(problem.What, Does.EndWith(": encoder.width 16 -> 8; train.batch 64 -> 32."));
        Assert.That(problem.Remedy, Does.Contain("rocl run --from "));
    }
}
