using System.CommandLine;
using Tables;

var file = new Argument<string>("FILE") { Description = "The file in docs/tables, such as reproduction.json." };
var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "The folder of a suite that has been run." };
var keep = new Command("keep", "Keeps the results of a suite's runs, without weights.") { file, folder };
keep.SetAction(parsed =>
    File.WriteAllText(
        Path.Combine("docs", "tables", parsed.GetRequiredValue(file)),
        Keeping.Of(parsed.GetRequiredValue(folder).FullName).ToText()
    )
);
var root = new RootCommand("Writes the tables of README and docs from the kept results; start it in the repository.")
{
    keep,
};
root.SetAction(_ =>
{
    foreach (var (page, text) in Pages.Written(File.ReadAllText))
        File.WriteAllText(page, text);
});
return root.Parse(args).Invoke();
