using System.CommandLine;

namespace RoCL.Host.CommandLine;

/// <summary>A verb of the command line.</summary>
/// <param name="Command">Its name, arguments and options.</param>
/// <param name="RequestOf">What it asks for, once it is parsed without mistakes.</param>
/// <param name="AnswersInJson">Whether its results can be JSON.</param>
internal sealed record Verb(Command Command, Func<ParseResult, Request> RequestOf, bool AnswersInJson = true);
