/**
 * Networks on DL4J: what its graphs lack, and {@link wordmill.nn.SparkAveragingMaster}, which
 * trains them through dl4j-spark by the rounds of {@link wordmill.averaging}; for their traffic see
 * there.
 *
 * <p>Native memory of a replica that trains, in an executor, for N parameters of b bytes (4 or 8)
 * and an updater with s numbers a parameter (SGD 0, momentum 1, Adam 2): N · b · (2 + s), the
 * parameters, one gradient and the updater's state, and a step's activations. Graphs are kept from
 * round to round, as many as tasks have trained side by side, and let go when those of another
 * training are borrowed. On the heap such a task holds the blocks it sends, N · b · (1 + s). The
 * driver's graph takes N · b · (1 + s) of native memory.
 */
package wordmill.nn;
