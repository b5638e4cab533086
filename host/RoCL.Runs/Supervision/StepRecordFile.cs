using System.IO.MemoryMappedFiles;
using System.Text;

namespace RoCL.Runs.Supervision;

/// <summary>
/// The file of a <see cref="StepRecord"/>, mapped into the memory of worker and supervisor: what
/// was written is there when the writer is not.
/// </summary>
/// <remarks>
/// Numbers first; then the place twice, so that a writer that dies in the middle of one leaves the
/// other. A process that ends in any way loses nothing of it; a machine that does has no supervisor
/// left to ask.
/// </remarks>
public sealed class StepRecordFile : IDisposable
{
    // Where each number stands in the file, in bytes.
    private const int Beats = 0;
    private const int Step = 8;
    private const int InStep = 16;
    private const int HasEnded = 20;
    private const int Code = 24;
    private const int Slot = 28;
    private const int Slots = 32;

    private const int SlotSize = 1024;
    private const int Size = Slots + 2 * SlotSize;
    private const int MostBytes = SlotSize - sizeof(int);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private long _beats;

    private StepRecordFile(string path, MemoryMappedFile file)
    {
        Path = path;
        _file = file;
        _view = file.CreateViewAccessor(0, Size);
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>Makes the file, or empties it.</summary>
    /// <exception cref="IOException">
    /// There is no room for it: writing to mapped memory would then end the process.
    /// </exception>
    public static StepRecordFile Create(string path)
    {
        File.WriteAllBytes(path, new byte[Size]);
        var file = new StepRecordFile(path, Mapped(path));
        file._view.Write(Step, -1L);
        return file;
    }

    /// <summary>Opens one that <see cref="Create"/> made.</summary>
    public static StepRecordFile Open(string path) => new(path, Mapped(path));

    /// <summary>Writes that a step begins or ends.</summary>
    public void WriteStep(long step, bool begins)
    {
        _view.Write(Step, step);
        _view.Write(InStep, begins ? 1 : 0);
        CountSignOfLife();
    }

    /// <summary>Writes which component runs: as many bytes of UTF-8 as there is room for.</summary>
    public void WritePlace(byte[] place)
    {
        var next = 1 - _view.ReadInt32(Slot);
        var start = Slots + next * SlotSize;
        var length = Math.Min(place.Length, MostBytes);
        _view.Write(start, length);
        _view.WriteArray(start + sizeof(int), place, 0, length);
        Thread.MemoryBarrier();
        _view.Write(Slot, next);
        CountSignOfLife();
    }

    /// <summary>Writes that the step or the component that was written last gets on.</summary>
    public void GiveSignOfLife() => CountSignOfLife();

    /// <summary>Writes that the work is over, and with which exit code.</summary>
    public void End(int code)
    {
        _view.Write(Code, code);
        _view.Write(HasEnded, 1);
    }

    /// <summary>Reads what was written last.</summary>
    public StepRecord Read()
    {
        var start = Slots + (_view.ReadInt32(Slot) & 1) * SlotSize;
        var place = new byte[Math.Clamp(_view.ReadInt32(start), 0, MostBytes)];
        _view.ReadArray(start + sizeof(int), place, 0, place.Length);
        int? ended = _view.ReadInt32(HasEnded) == 1 ? _view.ReadInt32(Code) : null;
        return new StepRecord(
            _view.ReadInt64(Beats),
            _view.ReadInt64(Step),
            _view.ReadInt32(InStep) == 1,
            Encoding.UTF8.GetString(place),
            ended
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private void CountSignOfLife()
    {
        _beats++;
        _view.Write(Beats, _beats);
    }

    private static MemoryMappedFile Mapped(string path) =>
        MemoryMappedFile.CreateFromFile(
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete),
            null,
            Size,
            MemoryMappedFileAccess.ReadWrite,
            HandleInheritability.None,
            leaveOpen: false
        );
}
