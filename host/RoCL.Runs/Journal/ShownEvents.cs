using System.Globalization;
using RoCL.Runs.Reporting;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace RoCL.Runs.Journal;

/// <summary>Shows the events of a run's log as they come: <c>--verbose</c>.</summary>
/// <param name="errors">Where they are shown.</param>
internal sealed class ShownEvents(ErrorOutput errors) : ILogEventSink
{
    // Texts without the quotation marks that Serilog would write around them.
    private readonly MessageTemplateTextFormatter _format = new(
        "{Timestamp:HH:mm:ss} {Message:lj}",
        CultureInfo.InvariantCulture
    );

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        _format.Format(logEvent, line);
        errors.Say($"{line}");
    }
}
