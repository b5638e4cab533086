using System.CommandLine;
using Tables;
using Tables.Speed;

var file = new Argument<string>("FILE") { Description = "The file in docs/tables, such as reproduction.json." };
var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "The folder of a suite that has been run." };
var keep = new Command("keep", "Keeps the results of a suite's runs, without weights.") { file, folder };
keep.SetAction(parsed =>
    File.WriteAllText(
        Path.Combine(Pages.Folder, parsed.GetRequiredValue(file)),
        Keeping.Of(parsed.GetRequiredValue(folder).FullName).ToText()
    )
);
var program = new Argument<FileInfo>("PROGRAM") { Description = "The program, host/RoCL.Host/bin/.../rocl." };
var measure = new Command("measure", "Measures what tables of speeds show; it wants a quiet machine.")
{
    file,
    program,
};
measure.SetAction(parsed =>
{
    var name = parsed.GetRequiredValue(file);
    var tables = Definitions.Of<SpeedTable>(File.ReadAllText(Path.Combine(Pages.Folder, Pages.SpeedTables)));
    var measured = new SpeedMeasuring(new BuiltProgram(parsed.GetRequiredValue(program).FullName));
    File.WriteAllText(
        Path.Combine(Pages.Folder, name),
        measured.Of(tables.Where(table => table.Measured == name)).ToText()
    );
});
var root = new RootCommand("Writes the tables of README and docs from the kept results; start it in the repository.")
{
    keep,
    measure,
};
root.SetAction(_ =>
{
    foreach (var (page, text) in Pages.Written(File.ReadAllText))
        File.WriteAllText(page, text);
});
return root.Parse(args).Invoke();
