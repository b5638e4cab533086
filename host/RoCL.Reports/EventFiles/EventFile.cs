using RoCL.Core.Guards;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Reports.EventFiles;

/// <summary>Writes a run's numbers for TensorBoard.</summary>
public static class EventFile
{
    // TensorBoard finds files by a part of their names.
    private const string Name = "events.out.tfevents.rocl";

    /// <summary>
    /// Writes the file into a folder, which is made where it is not there; an earlier one is
    /// replaced.
    /// </summary>
    /// <param name="run">The run; only its files are read.</param>
    /// <param name="folder">The folder; TensorBoard calls the run after it.</param>
    /// <returns>
    /// ROCL0811: the file cannot be written; <see langword="null"/> where it was.
    /// </returns>
    public static Problem? Write(RunFolder run, string folder)
    {
        try
        {
            run.Files.CreateFolder(folder);
            AtomicFile.Write(run.Files, Path.Combine(folder, Name), stream => Write(stream, run));
            return null;
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return new(
                "ROCL0811",
                folder,
                $"The events cannot be written: {DiskFault.What(fault)}.",
                $"{DiskFault.Remedy(fault)}, or name another folder: `rocl show RUN --tensorboard DIR`."
            );
        }
    }

    private static void Write(Stream stream, RunFolder run)
    {
        // The stream is not closed here, and neither is this one, which would close it.
        var buffered = new BufferedStream(stream, 1 << 16);
        foreach (var happened in ScalarEvents.Of(run))
            EventFrames.Write(buffered, happened);
        buffered.Flush();
    }
}
