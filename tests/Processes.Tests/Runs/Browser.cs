using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Processes.Tests.Runs;

/// <summary>Chromium without a window, as a process, which says how it lays a page out.</summary>
internal static class Browser
{
    private const string Result = "<pre id=\"out\">";

    // A frame shows each page at each width. Texts that lie on one another, or beyond an edge,
    // are listed; closed parts are opened before.
    private const string Look = """
        onload = () => {
          const frames = [...document.querySelectorAll('iframe')].map(frame => {
            const page = frame.contentDocument, width = frame.clientWidth, texts = [], overlaps = [];
            page.querySelectorAll('details').forEach(part => part.open = true);
            const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const range = page.createRange();
              range.selectNodeContents(walker.currentNode);
              for (const box of range.getClientRects())
                if (walker.currentNode.data.trim() && box.width > 0) texts.push([walker.currentNode.data.trim(), box]);
            }
            texts.forEach(([one, a], i) => texts.slice(i + 1).forEach(([other, b]) => {
              const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
              const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
              if (across > 2 && down > 3) overlaps.push(`${one} | ${other}`);
            }));
            return {
              width, texts: texts.length, overlaps: overlaps.slice(0, 9), scrolls: page.documentElement.scrollWidth,
              beyond: texts.filter(([, box]) => box.right > width + 1 || box.left < -1).map(([text]) => text),
              asked: frame.contentWindow.performance.getEntriesByType('resource').map(each => each.name)
                .filter(name => !name.startsWith('data:'))
            };
          });
          document.getElementById('out').textContent = JSON.stringify(frames);
        };
        """;

    /// <summary>The program; none where it is not installed.</summary>
    public static string? Program { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder =>
                new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))
            )
            .FirstOrDefault(File.Exists);

    /// <summary>How pages lie at some widths: an object for each page at each width.</summary>
    /// <param name="pages">Their texts.</param>
    /// <param name="folder">A folder for the frames around them.</param>
    /// <param name="widths">In pixels.</param>
    public static Layout LayOut(string[] pages, string folder, params int[] widths)
    {
        var frames = pages.SelectMany(page =>
            widths.Select(width =>
                $"<iframe width=\"{width}\" height=\"800\" style=\"border:0\" "
                + $"srcdoc=\"{WebUtility.HtmlEncode(page)}\"></iframe>"
            )
        );
        var file = Path.Combine(folder, "frames.html");
        File.WriteAllText(
            file,
            $"<!doctype html><meta charset=\"utf-8\"><body>{string.Concat(frames)}{Result}</pre><script>{Look}</script>"
        );
        string[] options =
        [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--enable-logging=stderr",
            $"--user-data-dir={Path.Combine(folder, "browser")}",
            "--window-size=1900,1000",
            "--virtual-time-budget=2000",
            "--dump-dom",
            new Uri(file).AbsoluteUri,
        ];
        using var process = Process.Start(
            new ProcessStartInfo(Program!, options) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var said = process.StandardError.ReadToEndAsync();
        var shown = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var result = shown[(shown.LastIndexOf(Result, StringComparison.Ordinal) + Result.Length)..].Split("</pre>")[0];
        return new([.. JsonNode.Parse(WebUtility.HtmlDecode(result))!.AsArray()!], ConsoleLines(said.Result));
    }

    private static string[] ConsoleLines(string said) =>
        [.. said.Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal))];

    /// <summary>A page as a browser lays it out.</summary>
    /// <param name="Frames">For each width, what was found.</param>
    /// <param name="Console">What the page had the browser complain of.</param>
    public sealed record Layout(JsonNode[] Frames, string[] Console);
}
