using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using RoCL.Core.Models;
using RoCL.Core.Tensors;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;

namespace Runs.Tests.Checkpoints;

/// <summary>A run's model opened in the process that asks for it.</summary>
[NonParallelizable]
public sealed class OpeningModels
{
    private SavedRun _run = null!;

    [SetUp]
    public void WriteARun() => _run = new();

    [TearDown]
    public void Leave() => _run.Dispose();

    [Test]
    public void The_same_run_is_the_same_model_however_its_path_is_written()
    {
        var model = _run.Models.Open(_run.Folder);
        Assert.That(_run.Models.Open($"{_run.Folder}/"), Is.SameAs(model));
        Assert.That(
            _run.Models.Open(Path.GetRelativePath(Environment.CurrentDirectory, _run.Folder)),
            Is.SameAs(model)
        );
        Assert.That((model.Shape, model.Classes), Is.EqualTo((SavedRun.Shape, 10)));
        Assert.That(model.Heads, Is.EqualTo(new[] { "classifier" }));
    }

    [Test]
    public void Where_the_recipe_names_its_average_the_model_is_the_average()
    {
        File.WriteAllText(
            Path.Combine(_run.Folder, "recipe.json"),
            SavedRun.Recipe.Replace("\"data\"", "\"weights\": \"ema\", \"data\"", StringComparison.Ordinal)
        );
        using var model = Model.Build(_run.Planned(SavedRun.Shape), CPU);
        var images = rand(2, 1, 28, 28);
        model.Enter(RoCL.Core.Recipes.Mode.Eval);
        var average = model.Head("classifier", model.Encode(images)).detach();
        var bias = model.Parameters.Keys.Single(name =>
            name.StartsWith("heads.classifier.", StringComparison.Ordinal)
            && name.EndsWith("bias", StringComparison.Ordinal)
        );
        using (no_grad())
            model.Parameters[bias].add_(1);
        using var checkpoint = Checkpoint.Of(new(5), model);
        new CheckpointSaving(new(new DiskFiles(), _run.Folder)).Save(checkpoint, keep: 1);

        Assert.That(
            _run.Models.Open(_run.Folder).Outputs(images, "classifier").allclose(average, rtol: 1e-4, atol: 1e-6)
        );
        var newest = new CheckpointStore(new(new DiskFiles(), _run.Folder), _ => { }).Newest();
        using var saved = newest.Match(found => found!, problems => throw new AssertionException($"{problems[0]}"));
        var difference = saved.Weights.Tensors[bias] - saved.Weights.Tensors[$"teachers.weights.{bias}"];
        Assert.That(difference.mean().item<float>(), Is.EqualTo(1).Within(1e-6), "both are kept");
    }

    [Test]
    public void It_outlives_the_scope_that_it_was_opened_in()
    {
        using (NewDisposeScope())
            _run.Models.Open(_run.Folder);
        Assert.That(
            _run.Models.Open(_run.Folder).Outputs(zeros(2, 1, 28, 28), "classifier").shape,
            Is.EqualTo(new long[] { 2, 10 })
        );
    }

    [Test]
    public void Whatever_draws_from_the_global_generator_gets_the_same_numbers()
    {
        manual_seed(5);
        var undisturbed = rand(8).data<float>().ToArray();
        manual_seed(5);
        _run.Models.Open(_run.Folder);
        Assert.That(rand(8).data<float>().ToArray(), Is.EqualTo(undisturbed));
    }

    [Test]
    public void The_weights_of_the_models_that_a_plan_names_are_known()
    {
        Assert.That(_run.Models.Of(_run.Planned(SavedRun.Shape)), Is.Null);
        var named = _run.Models.Of(_run.Planned(SavedRun.Shape, _run.Follows))!.Single();
        Assert.That((named.Path, named.Weights.Length), Is.EqualTo((_run.Folder, 64)));
    }

    [Test]
    public void A_model_for_images_of_another_shape_is_refused()
    {
        var problem = Assert
            .Throws<ProblemException>(() => _run.Models.Of(_run.Planned(new ImageShape(3, 32, 32), _run.Follows)))!
            .Problem;
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0614", $"toy.json: evaluate.0.attack.from: {_run.Folder}"))
        );
        Assert.That(problem.What, Is.EqualTo("The model is for images of 1x28x28, and the run's own are 3x32x32."));
    }

    [Test]
    public void A_teacher_is_among_them_and_its_head_has_to_be_there()
    {
        string Taught(string head) =>
            $"teachers={{\"teacher\":{{\"from\":{JsonSerializer.Serialize(_run.Folder)},\"head\":\"{head}\"}}}}";
        Assert.That(
            _run.Models.Of(_run.Planned(SavedRun.Shape, Taught("classifier")))!.Single().Path,
            Is.EqualTo(_run.Folder)
        );
        foreach (
            var (code, shape, head) in new[]
            {
                ("ROCL0614", new ImageShape(3, 32, 32), "classifier"),
                ("ROCL0110", SavedRun.Shape, "projector"),
            }
        )
        {
            var problem = Assert
                .Throws<ProblemException>(() => _run.Models.Of(_run.Planned(shape, Taught(head))))!
                .Problem;
            Assert.That(problem.Code, Is.EqualTo(code));
            Assert.That(problem.Where, Does.StartWith("toy.json: teachers.teacher"));
        }
    }

    [TestCase("ROCL0613", new string[0])]
    [TestCase("ROCL0613", new[] { "shape", "1x28", "classes", "10" })]
    [TestCase("ROCL0613", new[] { "shape", "1x28x28", "classes", "-1" })]
    [TestCase("ROCL0610", new[] { "shape", "3x28x28", "classes", "10" })]
    [TestCase("ROCL0610", new[] { "shape", "1x28x28", "classes", "7" })]
    public void A_checkpoint_that_says_nothing_or_something_else_of_its_images_is_refused(string code, string[] words)
    {
        var folder = Path.Combine(_run.Folder, "checkpoints", "step-00000003");
        var file = Path.Combine(folder, "model.safetensors");
        var saved = Safetensors.Read(File.ReadAllBytes(file), file).Match(read => read, _ => null!);
        using (var stream = File.Create(file))
        {
            Safetensors.Write(
                saved with
                {
                    Metadata = words
                        .Chunk(2)
                        .ToImmutableSortedDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal),
                },
                stream
            );
        }

        File.WriteAllText(
            Path.Combine(folder, "manifest.json"),
            JsonSerializer.Serialize(
                new[] { "model.safetensors", "checkpoint.json" }.ToDictionary(
                    name => name,
                    name => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name))))
                )
            )
        );
        Assert.That(
            Assert.Throws<ProblemException>(() => _run.Models.Open(_run.Folder))!.Problem.Code,
            Is.EqualTo(code)
        );
    }
}
