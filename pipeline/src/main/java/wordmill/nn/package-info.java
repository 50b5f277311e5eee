/**
 * Networks on DL4J. Its recurrent layers are wrong under truncated backpropagation and slow, so the
 * mathematics is ours, in layers and vertices that any DL4J graph can have; and {@link
 * wordmill.nn.SparkAveragingMaster} trains graphs through dl4j-spark, by the rounds of {@link
 * wordmill.averaging}, {@link wordmill.nn.SparkNetworkTraining} from the first epoch to the last.
 * For their traffic see there.
 *
 * <p><b>Layers</b> ({@link wordmill.nn.Embedding}, {@link wordmill.nn.Recurrent} of {@link
 * wordmill.nn.Cell}s, {@link wordmill.nn.Projection}, {@link wordmill.nn.SequenceDropout}, {@link
 * wordmill.nn.SoftmaxLoss}) work on windows of T steps of B rows, time-major: activations [T, B,
 * D], ids and labels and masks [T, B]. A window is then N = T · B rows for one product, and a
 * step's rows lie together: nothing is ever transposed. Ids are numbers of the network's type;
 * labels are ids, never one-hot. Graphs are made by {@link wordmill.nn.Networks}, which lets layers
 * share weights, without workspaces: a layer owns its memory and gives it out window after window,
 * so training allocates nothing as it goes.
 *
 * <p><b>Vertices</b> join an encoder's windows [S, B, ·] and a decoder's [T, B, ·]: {@link
 * wordmill.nn.Handover} of states, {@link wordmill.nn.LastStep} and {@link wordmill.nn.Beside} for
 * peeking, {@link wordmill.nn.Attention}, and {@link wordmill.nn.FedAttention} with input feeding.
 * Masks [S, B] and [T, B] may be any; {@link wordmill.nn.StepDecoder} goes through such a graph
 * word by word.
 *
 * <p><b>Arithmetic</b> ({@link wordmill.nn.Arithmetic}). What a recurrent layer multiplies by its
 * weights, inputs of a window and states of a step, goes to a kernel over weights that are laid out
 * for it once a window; other products of a whole window go to BLAS, and what goes element by
 * element to vector kernels on the heap ({@link wordmill.linalg.simd}); each kernel has a plain
 * twin, which is all there is in double precision, for gradient checks. BLAS and ND4J get one
 * thread each: replicas are what runs side by side; {@link wordmill.nn.ChosenCoreBackend} sees to
 * it that BLAS knows what the processor can do, and that the JVM spends no core on optimizing what
 * only calls the kernels. Of the updaters Adam has a kernel, {@link wordmill.nn.VectorAdam}.
 *
 * <p>Time of a step, in operations, forward and backward: a recurrent layer of G gates 6 · N · G ·
 * H · (D + H), attention 12 · B · T · S · M, the softmax 6 · N · H · V; the updater and the norm of
 * the gradient read or write some 6 · P numbers for P parameters.
 *
 * <p>Native memory of a replica that trains, in an executor, for P parameters of b bytes (4 or 8)
 * and an updater with s numbers a parameter (SGD 0, momentum 1, Adam 2): P · b · (2 + s), the
 * parameters, one gradient and the updater's state; and b · N · (V + 2 · Σ (G + 2) · H), the scores
 * and the layers' activations, of which a copy of the gates and states lies on the heap. Graphs are
 * kept from round to round, as many as tasks have trained side by side, and let go when those of
 * another training are borrowed. On the heap such a task holds the blocks it sends, P · b · (1 +
 * s). The driver's graph takes P · b · (1 + s) of native memory.
 */
package wordmill.nn;
