using System.Globalization;
using System.Text.Json;
using RoCL.Core.Models;
using RoCL.Core.Recipes;
using RoCL.Runs.Recipes;

namespace RoCL.Runs.Export;

/// <summary>
/// The Python file of an export: it builds the network in PyTorch, loads the weights, and measures
/// the clean accuracy again.
/// </summary>
/// <param name="job">The run's recipe on its data.</param>
/// <param name="model">The trained model.</param>
public sealed class PyTorchFile(Job job, Model model)
{
    private const string Header = """
        # Written by `rocl export`. It needs torch, torchvision, safetensors and numpy: python load.py
        import numpy
        import torch
        import torchvision
        from safetensors.torch import load_file
        from torch import nn

        """;

    private const string NoBlocks = """
        # torchvision has no network with these blocks: put one here that has the tensors of
        # encoder.safetensors and a last layer `fc`.
        raise SystemExit("load.py does not know how to build the encoder: see encoder.safetensors")
        """;

    private const string NoNetwork = "\nnetwork = None";

    /// <summary>The file's text.</summary>
    /// <param name="classifier">
    /// The file of the classifier; <see langword="null"/> where none was kept: then it loads the
    /// encoder and computes features.
    /// </param>
    /// <param name="measured">The accuracy that was measured with it.</param>
    public string Of(string? classifier, double? measured)
    {
        var encoder = job.Recipe.Encoder.Component;
        var classes = classifier is null ? 1 : model.Classes;
        var network = PyTorchNetwork.Of(encoder, job.Document["encoder"], model.Shape.Channels, classes);
        var build = network is null ? NoBlocks + NoNetwork : network.Statements;
        var imports = network?.Imports ?? "";
        return Lines(
            $"{Header}{imports}",
            build,
            Weights(classifier),
            "network.eval()",
            "",
            "images = torch.from_numpy(numpy.load(\"images.npy\"))",
            "images = images / 255 if images.dtype == torch.uint8 else images",
            Normalized(job.Recipe.Normalize),
            "with torch.no_grad():",
            "    outputs = torch.cat([network(part) for part in images.split(256)])",
            Measured(classifier, measured)
        );
    }

    private static string Weights(string? classifier) =>
        classifier is null
            ? "network.fc = nn.Identity()\nnetwork.load_state_dict(load_file(\"encoder.safetensors\"))"
            : $"weights = {{**load_file(\"encoder.safetensors\"), **load_file({Quoted(classifier)})}}\n"
                + "network.load_state_dict(weights)";

    private static string Normalized(Normalization normalize) =>
        normalize.Mean.IsEmpty
            ? ""
            : $"mean, deviation = torch.tensor({List(normalize.Mean)}), torch.tensor({List(normalize.Deviation)})\n"
                + "images = (images - mean.view(1, -1, 1, 1)) / deviation.view(1, -1, 1, 1)";

    private static string Measured(string? classifier, double? measured)
    {
        if (classifier is null)
        {
            return "features = torch.from_numpy(numpy.load(\"features.npy\"))\n"
                + "print(f\"largest difference of a feature: {(outputs - features).abs().max():.2g}\")";
        }

        var known = measured is { } accuracy
            ? string.Create(CultureInfo.InvariantCulture, $", rocl measured {accuracy:0.0000}")
            : "";
        return "labels = torch.from_numpy(numpy.load(\"labels.npy\"))\n"
            + $"print(f\"clean accuracy {{(outputs.argmax(1) == labels).double().mean():.4f}}{known}\")";
    }

    private static string List(IEnumerable<double> values) =>
        $"[{string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Lines(params string[] lines) => string.Join('\n', lines).ReplaceLineEndings("\n") + "\n";
}
