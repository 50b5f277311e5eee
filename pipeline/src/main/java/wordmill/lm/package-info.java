/**
 * Recurrent language models (Mikolov et al. 2010; Zaremba, Sutskever & Vinyals 2014,
 * arXiv:1409.2329): p(next word | all words before it), by RNN, LSTM or GRU. In: the artifact
 * {@code corpus}, and its vocabulary of V words. Out: an artifact {@code language-model}, {@code
 * weights.safetensors} and the vocabulary, which {@link wordmill.lm.LanguageModel} reads.
 *
 * <p><b>Tokens.</b> A model knows V + 1 of them: the words' ids, and V, the end of a sentence,
 * which follows each sentence. The corpus is one sequence of N tokens ({@link
 * wordmill.lm.SparkTokenSequence}), read as R · B parallel streams for R replicas of B each; these
 * are cut into windows of T tokens, one a step, and k windows a round ({@link
 * wordmill.lm.StreamLayout}). State is carried from window to window, so order matters: a replica
 * keeps its streams, and each of its rounds is a partition ({@link wordmill.lm.SparkTokenStreams}).
 *
 * <p><b>Loss.</b> The mean of −ln p over the B · T tokens of a step. The {@link
 * wordmill.evaluate.Perplexity} of a text is exp(−1/N · Σ ln p) over all its tokens, the ends of
 * sentences included; of a model of characters log2 of that are bits per character.
 *
 * <p><b>Rates</b> follow from the validation perplexities of the epochs before ({@link
 * wordmill.training.RateSchedule}), as does when to stop ({@link wordmill.training.EarlyStopping}).
 *
 * <p><b>Training</b> ({@link wordmill.lm.SparkLanguageModel}) is an epoch of rounds after another
 * by {@link wordmill.nn.SparkNetworkTraining}, each replica with k steps of its own streams a
 * round; then the validation text is measured, all replicas' parts of it side by side. Checkpoints
 * hold the parameters, the updater's and the streams' states, the curve, and the best parameters so
 * far.
 *
 * <p>Cost of training: 6 · N operations a weight that is multiplied, over the corpus' N tokens, an
 * epoch; see {@link wordmill.nn} for a step and its memory, and {@link wordmill.averaging} for a
 * round's traffic. The driver holds the network twice, its best and its present parameters, besides
 * what a round takes. A checkpoint has the parameters twice, and the updater's state. {@link
 * wordmill.lm.LanguageModel} holds the network once; a token of its text costs one forward step.
 *
 * <p>Cost of the input: one pass over the corpus and a shuffle of 4 bytes a token; 8 bytes a token
 * in the executors' memory or on their disks while training lasts.
 */
package wordmill.lm;
