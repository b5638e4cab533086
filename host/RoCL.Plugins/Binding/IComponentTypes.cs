using RoCL.Core.Components;
using RoCL.Core.Tensors;

namespace RoCL.Plugins.Binding;

/// <summary>
/// Leads from what a recipe names to the thing itself: from a component to its loaded code, from a
/// run to its trained model. The shell implements it by loading plugins and reading run folders.
/// </summary>
public interface IComponentTypes
{
    /// <summary>The component's record type.</summary>
    /// <exception cref="ProblemException">
    /// The plugin cannot be loaded: ROCL02xx, naming plugin, version and cause.
    /// </exception>
    Type Load(ComponentDescription component);

    /// <summary>
    /// The model that a run has trained, opened when it is first asked for; the same one each time.
    /// </summary>
    /// <param name="run">The run's folder, as seen from where the program was started.</param>
    /// <exception cref="ProblemException">
    /// ROCL0603 no run, ROCL0604 not trained yet, ROCL0610 to ROCL0613 what is wrong with its
    /// checkpoints; and what is wrong with its recipe.
    /// </exception>
    ITrainedModel Open(string run) =>
        throw new ProblemException(
            new(
                "ROCL0603",
                run,
                "The run cannot be opened: there are no runs here.",
                "Use the component in a recipe that `rocl` runs."
            )
        );

    /// <summary>
    /// The tensors of a run's model, or of a safetensors file; the caller disposes of them.
    /// </summary>
    /// <param name="from">The folder or file, as seen from where the program was started.</param>
    /// <exception cref="ProblemException">
    /// As <see cref="Open"/>; ROCL0166 no such file, ROCL0620 to ROCL0627 what is damaged in it.
    /// </exception>
    SavedTensors OpenTensors(string from) =>
        throw new ProblemException(
            new(
                "ROCL0166",
                from,
                "The weights cannot be read: there are no files here.",
                "Begin with them in a recipe that `rocl` runs."
            )
        );
}
