using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Tensors;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// Opens what recipes name: components from plugins, and the models of other runs, each of these
/// once a process.
/// </summary>
public sealed class TrainedModels(
    IComponentCatalogue catalogue,
    LoadedComponents components,
    IFiles files,
    ErrorOutput errors,
    PluginDemand? demand = null,
    Signals? signals = null
) : IComponentTypes
{
    private readonly Dictionary<string, OpenedModel> _open = [];
    private readonly Dictionary<string, OpenedModel> _foreseen = [];

    private RecipeBinder Binder => new(this);

    /// <inheritdoc/>
    public Type Load(ComponentDescription component) => components.Load(component);

    /// <inheritdoc/>
    public ITrainedModel Open(string run) => Opened(run).Model;

    /// <inheritdoc/>
    public SavedTensors OpenTensors(string from)
    {
        if (from.EndsWith(Init.FileExtension, StringComparison.OrdinalIgnoreCase))
            return WeightsFile.Read(files, from);
        var model = Opened(from).Model.Model;
        return new(Weights.Of(model).Tensors, Weights.HashOf(model))
        {
            ClassNames = model.ClassNames,
            Normalize = WeightsMetadata.Of(model).Normalize,
        };
    }

    /// <summary>
    /// Opens every model that a plan names; their weights, <see langword="null"/> where it names
    /// none.
    /// </summary>
    /// <exception cref="ProblemException">
    /// As <see cref="Open"/>; ROCL0614 when a model is for images of another shape than the plan's;
    /// ROCL0110 when a teacher has not the head that is named.
    /// </exception>
    public IReadOnlyList<ModelOrigin>? Of(Plan plan)
    {
        var named = plan.Recipe.Models.ToList();
        foreach (var use in named)
        {
            var shape = Binder.Open(use).Shape;
            if (shape != plan.Shape)
                throw new ProblemException(OtherShape($"{use.Where}: {use.Run}", shape, plan.Shape));
        }

        foreach (var teacher in plan.Bindings.Teachers.Values)
            _ = teacher.Model();
        if (named.Count == 0)
            return null;
        var origins = new List<ModelOrigin>();
        foreach (var run in named.Select(use => use.Run).Distinct())
            origins.Add(OriginOf(run));
        return origins;
    }

    /// <summary>The job, or the problem of a model that it names; as <see cref="Of"/>.</summary>
    public Result<Job> Check(Job job)
    {
        try
        {
            Of(job.Plan);
            return job;
        }
        catch (ProblemException fault)
        {
            return fault.Problems;
        }
    }

    /// <summary>The hash of a run's weights, as in its <c>summary.json</c>.</summary>
    /// <param name="run">The run's folder.</param>
    /// <exception cref="ProblemException">As <see cref="Open"/>.</exception>
    public string WeightsOf(string run) => Weights.HashOf(Opened(run).Model.Model);

    /// <summary>
    /// Lets the model of a run be opened before it is trained, as its recipe builds it, until
    /// <see cref="ForgetForeseen"/>: shapes, heads and classes are those that it will have.
    /// </summary>
    /// <param name="run">The folder that the run will be in.</param>
    /// <param name="job">The run.</param>
    public void Foresee(string run, Job job) => _foreseen[FullPath(run)] = ForeseenModel.Of(run, job.Plan);

    /// <summary>Only models that are trained can be opened again.</summary>
    public void ForgetForeseen()
    {
        foreach (var foreseen in _foreseen.Values)
            foreseen.Model.Dispose();
        _foreseen.Clear();
    }

    private ModelOrigin OriginOf(string run) => new(run, WeightsOf(run)) { Plugins = Opened(run).Plugins };

    private OpenedModel Opened(string run)
    {
        if (_foreseen.TryGetValue(FullPath(run), out var foreseen))
            return foreseen;
        if (!RunFolder.Is(run))
            throw new ProblemException(MissingRun.At(files, run));
        var path = FullPath(run);
        if (_open.TryGetValue(path, out var known))
            return known;
        var opened = new TrainedModelReader(catalogue, Binder, demand is { AllowChange: true }, errors)
        {
            Stop = signals?.Stop ?? CancellationToken.None,
        }
            .Read(new(files, run))
            .ValueOrThrow();
        _open.Add(path, opened);
        return opened;
    }

    private static string FullPath(string run) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(run));

    private static Problem OtherShape(string where, ImageShape shape, ImageShape own) =>
        new(
            "ROCL0614",
            where,
            $"The model is for images of {shape}, and the run's own are {own}.",
            "Name a run on images of the same shape."
        );
}
