/**
 * Word vectors by prediction: CBOW and skip-gram (Mikolov, Chen, Corrado & Dean 2013,
 * arXiv:1301.3781) with negative sampling (Mikolov et al. 2013, arXiv:1310.4546, equation 4). In:
 * the artifact {@code corpus} of N tokens, and its vocabulary of V words. Out: an artifact of kind
 * {@code embeddings}, {@code part-*.parquet} with the input vectors of D floats, and {@code
 * output-*.parquet} with the output vectors, for warm starts.
 *
 * <p>A pair of an input x and the word o that it predicts, with k words n drawn with p ∝ count^¾,
 * has the loss −ln σ(x·o) − Σ ln σ(−x·n). In skip-gram x is the vector of one word of o's window,
 * in CBOW the mean of the window's vectors; each window's reach is drawn from 1 to the window's
 * size. {@link wordmill.word2vec.Steps} makes steps of up to 8 inputs that share o and the
 * negatives.
 *
 * <p><b>Skip-gram on a replica</b> ({@link wordmill.word2vec.ReplicaGrid}) makes rounds of some 30
 * million pairs. In each, the rows of both matrices are dealt anew to S parts of a megabyte, by
 * chance within neighbours in frequency; pairs are sorted into S × S cells; and cells are trained
 * so that each input part meets the output parts one after another, with negatives of the same
 * output part. Threads train cells that share no part side by side, without locks on rows, and the
 * bits are the same for any number of them. In a cell, pairs of one output word are put together
 * into batches of 8, which fill the kernel.
 *
 * <p><b>CBOW on one replica</b> ({@link wordmill.word2vec.Windows}) streams the sentences and
 * trains window by window, with one thread or several. Several share the rows without locks but for
 * the 1,000 most frequent ones, of which each has a copy, and the result varies from run to run.
 * Negatives come from a pool of a few hundred, drawn anew every thousand windows ({@link
 * wordmill.word2vec.NegativePool}).
 *
 * <p><b>R replicas</b> rotate blocks, as PyTorch-BigGraph's buckets do (Lerer et al. 2019,
 * arXiv:1903.12287; Gemulla et al. 2011 for the grid). Words are dealt to R blocks ({@link
 * wordmill.word2vec.Blocks}). The part of the corpus that belongs to one of the rotations is cut
 * into items, an output word with those of its window's words that lie in one input block, and
 * shuffled into R × R buckets ({@link wordmill.word2vec.ItemCutter}). In sub-round s replica a owns
 * input block a and output block (a + s) mod R alone, draws negatives from that block, and trains
 * the bucket of the two, skip-gram as above; then output blocks move on by one replica. No two
 * replicas ever touch the same row, so nothing is merged, every task is a pure function of blocks,
 * items and seed, and the bits are the same on any cluster, after a retry and after a resume.
 *
 * <p>CBOW's windows lie in several blocks. With R replicas its input is the mean over the words of
 * one block's part of the window, so a window makes up to R steps instead of one: more work, and
 * vectors between CBOW's and skip-gram's.
 *
 * <p>Cost. Time: 6 · D · (k + 1) operations a pair, about (window + 1) · epochs · N pairs less what
 * subsampling drops; R replicas read each token once more to cut it. Memory of a task: its two
 * blocks three times, 24 · V · D / R bytes, the frequencies, 24 · V bytes an executor, and 4 bytes
 * for each of up to 33 million pairs. For V = 10 million, D = 300, R = 32 that is 2.4 GB a task,
 * for R = 256 0.4 GB. Blocks that do not fit the memory of an executor lie on its disk. Traffic: in
 * a sub-round each replica fetches 4 · V · D / R bytes unless its neighbour is on the same
 * executor, 4 · V · D a rotation (12 GB in the example, whatever R); items take 4 to 5 bytes a pair
 * in the shuffle while blocks have up to 65,535 words, else twice that. Driver: frequencies, sums
 * and file names; never a vector. A checkpoint has 8 · V · D bytes.
 */
package wordmill.word2vec;
