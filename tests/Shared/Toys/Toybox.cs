using System.Collections.Immutable;
using System.Reflection;
using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Training;

namespace Shared.Toys;

/// <summary>A recipe of toys, ready to be trained.</summary>
public sealed class Toybox : IDisposable
{
    public Toybox(params string[] settings)
        : this("toy.json", settings) { }

    /// <summary>
    /// How many tensors there are, without those that other tests have left to the collector.
    /// </summary>
    private static long Tensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }

    private Toybox(string source, string[] settings, ITrainedModel? teacher = null, Assembly[]? plugins = null)
    {
        var shelf = new ToyShelf(plugins ?? []) { Runs = teacher is null ? null : _ => teacher };
        Recipe = ToyShelf.Read(ToyShelf.Rocl, source, settings, shelf);
        var bindings = shelf.Bind(Recipe);
        Data = bindings.Data.Constant.Open(Split.Train);
        Plan = Plan.Of(bindings, Data)
            .Match(plan => plan, problems => throw new AssertionException(string.Join("\n", problems)));
        manual_seed(Plan.Seed.For("weights").Value);
        Model = Model.Build(Plan, CPU);
        Model.Begin();
    }

    /// <summary>A recipe of toys and of components of other plugins.</summary>
    public static Toybox With(Assembly[] plugins, params string[] settings) =>
        new("toy.json", settings, plugins: plugins);

    /// <summary>The same recipe in another file.</summary>
    public static Toybox At(string source) => new(source, []);

    /// <summary>A recipe that calls a model of another run <c>teacher</c>.</summary>
    public static Toybox Taught(ITrainedModel teacher, params string[] settings) =>
        new("toy.json", ["teachers.teacher={\"from\":\"runs/other\",\"head\":\"projector\"}", .. settings], teacher);

    public Recipe Recipe { get; }

    public IImages Data { get; }

    public Plan Plan { get; }

    public Model Model { get; }

    /// <summary>
    /// Takes steps as the shell does: each begins by seeding libtorch's own generator from the
    /// step.
    /// </summary>
    public List<StepResult> Train(long first = 0, long? steps = null) => [.. Steps(first, steps ?? Plan.Steps)];

    /// <summary>Takes all steps, and keeps what the model was after two of them.</summary>
    public ToyTraining TrainWhole()
    {
        var results = new List<StepResult>();
        Dictionary<string, Tensor> begun = [];
        foreach (var result in Steps(0, Plan.Steps))
        {
            results.Add(result);
            if (results.Count == ToyTraining.StepsBegun)
                begun = Copy();
        }
        return new(results, begun, State());
    }

    private IEnumerable<StepResult> Steps(long first, long steps) =>
        RoCL.Core.Training.TrainingLoop.Run(Plan, Data, Model, Seeded(Plan.StepsFrom(first).Take((int)steps)));

    private static IEnumerable<TrainingStep> Seeded(IEnumerable<TrainingStep> steps)
    {
        foreach (var step in steps)
        {
            manual_seed(step.Seed.For("global").Value);
            yield return step;
        }
    }

    /// <summary>The bytes of every tensor of the state.</summary>
    public ImmutableSortedDictionary<string, string> State() =>
        Model.State.ToImmutableSortedDictionary(tensor => tensor.Key, tensor => BytesOf(tensor.Value));

    // Held until its bytes are read: a copy that nobody holds may be freed meanwhile.
    private static string BytesOf(Tensor tensor)
    {
        using var rows = tensor.detach().contiguous();
        return Convert.ToHexString(rows.bytes);
    }

    /// <summary>The images of a step, before any view of them is made.</summary>
    public Tensor Images(long step) => Data.Gather(tensor(Plan.StepAt(step).Images.AsSpan().ToArray())).Images;

    /// <summary>A copy of every tensor of the state.</summary>
    public Dictionary<string, Tensor> Copy() =>
        Model.State.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.detach().clone());

    /// <summary>
    /// Holds a training that goes on, in another model, from what the first model was after two
    /// steps against the training of the first, which is not cut.
    /// </summary>
    public static void GoesOnToTheSameBits(Toybox whole, Toybox resumed) => resumed.GoesOnFrom(whole.TrainWhole());

    /// <summary>Goes on from what another model was after two steps, to the same bits.</summary>
    public void GoesOnFrom(ToyTraining whole)
    {
        Assert.That(Model.Restore(whole.Begun, "here"), Is.InstanceOf<Result<int>.Ok>());
        Train(first: ToyTraining.StepsBegun);
        Assert.That(State(), Is.EqualTo(whole.State).AsCollection);
    }

    /// <summary>
    /// How many tensors six steps leave behind, once four have been taken: two epochs end in them.
    /// </summary>
    public long LeftBySixSteps()
    {
        Train(steps: 4);
        var before = Tensors();
        Train(first: 4, steps: 6);
        // What waits for the collector would only add to them.
        return Tensor.TotalCount == before ? 0 : Tensors() - before;
    }

    public void Dispose() => Model.Dispose();
}
