using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Processes.Tests.Runs;

namespace Processes.Tests.Exports;

/// <summary>
/// A run in the files of other programs, and in a real PyTorch where there is one.
/// </summary>
public sealed class Exporting
{
    private readonly Rocl _rocl = new();

    [OneTimeSetUp]
    public void Train()
    {
        var trained = _rocl.Run(["run", "demo-simclr", "--out", "run", .. Rocl.Tiny, "--set", "masking.images=0"]);
        Assert.That(trained.Code, Is.Zero, trained.ToString());
        var exported = _rocl.Run("export", "run", "--adversarial", "--out", "export");
        Assert.That(exported.Code, Is.Zero, exported.ToString());
        Assert.That(exported.Output, Does.Contain("Exported to export."));
    }

    [OneTimeTearDown]
    public void Leave() => _rocl.Dispose();

    [Test]
    public void It_has_weights_under_torchvisions_names_and_the_classifier_that_was_measured()
    {
        Assert.That(Header("encoder"), Does.Contain("\"layer1.0.conv1.weight\"").And.Contain("\"conv1.weight\""));
        Assert.That(Header("encoder"), Does.Not.Contain("encoder.").And.Not.Contain("normalize"));
        Assert.That(Header("heads"), Does.Contain("\"projector."));
        Assert.That(Header("classifiers/0-linear"), Does.Contain("\"fc.weight\"").And.Not.Contain("conv1"));
        foreach (var file in (string[])["encoder", "classifiers/0-linear"])
            Assert.That(Header(file), Does.Contain("\"classes\":\"T-shirt/top\\nTrouser"), file);
        var kept = (string)_rocl.Json("run/summary.json")["evaluations"]![0]!["classifiers"]!["classifier"]!;
        Assert.That(File.Exists(_rocl[$"run/{kept}"]), kept);
    }

    [Test]
    public void Arrays_have_NumPys_header_and_all_values()
    {
        Assert.That(
            ArrayOf(File.OpenRead(_rocl["export/images.npy"])),
            Is.EqualTo(new NumPyArray("|u1", "(40, 1, 28, 28,)", 31360))
        );
        Assert.That(
            ArrayOf(File.OpenRead(_rocl["export/features.npy"])),
            Is.EqualTo(new NumPyArray("<f4", "(40, 64,)", 40 * 64 * 4))
        );
        Assert.That(
            ArrayOf(File.OpenRead(_rocl["export/labels.npy"])),
            Is.EqualTo(new NumPyArray("<i8", "(40,)", 320))
        );
        var attacked = Directory.GetFiles(_rocl["export/adversarial"]).Order().First();
        Assert.That(Path.GetFileName(attacked), Does.Match("^0-linear-PGD-3_.*_linf_"));
        using var archive = ZipFile.OpenRead(attacked);
        Assert.That(
            archive.Entries.Select(entry => entry.Name),
            Is.EqualTo(new[] { "images.npy", "clean.npy", "labels.npy", "correct.npy" })
        );
        Assert.That(ArrayOf(archive.Entries[0].Open()).Shape, Is.EqualTo("(40, 1, 28, 28,)"));
        Assert.That(ArrayOf(archive.Entries[3].Open()), Is.EqualTo(new NumPyArray("|b1", "(40,)", 40)));
    }

    [Test]
    public void Figures_are_tables()
    {
        Assert.That(File.ReadLines(_rocl["export/metrics.csv"]).First(), Does.StartWith("step,epoch,loss,"));
        Assert.That(File.ReadLines(_rocl["export/metrics.csv"]).Count(), Is.EqualTo(9));
        Assert.That(File.ReadAllText(_rocl["export/results.csv"]), Does.Contain("run,linear,"));
    }

    [Test]
    public void A_folder_with_something_in_it_and_a_run_without_a_checkpoint_are_refused()
    {
        Assert.That(_rocl.Run("export", "run", "--out", "export").Error, Does.StartWith("error ROCL0601 export: "));
        Assert.That(_rocl.Run("export", "nothing").Error, Does.StartWith("error ROCL0603 nothing: "));
    }

    [Test]
    public void A_normalisation_that_the_weights_never_had_is_not_written_of_them()
    {
        string[] other = ["--set", "normalize={\"mean\":[0.5],\"deviation\":[0.25]}", "--out", "other"];
        var refused = _rocl.Run(["export", "run", .. other]);
        Assert.That(refused.Error, Does.StartWith("error ROCL0277 run/recipe.json: normalize: "));
        Assert.That(Directory.Exists(_rocl["other"]), Is.False);
    }

    [Test]
    public void Other_classes_are_refused_and_of_other_images_no_measured_figure_is_written()
    {
        var classes = _rocl.Run("export", "run", "--set", "images.classes=[\"Bag\",\"Coat\"]", "--out", "classes");
        Assert.That(classes.Error, Does.StartWith("error ROCL0271 run/recipe.json: images.classes: "));
        Assert.That(File.ReadAllText(_rocl["export/load.py"]), Does.Contain(", rocl measured 0."));
        var fewer = _rocl.Run("export", "run", "--set", "images.test=30", "--out", "fewer");
        Assert.That(fewer.Code, Is.Zero, fewer.ToString());
        Assert.That(File.ReadAllText(_rocl["fewer/load.py"]), Does.Not.Contain("rocl measured"));
    }

    [Test, Platform(Include = "Linux")]
    public void PyTorch_has_the_same_features_and_the_same_accuracy()
    {
        var python = Environment.GetEnvironmentVariable("ROCL_PYTHON") ?? "python3";
        if (Python(python, "-c", "import torch, numpy") is not { Code: 0 })
            Assert.Ignore("There is no Python with PyTorch and NumPy here; ROCL_PYTHON names one.");
        var compared = Python(python, Path.Combine(Shim, "compare.py"));
        Assert.That(compared.Code, Is.Zero, compared.Text);
        var accuracy = Regex.Match(compared.Text, "clean accuracy ([0-9.]+), rocl measured ([0-9.]+)");
        Assert.That(accuracy.Groups[1].Value, Is.EqualTo(accuracy.Groups[2].Value).And.Not.Empty, compared.Text);
        var difference = double.Parse(
            Regex.Match(compared.Text, "difference ([0-9.e-]+)").Groups[1].Value,
            System.Globalization.CultureInfo.InvariantCulture
        );
        Assert.That(difference, Is.LessThan(1e-4));
    }

    // Stands for torchvision and safetensors where they are missing; the packages come first.
    private static string Shim => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../Exports/python"));

    private (int Code, string Text) Python(string python, params string[] args)
    {
        try
        {
            var start = new ProcessStartInfo(python, args)
            {
                WorkingDirectory = _rocl["export"],
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["PYTHONPATH"] = Shim, ["OMP_NUM_THREADS"] = "1" },
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.Result);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }

    private string Header(string file)
    {
        using var stream = File.OpenRead(_rocl[$"export/{file}.safetensors"]);
        var length = new byte[8];
        stream.ReadExactly(length);
        var header = new byte[BitConverter.ToInt64(length)];
        stream.ReadExactly(header);
        return Encoding.UTF8.GetString(header);
    }

    private static NumPyArray ArrayOf(Stream opened)
    {
        using var stream = opened;
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        var bytes = whole.ToArray();
        Assert.That(bytes[..8], Is.EqualTo(new byte[] { 0x93, 78, 85, 77, 80, 89, 1, 0 }));
        var length = bytes[8] + (256 * bytes[9]);
        Assert.That((10 + length) % 64, Is.Zero);
        var header = Encoding.ASCII.GetString(bytes, 10, length);
        var read = Regex.Match(header, "'descr': '(.+?)', 'fortran_order': False, 'shape': (\\(.*?\\)), }");
        return new(read.Groups[1].Value, read.Groups[2].Value, bytes.Length - 10 - length);
    }

    private sealed record NumPyArray(string Type, string Shape, int Bytes);
}
