using System.Globalization;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using RoCL.Runs.Progress;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Suites.Rows;
using Spectre.Console;

namespace RoCL.Suites.Fetching;

/// <summary>
/// Gets the published files of the data that recipes name, where they are missing.
/// </summary>
public sealed class DataFetch(
    IComponentCatalogue catalogue,
    RecipeBinder binder,
    HttpClient client,
    RecoveryPolicy policy,
    TimeProvider clock,
    IProgressView view,
    IAnsiConsole console,
    ErrorOutput errors
)
{
    private const long PerReport = 1 << 20;

    /// <summary>Fetches; what is there already is left as it is.</summary>
    /// <param name="rows">
    /// Recipes; one that can't be read is passed over: whoever runs it says why.
    /// </param>
    /// <param name="stop">Stops; what has come is kept.</param>
    /// <returns>
    /// How many files came; ROCL0462 to ROCL0465, and what a data set says of its own options.
    /// </returns>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public Result<int> Fetch(IEnumerable<SuiteRow> rows, CancellationToken stop)
    {
        try
        {
            var files = rows.SelectMany(Missing).DistinctBy(file => Path.GetFullPath(file.To)).ToList();
            foreach (var file in files)
            {
                using (var display = view.Begin())
                    Fetch(file, display.Show, stop);
                console.WriteLine($"Fetched {file.To} from {file.From}.");
            }
            return files.Count;
        }
        catch (ProblemException fault)
        {
            return fault.Problems;
        }
    }

    // Data stands in evaluations and in other data as well.
    private IEnumerable<Download> Missing(SuiteRow row) =>
        RecipeReader
            .Read(row.Name, row.Where, row.Recipe, catalogue)
            .Match(recipe => recipe.Uses, _ => [])
            .Where(use => use.Component.Kind == ComponentKind.Dataset)
            .SelectMany(use =>
                Guard.CallWithoutTensors(use, () => (binder.Create(use) as IFetchable)?.Missing() ?? [])
            );

    private void Fetch(Download file, Action<WorkProgress> report, CancellationToken stop)
    {
        var name = Path.GetFileName(file.To);
        // A download has no steps: whatever comes of an attempt, the next goes on from there.
        var history = RecoveryHistory.Under(policy);
        var pipeline = RecoveryPipeline.Of<Exception>(
            fault =>
            {
                var failure = new Failure.Thrown(0, fault, NotFetched(file, fault));
                var decision = RecoveryRules.Decide(history, failure, Random.Shared.NextDouble());
                history = history.After(failure);
                return decision;
            },
            (fault, decision) => Announce(file, fault, history.Failed.CountOf(0), decision),
            clock
        );
        var said = -PerReport;
        var transfer = new Transfer(
            client,
            file,
            (done, total) =>
            {
                if (done < said + PerReport && done != total)
                    return;
                said = done;
                report(new($"fetch {name}, KiB", KiB(done), total is { } whole ? KiB(whole) : KiB(done) + 1));
            }
        );
        try
        {
            pipeline.ExecuteAsync(async token => await transfer.Try(token), stop).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or TimeoutException)
        {
            throw new ProblemException(NotFetched(file, failed), failed);
        }
    }

    private static Problem NotFetched(Download file, Exception fault) =>
        new(
            "ROCL0462",
            $"{file.From}",
            $"The file cannot be fetched: {fault.Message.Split('\n')[0].TrimEnd('.')}.",
            $"Look at the network, or put the file at {file.To} yourself; "
                + "the part that has arrived is kept, and the next --fetch goes on from there."
        );

    private void Announce(Download file, Exception fault, int attempt, Decision decision) =>
        errors.Warn(
            string.Create(
                CultureInfo.InvariantCulture,
                $"attempt {attempt} to fetch {file.From} failed ({fault.Message.Split('\n')[0]}); "
                    + $"going on in {decision.WaitBeforeNext?.TotalSeconds:0.#} s"
            )
        );

    private static long KiB(long bytes) => (bytes + 1023) / 1024;
}
