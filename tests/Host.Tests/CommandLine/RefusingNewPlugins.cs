using RoCL.Host.CommandLine;
using RoCL.Runs.Reporting;
using Spectre.Console.Testing;

namespace Host.Tests.CommandLine;

/// <summary>What <c>rocl new</c> refuses.</summary>
public sealed class RefusingNewPlugins
{
    [TestCase("ROCL0240", "atack", "my-attack", "Did you mean 'attack'?")]
    [TestCase("ROCL0241", "attack", "9-lives", "sign-momentum")]
    [TestCase("ROCL0241", "attack", "Tensor", "The file uses")]
    [TestCase("ROCL0242", "attack", "there", "is left as it is")]
    public void What_cannot_be_written_is_reported(string code, string kind, string name, string said)
    {
        var folder = Directory.CreateTempSubdirectory("rocl-new-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "There.cs"), "mine");
            var error = new StringWriter();
            Assert.That(
                new NewVerb(new TestConsole(), new ErrorOutput(error)).Run(new(kind, name, Project: false, folder)),
                Is.EqualTo(4)
            );
            Assert.That(error.ToString(), Does.StartWith($"error {code} ").And.Contain(said));
            Assert.That(File.ReadAllText(Path.Combine(folder, "There.cs")), Is.EqualTo("mine"));
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
