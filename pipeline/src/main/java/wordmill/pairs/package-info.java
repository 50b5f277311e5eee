/**
 * Pairs of sentences as numbers. In: files of lines {@code source<TAB>target}, or a file of sources
 * and a file of targets whose lines i belong together. Out: the artifact {@code pairs}:
 *
 * <ul>
 *   <li>{@code source-vocabulary.tsv} and {@code target-vocabulary.tsv}, the words of the training
 *       pairs with {@code <unk>} for all others, as those of {@link wordmill.vocab}; the same one
 *       twice with {@code pairs.shared-vocabulary};
 *   <li>{@code training-00000.parquet} and on, a row a pair: the word ids of its source and of its
 *       target;
 *   <li>{@code validation-…} and {@code test-…}, the same with both sides' text, without the white
 *       space around it;
 *   <li>{@code sizes.parquet}, how many pairs and tokens are in each of them.
 * </ul>
 *
 * <p>A pair is kept if each side has 1 to {@code pairs.max-length} tokens. Of n kept training pairs
 * without validation files the first ⌊(1 − {@code pairs.held-out}) · n⌋ are trained on and the
 * others validate. {@link wordmill.pairs.SparkPairs} makes the artifact, {@link
 * wordmill.pairs.PairCorpus} and {@link wordmill.pairs.SparkPairCorpus} read it.
 *
 * <p>Cost: three passes over N tokens, both sides together, and a shuffle of each task's distinct
 * tokens, some 50 bytes each; about 2 to 3 bytes a token on disk, and the text of what is measured
 * on. Memory of a task: both vocabularies, one row group (32 MB) and the longest lines; of the
 * driver: 200 bytes for each token seen {@code pairs.min-count} times. Files of tabbed lines are
 * read side by side by splits; two aligned files by one task, so many small couples are faster than
 * one large.
 */
package wordmill.pairs;
