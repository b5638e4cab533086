namespace RoCL.Reports.Completion;

/// <summary>
/// What makes a shell complete the program's command lines: it asks the program itself, by
/// System.CommandLine's directive <c>[suggest]</c>.
/// </summary>
public static class CompletionScript
{
    private const string Bash = """
        # rocl completion bash >> ~/.bashrc
        _rocl() {
          local IFS=$'\n'
          COMPREPLY=($(rocl "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
        }
        complete -o default -F _rocl rocl

        """;

    private const string Zsh = """
        # rocl completion zsh >> ~/.zshrc
        _rocl() {
          local -a found
          found=("${(@f)$(rocl "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- "${found[@]}"
          _files
        }
        compdef _rocl rocl

        """;

    private const string Fish = """
        # rocl completion fish > ~/.config/fish/completions/rocl.fish
        complete -c rocl -a '(rocl "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'

        """;

    private const string PowerShell = """
        # rocl completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName rocl -ScriptBlock {
          param($word, $line, $cursor)
          rocl "[suggest:$cursor]" "$line" 2>$null | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }

        """;

    /// <summary>The shells.</summary>
    public static ImmutableArray<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell.</summary>
    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string Of(string shell) =>
        shell switch
        {
            "bash" => Lines(Bash),
            "zsh" => Lines(Zsh),
            "fish" => Lines(Fish),
            _ => Lines(PowerShell),
        };

    private static string Lines(string script) => script.ReplaceLineEndings("\n");
}
