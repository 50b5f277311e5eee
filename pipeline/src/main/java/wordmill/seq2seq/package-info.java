/**
 * Sequence-to-sequence models (Sutskever, Vinyals & Le 2014, arXiv:1409.3215): p(target | source),
 * a token after another, by an encoder and a decoder of RNN, LSTM or GRU. In: the artifact {@code
 * pairs}. Out: an artifact {@code seq2seq}, {@code weights.safetensors} and both vocabularies,
 * which {@link wordmill.seq2seq.TranslationModel} reads; and of its evaluation {@code
 * translation-scores}, the predictions and one heat map.
 *
 * <p><b>Tokens.</b> A decoder knows the target vocabulary's V words and V, the end of a sentence,
 * which also starts each target: it reads V, y₁ … yₙ and should say y₁ … yₙ, V. Sources have their
 * words alone, and may be read from their end. A batch of B pairs is [S, B] source ids and [T, B]
 * target ids, shorter ones padded and masked.
 *
 * <p><b>Network.</b> The decoder starts with the state in which the encoder ends, layer by layer.
 * What the softmax reads at step t, by the kind of {@link wordmill.seq2seq.Decoder}:
 *
 * <ul>
 *   <li>plain: the decoder's state hₜ;
 *   <li>peeky: [hₜ; e], and the decoder [xₜ; e], e the encoder's last output (Cho et al. 2014,
 *       arXiv:1406.1078);
 *   <li>attention: [cₜ; hₜ], or ãₜ = tanh(W [cₜ; hₜ] + b), where cₜ = Σ aₜₛ eₛ over the encoder's
 *       outputs and aₜ = softmax over s of hₜ·eₛ, hₜ·A eₛ or v·tanh(P hₜ + Q eₛ) (Luong, Pham &
 *       Manning 2015, arXiv:1508.04025; Bahdanau, Cho & Bengio 2015, arXiv:1409.0473). With input
 *       feeding the decoder reads [xₜ; ãₜ₋₁].
 * </ul>
 *
 * <p><b>Loss.</b> The mean of −ln p over the targets' tokens of a step, their ends included.
 *
 * <p><b>Training</b> ({@link wordmill.seq2seq.SparkSeq2Seq}) is an epoch of rounds after another by
 * {@link wordmill.nn.SparkAveragingMaster}. Each epoch deals the pairs anew by a seeded permutation
 * ({@link wordmill.pairs.SparkPairRounds}); a replica's k · B pairs of a round are sorted by length
 * into k batches, and no state goes from batch to batch. Then the validation pairs are measured
 * ({@link wordmill.seq2seq.SparkMeasuring}): perplexity, the share of exact predictions and of
 * right tokens, {@link wordmill.evaluate.Bleu}. The epoch of the least perplexity is kept.
 *
 * <p><b>Decoding</b> ({@link wordmill.seq2seq.BeamSearch}) seeks the most probable target by beam
 * search over any model that can say how probable each next token is ({@link
 * wordmill.seq2seq.NextTokens}); {@link wordmill.nn.StepDecoder} asks the network for a step at a
 * time. {@link wordmill.seq2seq.SparkTranslation} translates text of any size.
 *
 * <p>Cost of training: 6 operations a weight that is multiplied and a token, over the sources'
 * tokens for the encoder and the targets' for decoder and softmax, an epoch, and 12 · S · T · H a
 * pair for attention; see {@link wordmill.nn} for a step and its memory, and {@link
 * wordmill.averaging} for a round's traffic. A shuffle of the pairs an epoch, some 4 bytes a token,
 * kept in the executors' memory or on their disks while the epoch lasts. The driver holds the
 * network twice, its best and its present parameters, besides what a round takes.
 *
 * <p>Cost of measuring and translating: a forward pass over each source, and a step of {@code beam}
 * rows for each token of its target, at most {@code max-length}; 2 · S · H more a row for
 * attention. Each task holds the network once. An evaluation's predictions pass through the driver.
 */
package wordmill.seq2seq;
