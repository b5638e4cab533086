namespace RoCL.Contracts;

/// <summary>The learning rate as a pure function of time.</summary>
public interface ILearningRate
{
    /// <summary>The rate of one step.</summary>
    /// <remarks>
    /// It depends on its arguments alone, since steps are planned ahead, listed and taken again.
    /// Where the recipe gives a group of parameters a rate of its own, the function is asked once
    /// for each <paramref name="lr"/>.
    /// </remarks>
    /// <param name="lr">The optimizer's rate before any schedule, 0 or above.</param>
    /// <param name="moment">The step, and the training that it belongs to.</param>
    /// <returns>
    /// Finite and 0 or above; the host refuses anything else by ROCL0386.
    /// </returns>
    double At(double lr, Moment moment);
}
