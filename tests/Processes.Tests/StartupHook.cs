using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using Processes.Tests.Runs;

/// <summary>
/// What .NET calls in <c>rocl</c> before its entry point where <c>DOTNET_STARTUP_HOOKS</c> names
/// this assembly: one command after another, each from the entry point on, until standard input
/// ends. The name is .NET's.
/// </summary>
internal static class StartupHook
{
    private const string Name = "DOTNET_STARTUP_HOOKS";

    public static void Initialize()
    {
        // The compiler and other programs that a command starts begin as always.
        Environment.SetEnvironmentVariable(Name, null);
        // The entry point itself would end this process with the command.
        var program = AssemblyLoadContext
            .Default.LoadFromAssemblyName(new AssemblyName("rocl"))
            .EntryPoint!.DeclaringType!;
        var entry = program.GetMethod("Run", BindingFlags.Static | BindingFlags.NonPublic)!;
        var answers = Console.Out;
        while (Console.In.ReadLine() is { } line)
        {
            var command = JsonSerializer.Deserialize<WarmCommand>(line)!;
            answers.WriteLine(WarmProgram.Answer + JsonSerializer.Serialize(Do(entry, command)));
        }
        Environment.Exit(0);
    }

    private static Ended Do(MethodInfo entry, WarmCommand command)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Console.SetOut(output);
        Console.SetError(error);
        Environment.CurrentDirectory = command.Folder;
        foreach (var (name, value) in command.Variables)
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            object?[] arguments = [command.Arguments];
            var code = (int)entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
            return Ended.Of(code, $"{output}", $"{error}");
        }
        finally
        {
            foreach (var (name, _) in command.Variables)
                Environment.SetEnvironmentVariable(name, null);
        }
    }
}
