namespace Processes.Tests.Runs;

/// <summary>
/// A stranger's teacher in one C# file: a view is seen through it, its weights are saved and stand
/// for the model in evaluations, and `rocl check` holds it to its laws.
/// </summary>
public sealed class OwnTeacher
{
    private const string Halfway = """
        using System.ComponentModel.DataAnnotations;

        /// <summary>Goes a part of the way to the student after every step.</summary>
        /// <param name="Part">The part.</param>
        [Component("halfway", "Goes a part of the way to the student")]
        public sealed record Halfway([Range(0, 1)] double Part = 0.5) : ITeacher
        {
            public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment) =>
                tensor.IsStatistic ? student.clone() : teacher.lerp(student, Part);
        }
        """;

    [Test]
    public void Takes_two_steps_and_stands_for_the_model_in_the_evaluation()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        File.WriteAllText(rocl["Halfway.cs"], Halfway);
        var ended = rocl.Run(
            "run",
            "demo-rocl",
            "--plugin",
            "Halfway.cs",
            "--out",
            "run",
            "--device",
            "cpu",
            "--set",
            "images={\"train\":128,\"test\":20}",
            "--set",
            "train={\"epochs\":1,\"batch\":64}",
            "--set",
            "teachers.target={\"use\":\"halfway\",\"head\":\"projector\",\"mode\":\"train\"}",
            "--set",
            "loss.1={\"use\":\"cos\",\"views\":[\"a\",\"b@target\"]}",
            "--set",
            "weights=target",
            "--set",
            "evaluate.0.epochs=1"
        );
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(
            File.ReadAllLines(rocl["run/metrics.jsonl"]),
            Has.Length.EqualTo(2).And.All.Contains("cos(a,b@target)")
        );
        Assert.That((double)rocl.Json("run/recipe.json")["teachers"]!["target"]!["part"]!, Is.EqualTo(0.5));
        Assert.That(rocl.Run("check", "Halfway.cs", "--cases", "8").Code, Is.Zero);
    }
}
