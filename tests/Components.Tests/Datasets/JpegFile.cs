namespace Components.Tests.Datasets;

/// <summary>
/// Two tiny JPEG files of 8 x 8 pixels, made by libjpeg-turbo at quality 90 without chroma
/// subsampling; both show <see cref="Pixel"/>.
/// </summary>
internal static class JpegFile
{
    /// <summary>
    /// What the files show, up to the losses of the format: red grows to the right, green
    /// downwards.
    /// </summary>
    public static byte[] Pixel(int x, int y) => [(byte)(40 + 25 * x), (byte)(30 + 25 * y), 120];

    /// <summary>One scan.</summary>
    public static byte[] Baseline =>
        Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQ"
                + "ERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
                + "FBQUFBQUFBQUFBQUFBT/wAARCAAIAAgDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAABf/EABoQAAAHAAAAAAAAAAAA"
                + "AAAAAAAHCCQzQlH/xAAVAQEBAAAAAAAAAAAAAAAAAAABBP/EABkRAAMAAwAAAAAAAAAAAAAAAAAGIgUxMv/aAAwDAQACEQMR"
                + "AD8AMLtPMTbKgybNui1GcOKP/9k="
        );

    /// <summary>Ten scans, each finer than the one before it.</summary>
    public static byte[] Progressive =>
        Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQ"
                + "ERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
                + "FBQUFBQUFBQUFBQUFBT/wgARCAAIAAgDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAABP/EABUBAQEAAAAAAAAAAAAA"
                + "AAAAAAED/9oADAMBAAIQAxAAAAEpb//EABYQAAMAAAAAAAAAAAAAAAAAAAAFBv/aAAgBAQABBQJdPH//xAAXEQEAAwAAAAAA"
                + "AAAAAAAAAAAFACEx/9oACAEDAQE/AQ2Muf/EABcRAAMBAAAAAAAAAAAAAAAAAAAEBWH/2gAIAQIBAT8BZp6f/8QAFhAAAwAA"
                + "AAAAAAAAAAAAAAAAAAEi/9oACAEBAAY/AlJ//8QAFRABAQAAAAAAAAAAAAAAAAAAAPH/2gAIAQEAAT8hiP/aAAwDAQACAAMA"
                + "AAAQ/wD/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAEDAQE/EFf/xAAVEQEBAAAAAAAAAAAAAAAAAAAAMf/aAAgBAgEBPxCx"
                + "/8QAFRABAQAAAAAAAAAAAAAAAAAAAKH/2gAIAQEAAT8Qhn//2Q=="
        );

    /// <summary>
    /// The colour (200, 40, 40) in four inks, with the marker of Adobe in bytes 2 to 17.
    /// </summary>
    public static byte[] Cmyk =>
        Convert.FromBase64String(
            "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBET"
                + "FBUVFQwPFxgWFBgSFBUU/9sAQwEDBAQFBAUJBQUJFA0LDRQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
                + "FBQUFBQUFBQUFBQU/8AAFAgACAAIBAERAAIRAQMRAQQRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAYI/8QAFBABAAAAAAAAAAAA"
                + "AAAAAAAAAP/EABUBAQEAAAAAAAAAAAAAAAAAAAcJ/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAA4EAQACEQMRBAAAPwBQW071"
                + "gP/Z"
        );
}
