using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using RoCL.Plugins.Metadata;

namespace Plugins.Tests.Metadata;

/// <summary>
/// Assemblies whose signatures claim what they don't hold, or would send a decoder beyond the end
/// of its stack.
/// </summary>
public sealed class HostileSignatures
{
    private const byte Instance = 0x20,
        Void = 1,
        Int32 = 8,
        Class = 0x12,
        Generic = 0x15,
        List = 0x1d;
    private static readonly byte[] HalfABillion = [0xdf, 0xff, 0xff, 0xff];

    public static IEnumerable<TestCaseData> Signatures()
    {
        static TestCaseData Case(string sentence, byte[] constructor, byte[] range) =>
            new TestCaseData(constructor, range).SetName(sentence);
        byte[] sound = [Instance, 1, Void, Int32];
        yield return Case(
            "A_constructor_that_claims_half_a_billion_parameters_is_refused",
            [Instance, .. HalfABillion, Void, Int32],
            sound
        );
        yield return Case(
            "A_generic_type_that_claims_half_a_billion_arguments_is_refused",
            [Instance, 1, Void, Generic, Class, 5, .. HalfABillion, Int32],
            sound
        );
        yield return Case(
            "A_list_of_lists_a_million_deep_is_refused",
            [Instance, 1, Void, .. Enumerable.Repeat(List, 1_000_000), Int32],
            sound
        );
        yield return Case(
            "An_attribute_that_claims_half_a_billion_arguments_is_refused",
            sound,
            [Instance, .. HalfABillion, Void, Int32]
        );
    }

    [TestCaseSource(nameof(Signatures))]
    public void Is_refused(byte[] constructor, byte[] range)
    {
        using var image = new MemoryStream(Assembly(constructor, range));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var problems = ComponentReader.Read(image, "a.dll").Problems;
        Assert.That(problems.Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0210" }));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(20 << 20));
    }

    [Test]
    public void The_same_assembly_with_sound_signatures_is_read()
    {
        using var image = new MemoryStream(Assembly([Instance, 1, Void, Int32], [Instance, 2, Void, Int32, Int32]));
        Assert.That(
            ComponentReader
                .Read(image, "a.dll")
                .Match(read => read.Faults.Single().Problems[0].Code, problems => problems[0].ToString()),
            Is.EqualTo("ROCL0214")
        );
    }

    // One class with [Component("x", "y")], of one parameter with a [Range].
    private static byte[] Assembly(byte[] constructor, byte[] range)
    {
        var metadata = new MetadataBuilder();
        var code = new BlobBuilder();
        BlobHandle Blob(byte[] bytes) => metadata.GetOrAddBlob(bytes);
        TypeReferenceHandle Type(AssemblyReferenceHandle at, string space, string name) =>
            metadata.AddTypeReference(at, metadata.GetOrAddString(space), metadata.GetOrAddString(name));
        metadata.AddModule(
            0,
            metadata.GetOrAddString("a.dll"),
            metadata.GetOrAddGuid(new Guid(1, 2, 3, new byte[8])),
            default,
            default
        );
        metadata.AddAssembly(
            metadata.GetOrAddString("a"),
            new Version(1, 0, 0, 0),
            default,
            default,
            default,
            AssemblyHashAlgorithm.None
        );
        var other = metadata.AddAssemblyReference(
            metadata.GetOrAddString("b"),
            new Version(1, 0, 0, 0),
            default,
            default,
            default,
            default
        );
        var thing = Type(other, "System", "Object");
        var component = Type(other, "RoCL.Contracts", "ComponentAttribute");
        var ranged = Type(other, "System.ComponentModel.DataAnnotations", "RangeAttribute");
        metadata.AddTypeDefinition(
            default,
            default,
            metadata.GetOrAddString("<Module>"),
            default,
            MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1)
        );
        var type = metadata.AddTypeDefinition(
            TypeAttributes.Public,
            default,
            metadata.GetOrAddString("C"),
            thing,
            MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1)
        );
        metadata.AddMethodDefinition(
            MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
            default,
            metadata.GetOrAddString(".ctor"),
            Blob(constructor),
            -1,
            MetadataTokens.ParameterHandle(1)
        );
        var parameter = metadata.AddParameter(ParameterAttributes.None, metadata.GetOrAddString("p"), 1);
        var name = metadata.GetOrAddString(".ctor");
        metadata.AddCustomAttribute(
            type,
            metadata.AddMemberReference(component, name, Blob([Instance, 2, Void, 14, 14])),
            Blob([1, 0, 1, (byte)'x', 1, (byte)'y', 0, 0])
        );
        metadata.AddCustomAttribute(
            parameter,
            metadata.AddMemberReference(ranged, name, Blob(range)),
            Blob([1, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0])
        );
        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), code).Serialize(
            image
        );
        return image.ToArray();
    }
}
