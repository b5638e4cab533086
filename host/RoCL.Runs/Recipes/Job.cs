using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Fingerprints;
using RoCL.Core.Monitoring;
using RoCL.Core.Overviews;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;
using RoCL.Runs.Machine;

namespace RoCL.Runs.Recipes;

/// <summary>A recipe that is ready to run: read, its data open, its plan made.</summary>
/// <param name="Name">What it is called in tables and folders.</param>
/// <param name="Document">The recipe as resolved.</param>
/// <param name="Plan">Every step.</param>
/// <param name="Train">The training images.</param>
/// <param name="Test">
/// The images that evaluations measure on: test images, or those held out.
/// </param>
public sealed record Job(string Name, JsonObject Document, Plan Plan, IImages Train, IImages Test)
{
    /// <summary>
    /// Images that are not trained on, which monitors may look at; <see langword="null"/> where all
    /// are.
    /// </summary>
    public IImages? HeldOut { get; init; }

    /// <summary>
    /// The whole data set, for other runs on the same; none where it was not opened for the job.
    /// </summary>
    public OpenedData? OpenedData { get; init; }

    /// <summary>Where the recipe comes from; none where a run goes on by its own.</summary>
    public RecipeOrigin? Origin { get; init; }

    /// <summary>The method.</summary>
    public Recipe Recipe => Plan.Recipe;

    /// <summary>
    /// What is in the data, all of it and not the chosen part alone; none where it was not opened
    /// for the job.
    /// </summary>
    public Lazy<DataFingerprint>? Data { get; init; }

    /// <summary>
    /// What the data is, for people; none where it was not opened for the job.
    /// </summary>
    public Lazy<DataOverview>? Overview { get; init; }

    /// <summary>What is hardly meant about the data.</summary>
    public ImmutableArray<Problem> DataWarnings => [.. Overview?.Value.Warnings ?? [], .. FewImages.Of(this)];

    /// <summary>A job, or all that is wrong with the recipe, its components and its data.</summary>
    /// <param name="name">What it is to be called.</param>
    /// <param name="where">The file that the recipe stands in.</param>
    /// <param name="document">The recipe.</param>
    /// <param name="catalogue">Which components there are.</param>
    /// <param name="binder">Makes its components.</param>
    /// <param name="measuredAtMost">
    /// How many images evaluations measure on at most; as the recipe says where left out.
    /// </param>
    /// <param name="opened">The recipe's data set where it is open already.</param>
    /// <param name="change">
    /// Asked where the recipe cannot use the data: that the data has changed says why.
    /// </param>
    public static Result<Job> Of(
        string name,
        string where,
        JsonObject document,
        IComponentCatalogue catalogue,
        RecipeBinder binder,
        long? measuredAtMost = null,
        OpenedData? opened = null,
        DataChange? change = null
    ) =>
        RecipeReader
            .Read(name, where, document, catalogue)
            .Then<Recipe>(recipe => recipe with { Images = recipe.Images with { MeasuredAtMost = measuredAtMost } })
            .Then(recipe =>
                TorchProbe.Failure() is { } failure ? failure : Open(name, document, recipe, binder, opened, change)
            );

    /// <summary>
    /// The job, or what is wrong with its monitors, as <see cref="MonitorProblems"/>.
    /// </summary>
    public Result<Job> WithSoundMonitors()
    {
        var problems = MonitorProblems.Of(Plan.Bindings, HeldOut);
        return problems.IsEmpty ? this : problems;
    }

    /// <summary>The job, whose fingerprint covers the data in options of its evaluations.</summary>
    /// <param name="binder">Makes components.</param>
    public Job WithOtherData(RecipeBinder binder) =>
        Data is { } own
            ? this with
            {
                Data = new(() => own.Value with { Others = OtherData.Of(Recipe, Document, binder) }),
            }
            : this;

    private static Result<Job> Open(
        string name,
        JsonObject document,
        Recipe recipe,
        RecipeBinder binder,
        OpenedData? opened,
        DataChange? change
    )
    {
        var data = binder.Bind(recipe).Data;
        var whole = opened ?? new OpenedData(split => data.Constant.Open(split));
        var splits = new OpenedSplits(whole);
        try
        {
            var job = recipe
                .Images.Of(splits.Open, recipe.Source)
                .Then(images =>
                    Plan.Of(binder.For(images.Train.Classes).Bind(recipe) with { Data = data }, images.Train)
                        .Then<Job>(plan => new Job(
                            name,
                            Completion.Of(document, recipe),
                            plan,
                            images.Train,
                            images.Measured
                        )
                        {
                            OpenedData = whole,
                            Data = new(splits.Fingerprint),
                            Overview = new(() => splits.Overview(recipe, images)),
                            HeldOut = images.HeldOut,
                        })
                        .Then(job => job.WithSoundMonitors())
                        .Then<Job>(job => job.WithOtherData(binder))
                );
            var changed = job is Result<Job>.Failed ? splits.Changed(document, recipe, change) : [];
            return changed.IsEmpty ? job : changed;
        }
        catch (ProblemException fault)
        {
            return MovedData.WithPlaceToSet(splits.Problems(fault, recipe.Images.MeasureOn), recipe);
        }
    }
}
