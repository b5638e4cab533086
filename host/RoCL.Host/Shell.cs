using Microsoft.Extensions.DependencyInjection;
using RoCL.Host.CommandLine;
using RoCL.Reports.Benchmarks;
using RoCL.Reports.Errors;
using RoCL.Suites.Folders;
using RoCL.Suites.Measuring;
using RoCL.Suites.Showing;

namespace RoCL.Host;

/// <summary>The composed shell: a verb is made when it is asked for.</summary>
internal sealed class Shell(IServiceProvider services)
{
    /// <summary><c>rocl run</c>.</summary>
    public RunVerb Run => services.GetRequiredService<RunVerb>();

    /// <summary><c>rocl evaluate</c>.</summary>
    public EvaluatedRuns Evaluate => services.GetRequiredService<EvaluatedRuns>();

    /// <summary><c>rocl export</c>.</summary>
    public ExportVerb Export => services.GetRequiredService<ExportVerb>();

    /// <summary><c>rocl show</c>.</summary>
    public ShownRuns Show => services.GetRequiredService<ShownRuns>();

    /// <summary><c>rocl show --json</c>.</summary>
    public ShownAnswers Answers => services.GetRequiredService<ShownAnswers>();

    /// <summary><c>rocl show --recipes</c>.</summary>
    public ShippedList Recipes => services.GetRequiredService<ShippedList>();

    /// <summary><c>rocl plugins</c>.</summary>
    public PluginsVerb Plugins => services.GetRequiredService<PluginsVerb>();

    /// <summary><c>rocl new</c>.</summary>
    public NewVerb New => services.GetRequiredService<NewVerb>();

    /// <summary><c>rocl check</c>.</summary>
    public CheckVerb Check => services.GetRequiredService<CheckVerb>();

    /// <summary><c>rocl doctor</c>.</summary>
    public DoctorVerb Doctor => services.GetRequiredService<DoctorVerb>();

    /// <summary><c>rocl doctor --bench</c>.</summary>
    public ShownSpeed Bench => services.GetRequiredService<ShownSpeed>();

    /// <summary><c>rocl explain</c>.</summary>
    public ExplainedErrors Explain => services.GetRequiredService<ExplainedErrors>();
}
