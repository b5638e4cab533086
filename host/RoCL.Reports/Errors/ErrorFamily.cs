using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoCL.Reports.Errors;

/// <summary>
/// The errors of one file of the catalogue: codes that share their first two digits.
/// </summary>
/// <param name="Title">What they are about, such as <c>Plugins</c>.</param>
/// <param name="Errors">The errors, by code.</param>
public sealed record ErrorFamily(string Title, ImmutableArray<ErrorEntry> Errors)
{
    // A catalogue is part of the program: whatever is not as it should be in it is an exception.
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a file of <c>host/errors</c>.</summary>
    /// <param name="json">The text of the file.</param>
    /// <exception cref="JsonException">
    /// The text is no JSON, declares a code twice, lacks a part of an error, or has another key.
    /// </exception>
    public static ErrorFamily Read(string json)
    {
        var file = JsonSerializer.Deserialize<ErrorFile>(json, Strict)!;
        return new(
            file.Title,
            [
                .. file
                    .Errors.Select(error => error.Value.Of(error.Key))
                    .OrderBy(error => error.Code, StringComparer.Ordinal),
            ]
        );
    }

    private sealed record ErrorFile(string Title, Dictionary<string, ErrorText> Errors);

    private sealed record ErrorText(
        [property: JsonConverter(typeof(JoinedLines))] string Sentence,
        [property: JsonConverter(typeof(JoinedLines))] string Cause,
        [property: JsonConverter(typeof(JoinedLines))] string Remedy,
        bool IsWarning = false
    )
    {
        public ErrorEntry Of(string code) => new(code, Sentence, Cause, Remedy, IsWarning);
    }
}
