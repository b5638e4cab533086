// Most tests wait for a process of their own that computes on one core, or for the compiler: four
// at a time on two cores. Those that change what a process has only once, such as its folder or
// libtorch's generator, say so.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
