using System.Diagnostics;
using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;

namespace Benchmarks;

/// <summary>
/// The processor time of a benchmark, all its threads together: what other processes do meanwhile
/// hardly shows in it.
/// </summary>
internal sealed class ProcessorTime : IDiagnoser
{
    /// <summary>The metric's name.</summary>
    public const string Metric = "ProcessorTime";

    private readonly Dictionary<BenchmarkCase, TimeSpan> _spent = [];

    /// <inheritdoc/>
    public IEnumerable<string> Ids => [Metric];

    /// <inheritdoc/>
    public IEnumerable<IExporter> Exporters => [];

    /// <inheritdoc/>
    public IEnumerable<IAnalyser> Analysers => [];

    /// <inheritdoc/>
    public RunMode GetRunMode(BenchmarkCase benchmarkCase) => RunMode.NoOverhead;

    /// <inheritdoc/>
    public void Handle(HostSignal signal, DiagnoserActionParameters parameters)
    {
        if (signal == HostSignal.BeforeActualRun)
            _spent[parameters.BenchmarkCase] = -Now;
        if (signal == HostSignal.AfterActualRun)
            _spent[parameters.BenchmarkCase] += Now;
    }

    /// <inheritdoc/>
    public IEnumerable<Metric> ProcessResults(DiagnoserResults results) =>
        [new(new Described(), _spent.GetValueOrDefault(results.BenchmarkCase).TotalSeconds)];

    /// <inheritdoc/>
    public void DisplayResults(ILogger logger) { }

    /// <inheritdoc/>
    public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters) => [];

    private static TimeSpan Now
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }
    }

    private sealed class Described : IMetricDescriptor
    {
        public string Id => Metric;

        public string DisplayName => "Processor [s]";

        public string Legend => "Processor time of all iterations together";

        public string NumberFormat => "0.000";

        public UnitType UnitType => UnitType.Dimensionless;

        public string Unit => "s";

        public bool TheGreaterTheBetter => false;

        public int PriorityInCategory => 0;

        public bool GetIsAvailable(Metric metric) => true;
    }
}
