using System.Security;
using RoCL.Plugins.Sources;

namespace RoCL.Plugins.Templates;

/// <summary>
/// The project file beside single-file plugins that lets an editor complete and check them as this
/// host will compile them; to run them, nobody reads it. It refers to the assemblies of this host
/// by their paths, so nothing is restored.
/// </summary>
public static class EditorsProject
{
    /// <summary>The file, for any folder.</summary>
    public static NewFile File { get; } =
        new(
            PluginPath.Editors,
            $"""
            <Project>
              <!-- For editors alone: completion and errors in the C# files of this folder. To run them, nobody reads
                   it; `rocl new` writes it again. It names this machine's rocl, so keep it out of version control. -->
              <PropertyGroup>
                <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
                <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
                <BaseIntermediateOutputPath>.rocl/obj/</BaseIntermediateOutputPath>
                <BaseOutputPath>.rocl/bin/</BaseOutputPath>
              </PropertyGroup>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.ToString(2)}</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <LangVersion>latest</LangVersion>
                <EnableDefaultItems>false</EnableDefaultItems>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="*.cs" />
            {string.Join(Environment.NewLine, AuthorReferences.OfTheHost.Select(Reference))}
                <Using Include="RoCL.Contracts" />
                <Using Include="TorchSharp" />
                <Using Include="TorchSharp.torch" Static="true" />
              </ItemGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
            </Project>

            """
        );

    /// <summary>Whether a folder wants it: a folder that is a project has one already.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsFor(string folder) => PluginPath.Of(folder) is not PluginPath.Project;

    private static string Reference(string file) =>
        $"    <Reference Include=\"{SecurityElement.Escape(file)}\" Private=\"false\" />";
}
