namespace RoCL.Core.Models;

/// <summary>What a model and its teachers do with one another.</summary>
public static class ModelTeaching
{
    /// <summary>
    /// Before the first step, once the weights are those that training begins with: frozen heads
    /// get the weights of the heads that they copy, and teachers become copies of the model.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ProblemException">
    /// ROCL0188: a teacher's head does not fit; and what is wrong with another run's model.
    /// </exception>
    public static void Begin(this Model model)
    {
        FrozenHeads.Fill(model.Bindings, model.Networks);
        model.Teachers.Begin(model.Networks);
    }

    /// <summary>
    /// Puts the weights of the teacher that the recipe's <c>weights</c> names in place of the
    /// model's own, for evaluations and for other runs; without one, nothing changes.
    /// </summary>
    /// <param name="model">The model, which is trained no further.</param>
    public static void AdoptWeights(this Model model) =>
        model.Teachers.CopyInto(model.Networks, model.Bindings.Recipe.Weights);

    /// <summary>The outputs of a teacher, [N, D]; a gradient reaches the images alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="teacher">The teacher's name.</param>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="route">
    /// The route of the view that they are of; another run's model takes its own.
    /// </param>
    internal static Tensor TeacherOutputs(this Model model, string teacher, Tensor images, string route) =>
        model.Bindings.Teachers.TryGetValue(teacher, out var ofRun)
            ? ofRun.Outputs(images)
            : model.Teachers.Outputs(teacher, images, route);

    /// <summary>Lets the teachers follow, once the optimizer has moved the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="moment">The step's place in time.</param>
    /// <exception cref="ProblemException">
    /// A teacher failed, ROCL018x; <see cref="Model.IsWhole"/> is then false.
    /// </exception>
    internal static void Follow(this Model model, Moment moment) => model.Teachers.Follow(model.Networks, moment);
}
