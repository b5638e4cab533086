namespace Shared.Toys;

/// <summary>A teacher with a fault that a plugin may have.</summary>
/// <param name="Kind">Which fault; empty for none, and a copy of the student.</param>
[Component("toy-fault-teacher", "Copies the student, and then does what it must not")]
public sealed record ToyFaultTeacher(string Kind = "") : ITeacher
{
    public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment)
    {
        // Only the last parameters of the model: others have followed before.
        if (tensor.Name != "encoder.conv1.weight")
            return student.clone();
        switch (Kind)
        {
            case "throw":
                throw new InvalidOperationException("out of chalk");
            case "writes":
                teacher.zero_();
                student.zero_();
                return teacher.add_(student);
            case "disposes":
                student.Dispose();
                return teacher;
            case "disposed":
                var result = student.clone();
                result.Dispose();
                return result;
        }

        return Kind switch
        {
            "null" => null!,
            "alias" => student,
            "shape" => zeros(1),
            "double" => student.to(ScalarType.Float64),
            "nan" => student * double.NaN,
            _ => student.clone(),
        };
    }
}
