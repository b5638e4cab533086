using System.Globalization;
using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Runs.Export;

/// <summary>How an encoder is built in PyTorch, as Python's statements.</summary>
/// <param name="Imports">What has to be imported besides torch and torchvision.</param>
/// <param name="Statements">
/// They leave the network, with a classifier <c>fc</c>, in <c>network</c>.
/// </param>
public sealed record PyTorchNetwork(string Imports, string Statements)
{
    private const string BasicBlocks = """
        def block(inputs, width, stride):
            same = inputs == width and stride == 1
            shortcut = nn.Sequential(nn.Conv2d(inputs, width, 1, stride, bias=False), nn.BatchNorm2d(width))
            return BasicBlock(inputs, width, stride, None if same else shortcut)


        def stage(inputs, width, blocks, stride):
            return nn.Sequential(block(inputs, width, stride), *[block(width, width, 1) for _ in range(blocks - 1)])

        """;

    /// <summary>
    /// The network of one of the shipped residual encoders; <see langword="null"/> where
    /// torchvision has no such blocks.
    /// </summary>
    /// <param name="encoder">The component.</param>
    /// <param name="options">All its options, as a resolved recipe has them.</param>
    /// <param name="channels">Channels of the images.</param>
    /// <param name="classes">Outputs of the classifier.</param>
    public static PyTorchNetwork? Of(ComponentDescription encoder, JsonNode? options, int channels, int classes) =>
        encoder.Name switch
        {
            "resnet18" or "resnet34" or "resnet50" => OfTorchvision(encoder.Name, options, channels, classes),
            "small-resnet" => OfSmall(options, channels, classes),
            _ => null,
        };

    private static PyTorchNetwork OfTorchvision(string name, JsonNode? options, int channels, int classes)
    {
        var build = Text($"network = torchvision.models.{name}(num_classes={classes})");
        var isLarge = $"{Option(options, "stem")}" == "imagenet";
        if (isLarge && channels == 3)
            return new("", build);
        var stem = isLarge
            ? Text($"network.conv1 = nn.Conv2d({channels}, 64, 7, 2, 3, bias=False)")
            : Text($"network.conv1, network.maxpool = nn.Conv2d({channels}, 64, 3, 1, 1, bias=False), nn.Identity()");
        return new("", $"{build}\n{stem}");
    }

    private static PyTorchNetwork OfSmall(JsonNode? options, int channels, int classes)
    {
        var width = int.Parse($"{Option(options, "width") ?? 16}", CultureInfo.InvariantCulture);
        var blocks = int.Parse($"{Option(options, "blocks") ?? 1}", CultureInfo.InvariantCulture);
        var network = Text(
            $"""
            network = nn.Sequential(OrderedDict(
                conv1=nn.Conv2d({channels}, {width}, 3, 2, 1, bias=False), bn1=nn.BatchNorm2d({width}), relu=nn.ReLU(),
                layer1=stage({width}, {width}, {blocks}, 1), layer2=stage({width}, {2 * width}, {blocks}, 2),
                layer3=stage({2 * width}, {4 * width}, {blocks}, 2),
                avgpool=nn.AdaptiveAvgPool2d(1), flatten=nn.Flatten(), fc=nn.Linear({4 * width}, {classes}),
            ))
            """
        );
        return new(
            "from collections import OrderedDict\nfrom torchvision.models.resnet import BasicBlock\n",
            $"{BasicBlocks}\n{network}".ReplaceLineEndings("\n")
        );
    }

    private static JsonNode? Option(JsonNode? options, string name) => (options as JsonObject)?[name];

    private static string Text(FormattableString text) => FormattableString.Invariant(text).ReplaceLineEndings("\n");
}
